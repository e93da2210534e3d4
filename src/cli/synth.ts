import { existsSync } from "node:fs";
import { join } from "node:path";
import { lint, parse } from "../filter-pattern";
import { moduleFolder } from "../generated-files";
import { warningsOfUnsetRegion } from "../global-events";
import { monthlyFloor } from "../monthly-cost";
import { warningsOfSecrets } from "../secret-settings";
import { loadSettings } from "../settings-file";
import { blocksIn } from "../stack-blocks";
import type { StackSettings } from "../stack-settings";
import { textOf } from "../terraform/module";
import { inLine } from "../terraform/text/visible";
import type { WriteOptions } from "./commands/write-options";
import { usdText } from "./estimate/number-text";
import { filtersText, warningsOfFilters } from "./filter-use";
import { invocation, inShell } from "./invocation";
import type { Output } from "./output";
import { secretFiles, stackFiles } from "./stack-files";
import { writeFiles } from "./write-files";

/** Writes the stack and the module, and says what was written, what is missing, and what to do next. */
export async function synth(stdout: Output, options: WriteOptions = {}): Promise<void> {
  const settings = loadSettings();
  const stack = stackFiles(settings);
  const module = moduleFolder();
  await writeFiles(new Map([...stack, ...module]), { ...options, secret: secretFiles(settings, stack) });

  const built = `cdktf.out/stacks/${settings.stackName}`;
  const folder = join(options.out ?? "", built);
  // Only in a CDKTF project; the installed package writes into any folder.
  const deploy = existsSync("cdktf.json") ? "\n  deploy the stack:            npx cdktf deploy" : "";
  const json = textOf(stack, `${built}/cdk.tf.json`)!;
  const floor = monthlyFloor({ settings, blocks: blocksIn(json) });
  const filters = filtersText(settings);
  const warnings = [
    ...warningsOfSecrets(settings),
    ...warningsOfUnsetRegion(settings),
    ...missing(settings),
    ...warningsOfFilters(settings),
    ...doubtful(settings),
  ];
  stdout.write(`Wrote the stack to ${inLine(folder)}/cdk.tf.json
Wrote the module to ${inLine(join(options.out ?? "", "module"))}/ (${module.size} files)

${resourceTable(json)}
At least ${usdText(floor)} USD a month, even if nothing happens in the account: ${invocation("estimate")} says more.
${filters === undefined ? "" : `${filters}\n`}
${warnings.map((warning) => `! ${inLine(warning)}\n`).join("")}
In an account that is not new, first: ${invocation("adopt", "--dry-run --stack")}

Next, one of:${deploy}
  run it in a pipeline:        terraform -chdir=${inShell(folder)} init
  call the module from HCL:    module "security_monitoring" { source = "./module" }
`);
}

function resourceTable(json: string): string {
  const { resource } = JSON.parse(json) as { resource: Record<string, Record<string, object>> };
  const kinds = Object.entries(resource).map(([type, blocks]) => ({
    type,
    once: Object.values(blocks).filter((block) => !("for_each" in block)).length,
    each: Object.values(blocks).filter((block) => "for_each" in block).length,
  }));
  const width = Math.max(...kinds.map(({ type }) => type.length));
  const lines = kinds.map(({ type, once, each }) => {
    const counts = [once > 0 ? String(once) : "", each > 0 ? `${each} with for_each` : ""].filter(Boolean).join(", ");
    return `  ${type.padEnd(width)}  ${counts}`;
  });
  const total = kinds.reduce((sum, { once, each }) => sum + once + each, 0);
  return [`${total} resource blocks of ${kinds.length} kinds:`, ...lines].join("\n");
}

/** What would be wanted before a deployment, but is not known. */
function missing({ alerts, trail, config, backend, stackName }: StackSettings): string[] {
  const receivers = [
    ...alerts.emails,
    ...Object.keys({
      ...alerts.emailsByName,
      ...alerts.httpsEndpoints,
      ...alerts.sqsQueues,
      ...alerts.lambdaFunctions,
    }),
  ];
  const lines: string[] = [];
  if (receivers.length === 0 && !alerts.existingTopic) {
    lines.push(
      "The alerts have no recipient yet: set alerts.emails in security-monitoring.yaml, or SECURITY_MONITORING_ALERT_EMAILS.",
    );
  }
  if (!trail.enabled && !trail.existingLogGroup) {
    lines.push("There are no detections: without a trail they need trail.existingLogGroup.");
  }
  if (!config.enabled && !config.existingRecorder) {
    lines.push("There are no AWS Config rules: without a recorder they need config.existingRecorder.");
  }
  if (!backend) {
    lines.push(`The state will be a file on this machine, terraform.${stackName}.tfstate: set backend to share it.`);
  }
  return lines;
}

/** What AWS would take, but people get wrong, in the patterns of a user's own detections. */
function doubtful({ detections }: StackSettings): string[] {
  return Object.entries(detections.custom).flatMap(([id, { pattern }]) =>
    lint(parse(pattern)).map(({ message }) => `detections.custom.${id}.pattern: ${message}`),
  );
}

import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import type { z } from "zod";
import { outputDescriptions } from "../compose";
import { moduleFolder, settingsSchema } from "../generated-files";
import { defaultFiles } from "../settings-file";
import { stackSettings } from "../stack-settings";
import { requiredProviders, requiredTerraform } from "../terraform/aws/provider-requirement";
import { hclString } from "../terraform/hcl";
import { jsonSchemaOf } from "../terraform/json-schema";
import type { Files } from "../terraform/module";
import { check, InputError } from "../terraform/parse";
import { emailAddress, regionName } from "../terraform/schema";
import { inLine } from "../terraform/text/visible";
import type { Streams } from "./command-line";
import type { WriteOptions } from "./commands/write-options";
import { inShell, invocation, schemaPath } from "./invocation";
import { problemsOf } from "./option-problems";
import { whyNotOurs } from "./ownership";
import { withPrompt, type Prompt } from "./prompt";
import { writeFiles } from "./write-files";

/** Options of the command, as commander names them. */
export interface InitOptions extends WriteOptions {
  readonly module?: boolean;
  readonly email?: readonly string[];
  readonly region?: string;
}

const settingsFile = "security-monitoring.yaml";

interface Answers {
  readonly emails: readonly string[];
  readonly region: string | undefined;
}

/**
 * Writes what a project starts from.
 *
 * @throws {@link InputError} For an address or a region that AWS would refuse, or if a file exists.
 */
export async function init(
  { module: isModule, email: emails = [], region, ...options }: InitOptions,
  streams: Pick<Streams, "stdin" | "stdout" | "stderr">,
): Promise<void> {
  const problems = [
    ...emails.flatMap((value) => problemsOf("--email", emailAddress(), value)),
    ...(region === undefined ? [] : problemsOf("--region", regionName(), region)),
  ];
  if (problems.length > 0) throw new InputError("the options", problems);

  if (!isModule) refuseSecondFile(options.out);

  const answers = await withPrompt(streams, async (prompt) => ({
    emails: emails.length === 0 && prompt ? await askedEmails(prompt) : emails,
    region: region ?? (prompt && (await askedRegion(prompt))),
  }));
  const files = isModule ? rootFiles(answers) : settingsFiles(answers, options.out);
  await writeFiles(files, {
    ...options,
    objection: (path, text) => (path.startsWith("module/") ? whyNotOurs(path, text) : "exists"),
  });
  streams.stdout.write(isModule ? afterRoot(options.out) : afterSettings(options.out));
}

/** With two of them no command knows which one is meant. */
function refuseSecondFile(out = ""): void {
  const others = defaultFiles
    .map((file) => join(out, file))
    .filter((path) => basename(path) !== settingsFile && existsSync(path));
  if (others.length > 0) {
    throw new InputError(
      "this folder",
      others.map((path) => ({ path, message: "has the settings already: edit it, or move it away" })),
    );
  }
}

async function askedEmails(prompt: Prompt): Promise<string[]> {
  const answer = await askedUntil(prompt, "E-mail address for the alerts (Enter for none yet): ", emailAddress());
  return answer === undefined ? [] : [answer];
}

function askedRegion(prompt: Prompt): Promise<string | undefined> {
  return askedUntil(prompt, "AWS region (Enter for that of AWS_REGION): ", regionName());
}

async function askedUntil(prompt: Prompt, question: string, schema: z.ZodType): Promise<string | undefined> {
  let complaint = "";
  for (;;) {
    const answer = (await prompt(complaint + question)).trim();
    if (answer === "") return undefined;
    const [problem] = check(schema, answer, false).problems;
    if (!problem) return answer;
    complaint = `${problem.message}\n`;
  }
}

/** The settings that are changed most, by group, each with a value to start from. */
function mostUsed({ emails, region }: Answers): Record<string, Setting[]> {
  const s3 = {
    bucket: "my-terraform-state",
    key: "security-monitoring.tfstate",
    region: "eu-west-1",
    use_lockfile: true,
  };
  return {
    alerts: [["emails", emails.length > 0 ? emails : ["security@example.com"], emails.length > 0]],
    provider: [
      ["region", region ?? "eu-west-1", region !== undefined],
      ["allowedAccountIds", ["111122223333"]],
    ],
    "": [
      ["backend", { s3 }],
      ["namePrefix", "prod-"],
      ["tags", { owner: "security" }],
    ],
    detections: [["packs", ["cis"]]],
    trail: [["existingLogGroup", { name: "my-trail-logs" }]],
    config: [["existingRecorder", { name: "default" }]],
    evidence: [["deletionProtection", false]],
  };
}

type Setting = [name: string, value: unknown, isSet?: boolean];

function settingsFiles(answers: Answers, out = ""): Files {
  const schema = schemaPath(out);
  const files = new Map([
    [
      settingsFile,
      `# yaml-language-server: $schema=${schema ?? "./settings.schema.json"}

# Every setting has a default. To set one of these, remove the "# " in front of its lines and of its group's.

${Object.entries(mostUsed(answers))
  .map(([group, settings]) => groupText(group, settings))
  .join("\n")}`,
    ],
  ]);
  if (schema === undefined) files.set("settings.schema.json", settingsSchema());
  return files;
}

/** @param group Name of a group of settings, or nothing for settings at the top. */
function groupText(group: string, settings: readonly Setting[]): string {
  const schema = jsonSchemaOf(stackSettings).properties!;
  const { properties } = group === "" ? { properties: schema } : schema[group]!;
  const isGroupSet = settings.some(([, , isSet]) => isSet);
  const blocks = settings.map(([name, value, isSet = false]) => {
    const [meaning] = /^.*?[.](?= |$)/s.exec(properties![name]!.description!)!;
    const text = stringify({ [name]: value }, { lineWidth: 0 }).trimEnd();
    const inGroup = (lines: string) => (group === "" ? lines : lines.replace(/^/gm, "  "));
    return `${commented(inGroup(`# ${meaning}`), !isGroupSet && group !== "")}\n${commented(inGroup(text), !isSet)}\n`;
  });
  return group === "" ? blocks.join("\n") : `${commented(`${group}:`, !isGroupSet)}\n${blocks.join("")}`;
}

function commented(lines: string, isCommented: boolean): string {
  return isCommented ? lines.replace(/^/gm, "# ") : lines;
}

function rootFiles({ emails, region }: Answers): Files {
  const [[provider, { source, version }]] = Object.entries(requiredProviders) as [[string, Provider]];
  const main = `terraform {
  required_version = ${hclString(requiredTerraform)}

  required_providers {
    ${provider} = {
      source  = ${hclString(source)}
      version = ${hclString(version)}
    }
  }

  # Where the state is kept; without a backend it is a file in this folder.
  # backend "s3" {
  #   bucket       = "my-terraform-state"
  #   key          = "security-monitoring.tfstate"
  #   region       = "eu-west-1"
  #   use_lockfile = true
  # }
}

provider "aws" {
${region === undefined ? '  # Unset: AWS_REGION.\n  # region = "eu-west-1"' : `  region = ${hclString(region)}`}
}

module "security_monitoring" {
  source = "./module"

  alerts = { emails = [${emails.map((address) => hclString(address)).join(", ")}] }

  # detections = { packs = ["cis"] }
  # trail      = { existing_log_group = { name = "my-trail-logs" } }
  # config     = { existing_recorder = { name = "default" } }
  # tags       = { owner = "security" }
}

output "pending_subscriptions" {
  description = ${hclString(outputDescriptions.pendingSubscriptions)}
  value       = module.security_monitoring.pending_subscriptions
}
`;
  return new Map([["main.tf", main], ...moduleFolder()]);
}

interface Provider {
  readonly source: string;
  readonly version: string;
}

function afterSettings(out?: string): string {
  const path = join(out ?? "", settingsFile);
  const named = out === undefined ? "" : `SECURITY_MONITORING_SETTINGS=${inShell(path)} `;
  return `Wrote ${inLine(path)}

In an account that is not new, first: ${invocation("adopt", "--dry-run --stack")}
Next: ${named}${invocation("synth")}
`;
}

function afterRoot(out = "."): string {
  const folder = out === "." ? "" : ` -chdir=${inShell(out)}`;
  return `Wrote ${inLine(join(out, "main.tf"))} and ${inLine(join(out, "module"))}/

In an account that is not new, first: ${invocation("adopt", "--dry-run")}
Next: terraform${folder} init, then terraform${folder} plan
`;
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { startEmulator, type Emulator } from "../support/emulator";
import { neutralEnvironment, runCommand } from "../support/process";
import type { ProwlerRecord } from "../support/prowler-record";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";
import type { WorkspaceFiles } from "../support/workspace";

const services = [
  "accessanalyzer",
  "cloudtrail",
  "cloudwatch",
  "config",
  "guardduty",
  "iam",
  "kms",
  "s3",
  "securityhub",
  "sns",
  "sqs",
];

const prowler = resolve(__dirname, "../../.prowler/bin/prowler");

const ours = `
module "security_monitoring" {
  source     = "./module"
  detections = { packs = ["cis"] }
  alerts     = { emails = ["security@example.com"] }
  evidence   = { deletion_protection = false }
}
`;

interface Finding {
  readonly status_code: "PASS" | "FAIL" | "MANUAL";
  readonly metadata: { readonly event_code: string; readonly product: { readonly version: string } };
  readonly resources: readonly { readonly name: string }[];
}

/** What Prowler finds in an account where the files were applied. */
async function findingsIn(files: WorkspaceFiles, deploysOurs: boolean): Promise<Finding[]> {
  const emulator = await startEmulator({ deploysOurs });
  const workspace = new TerraformWorkspace(files, { env: emulator.env });
  try {
    await workspace.init();
    await workspace.apply();
    return await runProwler(emulator);
  } finally {
    workspace.remove();
    await emulator.stop();
  }
}

async function runProwler({ region, env }: Emulator): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), "prowler-"));
  const output = ["--output-formats", "json-ocsf", "--output-directory", folder, "--output-filename", "findings"];
  const only = ["--region", region, "--services", ...services];
  try {
    await runCommand(prowler, ["aws", ...only, ...output, "--no-banner", "--ignore-exit-code-3"], {
      cwd: folder,
      // What Prowler asks is not what we deploy: the emulator does not judge it.
      env: { ...neutralEnvironment(), ...env, AWS_SDK_UA_APP_ID: undefined, HOME: folder },
    });
    return JSON.parse(readFileSync(join(folder, "findings.ocsf.json"), "utf8")) as Finding[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A name without what the provider appends to a prefix. */
const nameOf = ({ resources: [resource] }: Finding) => resource!.name.replace(/-\d{26}$/, "");

/** By check, what it says of which resources. */
function byCheck(findings: readonly Finding[], weak: readonly Finding[]): ProwlerRecord["checks"] {
  const checks = [...new Set(findings.map(({ metadata }) => metadata.event_code))].sort();
  return Object.fromEntries(
    checks.map((check) => {
      const of = (list: readonly Finding[], status: Finding["status_code"]) =>
        list.filter(({ metadata, status_code }) => metadata.event_code === check && status_code === status);
      return [
        check,
        {
          passed: of(findings, "PASS").length,
          failed: of(findings, "FAIL").map(nameOf).sort(),
          failsWhereItShould: of(weak, "FAIL").length > 0,
        },
      ];
    }),
  );
}

describeWith({ terraform: true, awsProvider: true, emulator: true }, "Prowler", () => {
  test("is recorded", async () => {
    const findings = await findingsIn(
      { "main.tf": ours, module: { copyOf: resolve(__dirname, "../../module") } },
      true,
    );
    const weak = await findingsIn({ "main.tf": readFileSync(join(__dirname, "weak.tf"), "utf8") }, false);
    const record: ProwlerRecord = {
      date: new Date().toISOString().slice(0, 10),
      version: findings[0]!.metadata.product.version,
      services,
      checks: byCheck(findings, weak),
    };
    writeFileSync(
      join(__dirname, "record.json"),
      await format(JSON.stringify(record), { parser: "json", printWidth: 120 }),
    );
  });
});

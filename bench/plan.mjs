/**
 * How much CPU a plan of the module takes, Terraform and provider together: with everything off against an empty
 * configuration, and by default against the same resources written by hand. Every figure is the median of RUNS runs, taken in
 * turn, on the emulator and with the provider of the tests. Fails above the limits. Usage: npm run bench:plan
 */
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "ts-node";
import { RUNS, compare } from "./measure.mjs";

/** The goals are 0.4 s and 1.2; docs/speed.md says why they are missed. These leave room for a busy machine. */
const limits = { secondsOff: 1.1, ratioByDefault: 1.4 };

register({ transpileOnly: true });
const require = createRequire(import.meta.url);
const { startEmulator } = require("../__tests__/support/emulator.ts");
const { TerraformWorkspace, terraformEnvironment } = require("../__tests__/support/terraform.ts");

const here = dirname(fileURLToPath(import.meta.url));
const provider =
  'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\nprovider "aws" {}\n';
const topic = 'resource "aws_sns_topic" "existing" {\n  name = "existing"\n}\n';
const call = (...settings) => `module "monitoring" {\n  source = "./module"\n  ${settings.join("\n  ")}\n}\n`;
const module = { module: { copyOf: join(here, "../module") } };

/** Without the topic Terraform would not start the provider. */
const configurations = {
  "empty but for a topic": { "main.tf": provider + topic },
  "the module with everything off, and the topic": {
    "main.tf":
      provider +
      topic +
      call(
        "alerts = { existing_topic = { arn = aws_sns_topic.existing.arn } }",
        "trail  = { enabled = false }",
        "config = { enabled = false }",
      ),
    ...module,
  },
  "the default, written by hand": {
    "provider.tf": provider,
    "main.tf": { copyOf: join(here, "plan/by-hand/main.tf") },
  },
  // What is written by hand has no instant alerts.
  "the module by default, without instant alerts": {
    "main.tf": provider + call('alerts = { emails = ["security@example.com"], instant = false }'),
    ...module,
  },
};

const emulator = await startEmulator({ deploysOurs: false });
const workspaces = [];
try {
  const plans = [];
  for (const [name, files] of Object.entries(configurations)) {
    const workspace = new TerraformWorkspace(files, { env: emulator.env });
    workspaces.push(workspace);
    await workspace.init();
    // The tests let Terraform collect garbage less often than a user's does.
    const env = { ...terraformEnvironment(dirname(workspace.directory)), ...emulator.env, GOGC: "100" };
    plans.push({ name, cwd: workspace.directory, env, command: "terraform plan -input=false", workspace });
  }
  await comparable(plans[2].workspace, plans[3].workspace);
  report(compare(plans));
} finally {
  for (const workspace of workspaces) workspace.remove();
  await emulator.stop();
}

/** Both plan the same resources of AWS; the companion resources are the module's own. */
async function comparable(byHand, byDefault) {
  const [theirs, ours] = await Promise.all(
    [byHand, byDefault].map(async (workspace) => {
      const { changes } = await workspace.plan();
      return changes
        .map(({ address }) => /(?:^|\.)(aws_\w+)\./.exec(address)?.[1])
        .filter(Boolean)
        .sort()
        .join("\n");
    }),
  );
  if (theirs !== ours) throw new Error(`not the same resources:\n${theirs}\n--- and\n${ours}`);
}

function report(rows) {
  const [empty, off, byHand, byDefault] = rows;
  const above = { [off.name]: empty, [byHand.name]: empty, [byDefault.name]: byHand };
  console.log(`${cpus().length} cores, medians of ${RUNS} runs\n`);
  console.log("| plan | wall s | CPU s | more CPU s | CPU ratio |\n| --- | --- | --- | --- | --- |");
  for (const { name, wall, cpu } of rows) {
    const base = above[name];
    const figures = base ? `${(cpu - base.cpu).toFixed(2)} than ${base.name} | ${(cpu / base.cpu).toFixed(2)}` : " | 1";
    console.log(`| ${name} | ${wall.toFixed(2)} | ${cpu.toFixed(2)} | ${figures} |`);
  }
  const measured = { secondsOff: off.cpu - empty.cpu, ratioByDefault: byDefault.cpu / byHand.cpu };
  for (const [name, limit] of Object.entries(limits)) {
    if (measured[name] <= limit) continue;
    console.error(`${name} is ${measured[name].toFixed(2)}, the limit ${limit}`);
    process.exitCode = 1;
  }
}

/**
 * How much a first plan takes with 1, 4 and 17 regions, as a stack and as the root that the command regions writes, with GuardDuty and
 * event rules: CPU, and the memory of Terraform and of all its providers together. On the emulator, with the provider of the tests. Each
 * figure is the median of RUNS runs. Fails above the limits. Usage: npm run bench:regions
 */
import { cpus } from "node:os";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "ts-node";
import { RUNS, compare } from "./measure.mjs";

/** With 17 regions. */
const limits = { cpu: 18, memory: 1600 };

register({ transpileOnly: true });
const require = createRequire(import.meta.url);
const { startEmulator } = require("../__tests__/support/emulator.ts");
const { synthesizeStack } = require("../__tests__/support/synthesize.ts");
const { runCaptured } = require("../__tests__/support/command.ts");
const { TerraformWorkspace, terraformEnvironment } = require("../__tests__/support/terraform.ts");

const here = dirname(fileURLToPath(import.meta.url));
const home = "eu-west-1";
/** The regions of AWS that are enabled in every account. */
const further = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-2"],
  ...["eu-west-3", "eu-north-1", "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
  ...["ap-southeast-1", "ap-southeast-2"],
];

const emulator = await startEmulator({ deploysOurs: false });
const workspaces = [];
try {
  const plans = [];
  for (const count of [1, 4, 17]) {
    const regions = further.slice(0, count - 1);
    for (const [name, workspace] of [
      ["stack", stackOf(regions)],
      ["module", await rootOf(regions)],
    ]) {
      workspaces.push(workspace);
      await workspace.init();
      // The tests let Terraform collect garbage less often than a user's does.
      const env = { ...terraformEnvironment(dirname(workspace.directory)), ...emulator.env, GOGC: "100" };
      const { changes } = await workspace.plan();
      plans.push({
        name: `${name}, ${count} ${count === 1 ? "region" : "regions"}`,
        resources: changes.filter(({ address }) => !address.startsWith("output.")).length,
        ...{ cwd: workspace.directory, env, command: "terraform plan -input=false" },
      });
    }
  }
  const rows = compare(plans, { allProcesses: true }).map((row, index) => ({
    ...row,
    resources: plans[index].resources,
  }));
  console.log(`${cpus().length} cores, medians of ${RUNS} runs\n`);
  console.log("| plan | resources | wall s | CPU s | MB, all processes |\n| --- | --- | --- | --- | --- |");
  for (const { name, resources, wall, cpu, together } of rows)
    console.log(`| ${name} | ${resources} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${together.toFixed(0)} |`);
  for (const { name, cpu, together } of rows.slice(-2)) {
    for (const [figure, value, limit] of [
      ["CPU s", cpu, limits.cpu],
      ["MB", together, limits.memory],
    ]) {
      if (value <= limit) continue;
      console.error(`${name}: ${figure} is ${value.toFixed(1)}, the limit ${limit}`);
      process.exitCode = 1;
    }
  }
} finally {
  for (const workspace of workspaces) workspace.remove();
  await emulator.stop();
}

function stackOf(regions) {
  const text = synthesizeStack({
    alerts: { emails: ["security@example.com"] },
    guardduty: { enabled: true },
    provider: { region: home },
    backend: { local: { path: "terraform.tfstate" } },
    regions,
  }).text();
  return new TerraformWorkspace({ "main.tf.json": text }, { env: emulator.env });
}

async function rootOf(regions) {
  const workspace = new TerraformWorkspace(
    {
      "main.tf": `
        provider "aws" { region = "${home}" }
        module "security_monitoring" {
          source    = "./module"
          regions   = local.security_monitoring_regions
          alerts    = { emails = ["security@example.com"] }
          guardduty = { enabled = true }
        }`,
      module: { copyOf: join(here, "../module") },
    },
    { env: emulator.env },
  );
  const options = ["--home", home, ...regions.flatMap((region) => ["--region", region])];
  const { exitCode, stderr } = await runCaptured(["regions", ...options, "--out", workspace.directory]);
  if (exitCode !== 0) throw new Error(stderr);
  return workspace;
}

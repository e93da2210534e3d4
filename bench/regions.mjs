/**
 * How much a first plan takes with 1, 4 and 17 regions, with GuardDuty and event rules: as a stack, as the root that the command regions
 * writes, and as that of the management account of an organization; and as much with nothing but a topic in each region. CPU, and the memory
 * of Terraform and of all its providers together. On the emulator, with the provider of the tests. Each figure is the median of RUNS runs.
 * Fails above the limits. Usage: npm run bench:regions
 */
import {
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { cpus } from "node:os";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "ts-node";
import { RUNS, compare } from "./measure.mjs";

/** Of the monitoring, with 17 regions. */
const limits = { cpu: 18, memory: 1600 };

register({ transpileOnly: true });
const require = createRequire(import.meta.url);
const { clientConfig } = require("../__tests__/support/aws.ts");
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
  await organize();
  const plans = [];
  for (const count of [1, 4, 17]) {
    const regions = further.slice(0, count - 1);
    for (const [name, workspace] of [
      ["a topic in each region", topicsIn(regions)],
      ["management account", managementOf(regions)],
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

/** The emulated organization, whose services are trusted. */
async function organize() {
  const organizations = new OrganizationsClient(clientConfig(emulator));
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const stackSets = "member.org.stacksets.cloudformation";
  for (const service of ["access-analyzer", "cloudtrail", "config", "config-multiaccountsetup", stackSets]) {
    const ServicePrincipal = `${service}.amazonaws.com`;
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  }
}

function providerOf(region) {
  return `
  provider "aws" {
    alias  = "${region}"
    region = "${region}"
  }`;
}

function topicsIn(regions) {
  const text = [home, ...regions].map(
    (region) => `${providerOf(region)}
  resource "aws_sns_topic" "${region}" {
    provider = aws.${region}
    name     = "topic"
  }`,
  );
  return new TerraformWorkspace({ "main.tf": text.join("\n") }, { env: emulator.env });
}

function managementOf(regions) {
  const monitoring = {
    regions,
    organization: { id: "o-a1b2c3d4e5", management_account_id: "999988887777" },
    config: {},
    access_analyzer: {},
    account: {},
    security_hub: { enabled: true },
    guardduty: { enabled: true },
    alerts_instantly: true,
    event_patterns: "{}",
    config_bucket_name: "config",
    config_role_arn: "arn:aws:iam::444455556666:role/config",
    log_key_arn: `arn:aws:kms:${home}:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    event_bus_arn: `arn:aws:events:${home}:444455556666:event-bus/security-events`,
  };
  const text = [home, ...regions].map((region) => {
    const call = (name, source, inputs) => `
  module "${name}_${region}" {
    source    = "./module/modules/${source}"
    providers = { aws = aws.${region} }
    ${inputs}
  }`;
    // All but Security Hub, which the emulated Organizations does not know.
    const security = `security_account_id = "444455556666"
    services            = ["access-analyzer", "cloudtrail", "config", "guardduty", "stacksets"]`;
    return [
      providerOf(region),
      region === home
        ? call("organization", "organization-management", security)
        : call("administrators", "organization-administrators-of-region", security),
      call(
        "monitoring",
        "management-monitoring",
        `region = "${region}"\n home_region = "${home}"\n monitoring = local.monitoring`,
      ),
    ].join("\n");
  });
  return new TerraformWorkspace(
    {
      "main.tf": text.join("\n"),
      "locals.tf.json": JSON.stringify({ locals: { monitoring } }),
      module: { copyOf: join(here, "../module") },
    },
    { env: emulator.env },
  );
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

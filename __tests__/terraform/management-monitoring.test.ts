import { resolve } from "node:path";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

const root = `
  provider "aws" {
    region = "eu-west-1"
  }
  provider "aws" {
    alias  = "management"
    region = "eu-central-1"
  }
  variable "organization" {
    type    = any
    default = null
  }
  variable "region" {
    type    = string
    default = "eu-central-1"
  }
  variable "existing_recorder" {
    type    = any
    default = null
  }
  module "security" {
    source          = "../module"
    organization    = var.organization
    regions         = ["eu-central-1"]
    alerts          = { existing_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:alerts" } }
    trail           = { enabled = false }
    detections      = { enabled = false }
    evidence        = { deletion_protection = false }
    guardduty       = { enabled = true, features = ["S3_DATA_EVENTS"] }
    security_hub    = { enabled = true }
  }
  module "management" {
    source            = "../module/modules/management-monitoring"
    providers         = { aws = aws.management }
    region            = var.region
    home_region       = "eu-west-1"
    monitoring        = module.security.regional
    existing_recorder = var.existing_recorder
  }
`;

const provider = (alias: string, region: string) => `
  mock_provider "aws" {
    ${alias}
    source = "../module/tests/mocks"
    mock_data "aws_region" {
      defaults = { id = "${region}" }
    }
    mock_data "aws_regions" {
      defaults = { names = ["eu-west-1", "eu-central-1"] }
    }
  }
`;

/** A run that plans the management account with an organization. */
function planned(name: string, organization: string | null, variables = "", expects = ""): string {
  const ids = 'id = "o-a1b2c3d4e5", management_account_id = "999900001111"';
  const set = organization === null ? "" : `organization = { ${ids}, ${organization} }`;
  return `run "${name}" {\n  command = plan\n  variables {\n    ${set}\n    ${variables}\n  }\n  ${expects}\n}\n`;
}

describeWith({ terraform: true, awsProvider: true }, "the monitoring of the management account", () => {
  let workspace: TerraformWorkspace;

  const run = async (runs: string, exitCode: number) => {
    const providers = provider("", "eu-west-1") + provider('alias = "management"', "eu-central-1");
    workspace.write({ "root/main.tftest.hcl": providers + runs });
    const { stdout, stderr } = await testMocked(workspace, ["-verbose"], { expectExitCode: [exitCode] });
    return stdout + stderr;
  };

  beforeAll(async () => {
    workspace = new TerraformWorkspace(
      { module: { copyOf: resolve(__dirname, "../../module") }, "root/main.tf": root },
      { workingDirectory: "root" },
    );
    await workspace.init("-backend=false");
  });

  afterAll(() => {
    workspace?.remove();
  });

  test("is planned, with rules of its own unless those of the organization reach it", async () => {
    const text = await run(
      [
        planned("own_rules", ""),
        planned("rules_of_the_organization", "config_rules = {}"),
        planned("excluded", 'config_rules = { excluded_account_ids = ["999900001111"] }'),
        planned("existing_recorder", "", 'existing_recorder = { name = "default" }'),
      ].join(""),
      0,
    );
    expect(text).toContain("Success! 4 passed, 0 failed.");
    const resourcesOf = (name: string) => {
      const plan = text.slice(text.indexOf(`run "${name}"... pass`) + 1).split('\n  run "')[0]!;
      return [...plan.matchAll(/# module\.management\.module\.(\w+)\S* will be created/g)].map(([, part]) => part!);
    };
    const partsOf = (name: string) => [...new Set(resourcesOf(name))].sort();
    const always = ["event_forwarder", "guardduty_detector", "security_hub"];
    const recorder = ["config_recorder", "config_recorder_role"];
    expect(partsOf("own_rules")).toEqual([...recorder, "config_rules", ...always]);
    expect(partsOf("rules_of_the_organization")).toEqual([...recorder, ...always]);
    expect(partsOf("excluded")).toEqual([...recorder, "config_rules", ...always]);
    expect(partsOf("existing_recorder")).toEqual(["config_rules", ...always]);
  });

  test.each([
    ["of one account", planned("refused", null), "monitoring: got that of one account: set `organization`"],
    [
      "in a region that the monitoring was not told of",
      planned("refused", "", 'region = "us-east-2"'),
      "region: got us-east-2, which is neither eu-west-1 nor among `regions` of the monitoring: add it there.",
    ],
  ])("is refused %s", async (_, runs, message) => {
    expect((await run(runs, 1)).replace(/[\s│]+/g, " ")).toContain(message);
  });
});

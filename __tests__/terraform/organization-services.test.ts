import { resolve } from "node:path";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

const moduleFolder = resolve(__dirname, "../../module");

/** What a mocked provider makes up would be no ARN. */
const answers = `
  mock_resource "aws_securityhub_account" {
    defaults = { arn = "arn:aws:securityhub:eu-west-1:111122223333:hub/default" }
  }
  mock_resource "aws_securityhub_finding_aggregator" {
    defaults = { id = "arn:aws:securityhub:eu-west-1:111122223333:finding-aggregator/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
  mock_resource "aws_securityhub_configuration_policy" {
    defaults = { id = "1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
  mock_resource "aws_guardduty_detector" {
    defaults = { id = "12abc34d567e8fa901bc2d34e56789f0" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/organization-config" }
  }
`;

describeWith({ terraform: true, awsProvider: true }, "an account that becomes the security account, and back", () => {
  let workspace: TerraformWorkspace | undefined;

  afterEach(() => {
    workspace?.remove();
  });

  test("keeps all but its own standards and its analyzers, and gets them back", async () => {
    const root = `
      provider "aws" {
        region = "eu-west-1"
      }
      provider "aws" {
        alias  = "frankfurt"
        region = "eu-central-1"
      }
      variable "organization" {
        type    = any
        default = null
      }
      module "home" {
        source          = "../module"
        organization    = var.organization
        regions         = ["eu-central-1"]
        alerts          = { instant = false, existing_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:alerts" } }
        trail           = { enabled = false }
        detections      = { enabled = false }
        evidence        = { deletion_protection = false }
        config          = { enabled = false, existing_recorder = { name = "default" } }
        guardduty       = { enabled = true, features = ["RUNTIME_MONITORING"], runtime_agents = ["EC2_AGENT_MANAGEMENT"] }
        security_hub    = { enabled = true, disabled_controls = { "fsbp/IAM.6" = "Reason" } }
        access_analyzer = { enabled = true, unused_access_age_days = 90 }
      }
      module "frankfurt" {
        source            = "../module/modules/regional"
        providers         = { aws = aws.frankfurt }
        region            = "eu-central-1"
        home_region       = "eu-west-1"
        monitoring        = module.home.regional
        existing_recorder = { name = "default" }
      }
    `;
    const provider = (alias: string) => `
      mock_provider "aws" {
        ${alias}
        source = "../module/tests/mocks"
        ${answers}
        mock_data "aws_regions" {
          defaults = { names = ["eu-west-1", "eu-central-1"] }
        }
      }
    `;
    const inOrganization = `
      variables {
        organization = {
          id                    = "o-a1b2c3d4e5"
          management_account_id = "999900001111"
          security_hub_targets  = ["r-a1b2"]
          config_rules          = { excluded_account_ids = ["777788889999"] }
        }
      }
    `;
    const run = (name: string, command: string, more = "") => `run "${name}" {\n  command = ${command}\n${more}\n}\n`;
    const test = [
      provider(""),
      provider('alias = "frankfurt"'),
      run("alone", "apply"),
      run("joins", "plan", inOrganization),
      run("joined", "apply", inOrganization),
      run("stays", "plan", inOrganization),
      run("leaves", "plan"),
    ].join("");
    workspace = new TerraformWorkspace(
      { module: { copyOf: moduleFolder }, "root/main.tf": root, "root/main.tftest.hcl": test },
      { workingDirectory: "root" },
    );
    await workspace.init("-backend=false");
    expect(await workspace.validate()).toEqual([]);
    const { stdout } = await testMocked(workspace, ["-verbose"]);
    expect(stdout).toContain("Success! 5 passed, 0 failed.");

    const planned = (name: string) => {
      const text = stdout.slice(stdout.indexOf(`run "${name}"... pass`)).slice(1);
      const end = text.indexOf('run "');
      const changes = [
        ...text.slice(0, end === -1 ? undefined : end).matchAll(/# module\.(\S+) (?:will|must) be (.+)/g),
      ];
      const of = (how: string) => changes.flatMap(([, address, done]) => (done === how ? [address!] : [])).sort();
      return {
        created: of("created"),
        updated: of("updated in-place"),
        destroyed: of("destroyed"),
        all: changes.length,
      };
    };
    const own = (of: string) => [
      `frankfurt.module.security_hub_standards[0].aws_securityhub_standards_${of}`,
      `home.module.security_hub_standards[0].aws_securityhub_standards_${of}`,
    ];
    const standards = [
      ...own('control_association.control["fsbp/IAM.6"]'),
      ...own('subscription.standard["fsbp"]'),
    ].sort();
    // The provider replaces them; a mocked one does not know that.
    const analyzers = [
      "frankfurt.module.access_analyzer[0].aws_accessanalyzer_analyzer.analyzer",
      "home.module.access_analyzer[0].aws_accessanalyzer_analyzer.analyzer",
      "home.module.unused_access_analyzer[0].aws_accessanalyzer_analyzer.analyzer",
    ];
    const joins = planned("joins");
    expect(joins.updated).toEqual(analyzers);
    expect(joins.destroyed).toEqual(standards);
    expect(joins.created).toEqual(
      expect.arrayContaining([
        'frankfurt.module.guardduty_organization[0].aws_guardduty_organization_configuration_feature.feature["RUNTIME_MONITORING"]',
        'frankfurt.module.organization_config_rules[0].aws_config_organization_managed_rule.rule["restricted-ssh"]',
        "home.module.config_aggregator[0].aws_config_configuration_aggregator.aggregator",
        "home.module.security_hub_aggregator[0].aws_securityhub_finding_aggregator.aggregator",
        'home.module.security_hub_organization[0].aws_securityhub_configuration_policy_association.association["r-a1b2"]',
        'home.module.security_hub_organization[0].aws_securityhub_configuration_policy_association.association["this_account"]',
        "home.module.security_hub_organization[0].aws_securityhub_organization_configuration.configuration",
      ]),
    );
    expect(planned("stays").all).toBe(0);
    const leaves = planned("leaves");
    expect(leaves.updated).toEqual(analyzers);
    expect(leaves.created).toEqual(standards);
    expect(leaves.destroyed).toEqual(joins.created);
  });
});

import { resolve } from "node:path";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

const moduleFolder = resolve(__dirname, "../../module");
const all = [
  "access-analyzer.amazonaws.com",
  "cloudtrail.amazonaws.com",
  "config.amazonaws.com",
  "config-multiaccountsetup.amazonaws.com",
  "member.org.stacksets.cloudformation.amazonaws.com",
];
const found = {
  id: "o-a1b2c3d4e5",
  master_account_id: "111122223333",
  feature_set: "ALL",
  roots: [{ id: "r-a1b2" }],
  aws_service_access_principals: all,
};

/** A Terraform test of its own file, so that one that fails as it should does not end the others. */
function planOf(what: {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly organization?: Partial<typeof found>;
  readonly partition?: string;
  readonly administrators?: readonly string[];
  readonly asserts?: Readonly<Record<string, string>>;
}): string {
  const { variables, organization, partition = "aws", administrators = [], asserts = {} } = what;
  const override = (target: string, values: object) =>
    `override_data {\n  target = module.administrators.data.${target}\n  values = ${JSON.stringify(values)}\n}`;
  return `
    mock_provider "aws" {
      source = "../module/tests/mocks"
    }
    ${override("aws_organizations_organization.organization", { ...found, ...organization })}
    ${override("aws_partition.current", { partition })}
    ${override("aws_organizations_delegated_administrators.registered", {
      delegated_administrators: administrators.map((id) => ({ id })),
    })}
    run "plans" {
      command = plan
      variables {
        security_account_id = "444455556666"
        services = ${JSON.stringify(variables?.["services"] ?? null)}
      }
      ${Object.entries(asserts)
        .map(([message, condition]) => `assert {\n  condition = ${condition}\n  error_message = "${message}"\n}`)
        .join("\n")}
    }
  `;
}

describeWith({ terraform: true, awsProvider: true }, "the module of the management account", () => {
  let workspace: TerraformWorkspace | undefined;

  afterEach(() => {
    workspace?.remove();
  });

  const run = async (cases: Readonly<Record<string, string>>, exitCode: number) => {
    const root = `
      provider "aws" {
        region = "eu-west-1"
      }
      variable "security_account_id" { type = string }
      variable "services" {
        type    = list(string)
        default = null
      }
      module "organization_management" {
        source              = "../module/modules/organization-management"
        security_account_id = var.security_account_id
        services            = var.services
      }
      output "organization" { value = module.organization_management }
    `;
    const files = Object.entries(cases).map(([name, text]) => [
      `root/${name}.tftest.hcl`,
      text.replaceAll("module.administrators", "module.organization_management.module.administrators"),
    ]);
    workspace = new TerraformWorkspace(
      { module: { copyOf: moduleFolder }, "root/main.tf": root, ...(Object.fromEntries(files) as object) },
      { workingDirectory: "root" },
    );
    await workspace.init("-backend=false");
    const { stdout, stderr } = await testMocked(workspace, ["-verbose"], { expectExitCode: [exitCode] });
    return (stdout + stderr).replace(/[\s│]+/g, " ");
  };

  test("plans what is chosen, and another choice after it", async () => {
    const text = await run(
      {
        all: planOf({ administrators: ["444455556666"], asserts: { root: 'output.organization.root_id == "r-a1b2"' } }),
        some: planOf({
          variables: { services: ["guardduty", "config"] },
          organization: { aws_service_access_principals: all.filter((of) => of.startsWith("config")) },
        }),
        "not-in-china": planOf({ partition: "aws-cn", variables: { services: ["config"] } }),
      },
      0,
    );
    expect(text).toContain("Success! 3 passed, 0 failed.");
    const planned = (part: string) => text.split(part).length - 1;
    // By all: four, CloudTrail, GuardDuty, Security Hub. By some: the two of Config, GuardDuty. In China the two of Config.
    expect(planned("aws_organizations_delegated_administrator.administrator[")).toBe((4 + 2 + 2) * 1);
    expect(planned('aws_cloudtrail_organization_delegated_admin_account.of_trails["cloudtrail.amazonaws.com"]')).toBe(
      1,
    );
    expect(planned('aws_guardduty_organization_admin_account.of_guardduty["guardduty"]')).toBe(2);
    expect(planned('aws_securityhub_organization_admin_account.of_security_hub["security-hub"]')).toBe(1);
  });

  test("refuses what AWS would refuse halfway, and says what to do", async () => {
    const text = await run(
      {
        member: planOf({ organization: { master_account_id: "999900001111" } }),
        itself: planOf({ organization: { master_account_id: "444455556666" } }),
        features: planOf({ organization: { feature_set: "CONSOLIDATED_BILLING" } }),
        access: planOf({ organization: { aws_service_access_principals: ["config.amazonaws.com"] } }),
        china: planOf({ partition: "aws-cn" }),
        another: planOf({ administrators: ["777788889999"] }),
      },
      1,
    );
    for (const message of [
      "The provider's account is 111122223333. Only the management account of the organization, 999900001111, delegates: use credentials of that account.",
      "security_account_id: got 444455556666; must be another account than the management account, which AWS does not accept.",
      "The organization has the feature set CONSOLIDATED_BILLING, without delegated administrators: enable all features (aws organizations enable-all-features), which its members have to approve.",
      "services: some lack trusted access. Remove them, or run this once in the management account: aws organizations enable-aws-service-access --service-principal access-analyzer.amazonaws.com aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com aws organizations enable-aws-service-access --service-principal config-multiaccountsetup.amazonaws.com aws cloudformation activate-organizations-access",
      "services has stacksets, whose trusted access does not exist in the partition aws-cn: remove it.",
      "access-analyzer.amazonaws.com has a delegated administrator, the account 777788889999, and AWS allows one. Set security_account_id to it, remove the service from services, or end its administration first: aws organizations deregister-delegated-administrator --service-principal access-analyzer.amazonaws.com --account-id 777788889999",
      "securityhub.amazonaws.com has a delegated administrator, the account 777788889999",
    ])
      expect(text).toContain(message);
    expect(text).toContain("0 passed, 6 failed");
  });
});

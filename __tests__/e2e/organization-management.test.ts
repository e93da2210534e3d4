import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListDelegatedAdministratorsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { resolve } from "node:path";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

// moto knows neither the registrations of CloudTrail and Security Hub nor the other services as delegated.
const root = `
  variable "security_account_id" { type = string }
  variable "services" {
    type    = list(string)
    default = ["access-analyzer", "guardduty"]
  }
  module "organization_management" {
    source              = "./module/modules/organization-management"
    security_account_id = var.security_account_id
    services            = var.services
  }
  variable "collects" {
    type    = bool
    default = true
  }
  module "config_aggregator" {
    count  = var.collects ? 1 : 0
    source = "./module/modules/config-aggregator"
    name   = "organization-config"
  }
  output "organization" { value = module.organization_management }
`;

describeWith({ terraform: true, awsProvider: true, emulator: true }, "the management account", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let organizations: OrganizationsClient;
  let [securityAccount, another] = ["", ""];

  const accountNamed = async (AccountName: string) => {
    const Email = `${AccountName}@example.com`;
    const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ AccountName, Email }));
    return CreateAccountStatus!.AccountId!;
  };
  const administrators = async () => {
    const of = { ServicePrincipal: "access-analyzer.amazonaws.com" };
    const { DelegatedAdministrators } = await organizations.send(new ListDelegatedAdministratorsCommand(of));
    return DelegatedAdministrators!.map(({ Id }) => Id);
  };
  const refusal = async (variables: Record<string, unknown>) =>
    await workspace.plan(variables).then(
      () => "nothing",
      (error: unknown) => String(error).replace(/(\s|│|\\n)+/g, " "),
    );

  beforeAll(async () => {
    emulator = await startEmulator();
    organizations = new OrganizationsClient(clientConfig(emulator));
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
    [securityAccount, another] = [await accountNamed("security"), await accountNamed("another")];
    workspace = new TerraformWorkspace(
      { module: { copyOf: resolve(__dirname, "../../module") }, "main.tf": root },
      { env: emulator.env },
    );
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test("is told the command for the trusted access that is missing, before anything is registered", async () => {
    expect(await refusal({ security_account_id: securityAccount })).toContain(
      "aws organizations enable-aws-service-access --service-principal access-analyzer.amazonaws.com",
    );
  });

  test("delegates what is chosen, and has then nothing left to do", async () => {
    await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "access-analyzer.amazonaws.com" }));
    await workspace.apply({ security_account_id: securityAccount });
    expect(await administrators()).toEqual([securityAccount]);
    expect(await workspace.outputs()).toMatchObject({
      organization: {
        organization_id: expect.stringMatching(/^o-/) as string,
        root_id: expect.stringMatching(/^r-/) as string,
      },
    });
    expect((await workspace.plan({ security_account_id: securityAccount })).changes).toEqual([]);
  });

  test("is found by `leave`, which says that the monitoring may still exist, and forgets what is kept", async () => {
    const cli = `${process.execPath} ${resolve(__dirname, "../../dist/cli.js")}`;
    const { stdout } = await workspace.shell(
      `${cli} leave module.organization_management --keep administrators --keep administrators-of-region`,
    );
    expect(stdout).toContain(`1. Security account ${securityAccount}: this state does not say whether`);
    expect(stdout).toMatch(/GuardDuty: it goes on[^]*Access Analyzer: the analyzers[^]*Nothing was changed/);
    const registrations = [
      "administrators.aws_organizations_delegated_administrator.administrator",
      "administrators_of_region.aws_guardduty_organization_admin_account.of_guardduty",
    ];
    for (const address of registrations) expect(stdout).toContain(`module.organization_management.module.${address}`);
    expect((await workspace.plan({ security_account_id: securityAccount })).changes).toEqual([]);
  });

  test("does not replace an administrator that is another account", async () => {
    expect(await refusal({ security_account_id: another })).toContain(
      `access-analyzer.amazonaws.com has a delegated administrator, the account ${securityAccount}, and AWS allows one.`,
    );
  });

  test("ends the administration of a service that is no longer chosen, and of no other", async () => {
    const { changes } = await workspace.plan({
      security_account_id: securityAccount,
      services: ["guardduty"],
      collects: false,
    });
    expect(changes).toEqual([
      ...["aws_config_configuration_aggregator.aggregator", "aws_iam_role_policy.policy", "aws_iam_role.role"].map(
        (of) => ({ address: `module.config_aggregator[0].${of}`, action: "delete" }),
      ),
      {
        address:
          'module.organization_management.module.administrators.aws_organizations_delegated_administrator.administrator["access-analyzer.amazonaws.com"]',
        action: "delete",
      },
    ]);
    await workspace.applyPlan();
    expect(await administrators()).toEqual([]);
  });
});

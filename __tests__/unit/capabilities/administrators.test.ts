import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { OrganizationAdministrators, OrganizationAdministratorsOfRegion, OrganizationManagement } from "../../../src";
import { serviceIds, services } from "../../../src/capabilities/administrators/services";
import { problemsOf } from "../../support/input-error";
import { configurationOf, EmptyStack, synthesizeCapability } from "../../support/synthesize";

const securityAccountId = "444455556666";
const ofOrganization = synthesizeCapability(OrganizationAdministrators, { securityAccountId });
const ofRegion = synthesizeCapability(OrganizationAdministratorsOfRegion, { securityAccountId });

test("the organization is read, and never owned", () => {
  const addresses = [...ofOrganization.addresses(), ...ofRegion.addresses()];
  expect(addresses).toEqual([
    "aws_cloudtrail_organization_delegated_admin_account.of_trails",
    "aws_organizations_delegated_administrator.administrator",
    "aws_guardduty_organization_admin_account.of_guardduty",
    "aws_securityhub_organization_admin_account.of_security_hub",
  ]);
  expect([...ofOrganization.blocks().keys()]).toContain("data.aws_organizations_organization.organization");
});

test("every service is registered by exactly one resource, each with a permanent key", () => {
  const maps = JSON.stringify(ofOrganization.locals);
  for (const id of serviceIds) {
    const { registration, principals } = services[id];
    for (const principal of principals) expect([id, maps.includes(principal)]).toEqual([id, true]);
    const byRegion = [...ofRegion.blocks().values()].filter(({ for_each }) => String(for_each).includes(`== "${id}"`));
    expect([id, byRegion.length]).toEqual([id, registration === "serviceInRegion" ? 1 : 0]);
  }
  const registered = (local: string) =>
    [...String(ofOrganization.locals[local]).matchAll(/"([\w.-]+amazonaws\.com)"/g)].map(([, of]) => of);
  expect(registered("registered_by_organizations")).toEqual([
    "access-analyzer.amazonaws.com",
    "config.amazonaws.com",
    "config-multiaccountsetup.amazonaws.com",
    "member.org.stacksets.cloudformation.amazonaws.com",
  ]);
  expect(registered("registered_by_cloudtrail")).toEqual(["cloudtrail.amazonaws.com"]);
});

test("the services and the account are checked", () => {
  const of = (props: object) => problemsOf(() => synthesizeCapability(OrganizationAdministrators, props as never));
  expect(of({})).toEqual(["securityAccountId: is missing; must be an AWS account id of 12 digits, quoted"]);
  expect(of({ securityAccountId, services: ["macie"] })).toEqual([
    `services[0]: got "macie"; must be one of ${serviceIds.join(", ")}`,
  ]);
  expect(of({ securityAccountId, services: ["config", "config"] })).toEqual([
    'services[1]: got "config"; must be unique in its list',
  ]);
});

test("the management account has both as one construct, with the provider that it is given", () => {
  const stack = new EmptyStack();
  const provider = new AwsProvider(stack, "management", { region: "eu-west-1", alias: "management" });
  const { outputs } = new OrganizationManagement(stack, "organization", { securityAccountId, provider });
  expect(Object.keys(outputs).sort()).toEqual(["managementAccountId", "organizationId", "rootId"]);
  const blocks = [...configurationOf(stack).blocks()];
  expect(blocks.map(([address]) => address).filter((address) => !address.startsWith("data."))).toHaveLength(4);
  expect(new Set(blocks.map(([, block]) => block["provider"]))).toEqual(new Set(["aws.management"]));
});

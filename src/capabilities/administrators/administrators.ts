import { CloudtrailOrganizationDelegatedAdminAccount } from "@cdktf/provider-aws/lib/cloudtrail-organization-delegated-admin-account";
import { DataAwsOrganizationsDelegatedAdministrators } from "@cdktf/provider-aws/lib/data-aws-organizations-delegated-administrators";
import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { OrganizationsDelegatedAdministrator } from "@cdktf/provider-aws/lib/organizations-delegated-administrator";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { accountId, group, oneOf, uniqueList } from "../../terraform/schema";
import { operations } from "./operations";
import {
  commandEnabling,
  commandEnding,
  serviceIds,
  services,
  type OrganizationService,
  type ServiceId,
} from "./services";

const inputs = group({
  securityAccountId: accountId().describe("ID of the security account, which administers the services."),
  services: uniqueList(oneOf(serviceIds))
    .default([...serviceIds])
    .describe(
      `Services that the security account administers: ${serviceIds.join(", ")}. Omitting one deregisters the account; Security Hub then deletes the configuration policies of the organization.`,
    ),
});

export type OrganizationAdministratorsProps = CapabilityProps<typeof inputs>;
export type OrganizationAdministratorsOutputs = OrganizationAdministrators["outputs"];

/**
 * The security account as delegated administrator of what has one registration for the organization. The organization and the trusted
 * access of services are only read: the provider has one resource for both, and destroying it deletes the organization.
 */
export class OrganizationAdministrators extends Capability<
  typeof inputs,
  { organizationId: string; managementAccountId: string; rootId: string }
> {
  static readonly module = "organization-administrators";
  static readonly summary =
    "The security account as delegated administrator of services that are registered once for an organization. For its management account.";
  static readonly inputs = inputs;
  // What others delegated to the account may need them as well.
  static readonly onLeaving: OnLeaving = {
    aws_cloudtrail_organization_delegated_admin_account: "ask",
    aws_organizations_delegated_administrator: "ask",
  };
  static readonly operations = operations;
  static readonly outputs = {
    organizationId: "ID of the organization.",
    managementAccountId: "ID of the management account.",
    rootId: "ID of the root of the organization.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: OrganizationAdministratorsProps) {
    super(scope, id, inputs, props);
    const { securityAccountId } = this.inputs;
    const hcl = hclIn(this);
    const aws = AwsEnvironment.of(this);
    const names = { services: settingName(this, "services"), account: settingName(this, "securityAccountId") };

    const commands = this.local(
      "commands",
      this.ofChosen((service) => !service.enablesAccess, commandEnabling),
    );
    const missing = hcl`[for principal, command in ${commands} : command if !try(contains(self.aws_service_access_principals, principal), false)]`;
    const organization = new DataAwsOrganizationsOrganization(this, "organization", {
      lifecycle: {
        precondition: [
          {
            condition: hcl`${aws.partition} != "aws-cn" || !contains(${this.inputs.services}, "stacksets")`,
            errorMessage: `${names.services} has stacksets, whose trusted access does not exist in the partition aws-cn: remove it.`,
          },
        ],
        postcondition: [
          {
            condition: hcl`self.master_account_id == ${aws.accountId}`,
            errorMessage: hcl`format("The provider's account is %s. Only the management account of the organization, %s, delegates: use credentials of that account.", ${aws.accountId}, self.master_account_id)`,
          },
          {
            condition: hcl`self.master_account_id != ${securityAccountId}`,
            errorMessage: `${names.account}: got ${securityAccountId}; must be another account than the management account, which AWS does not accept.`,
          },
          {
            condition: '${self.feature_set == "ALL"}',
            errorMessage:
              "The organization has the feature set ${self.feature_set}, without delegated administrators: enable all features (aws organizations enable-all-features), which its members have to approve.",
          },
          {
            condition: hcl`length(${missing}) == 0`,
            errorMessage: hcl`format(${`${names.services}: some lack trusted access. Remove them, or run this once in the management account:\n%s`}, join("\\n", ${missing}))`,
          },
        ],
      },
    });

    // AWS would refuse a second one as well, but halfway through an apply, and says not which account it is.
    const ends = this.local(
      "ends",
      this.ofChosen((service) => service.hasOneAdministrator, commandEnding),
    );
    const others = hcl`[for admin in self.delegated_administrators : admin.id if admin.id != ${securityAccountId}]`;
    new DataAwsOrganizationsDelegatedAdministrators(this, "registered", {
      forEach: TerraformIterator.fromMap(Token.asAnyMap(ends)),
      servicePrincipal: "${each.key}",
      lifecycle: {
        postcondition: [
          {
            condition: hcl`length(${others}) == 0`,
            errorMessage: hcl`format(${`%s has a delegated administrator, the account %s, and AWS allows one. Set ${names.account} to it, remove the service from ${names.services}, or end its administration first: %s %s`}, each.key, join(", ", ${others}), each.value, join(", ", ${others}))`,
          },
        ],
      },
    });

    new OrganizationsDelegatedAdministrator(this, "administrator", {
      forEach: this.each("registered_by_organizations", (service) => service.registration === "organizations"),
      servicePrincipal: "${each.key}",
      accountId: securityAccountId,
    });
    new CloudtrailOrganizationDelegatedAdminAccount(this, "of_trails", {
      forEach: this.each("registered_by_cloudtrail", (service) => service.registration === "service"),
      accountId: securityAccountId,
    });

    this.outputs = {
      organizationId: organization.id,
      managementAccountId: organization.masterAccountId,
      rootId: hcl`${organization.fqn}.roots[0].id`,
    };
  }

  /** A text for each service principal of the chosen services that have a property. */
  private ofChosen(
    has: (service: OrganizationService) => boolean,
    text: (id: ServiceId, principal: string) => string,
  ): string {
    const rows = serviceIds.flatMap((id) =>
      has(services[id]) ? services[id].principals.map((of) => [of, { service: id, text: text(id, of) }] as const) : [],
    );
    return hclIn(
      this,
    )`{ for principal, row in ${Object.fromEntries(rows)} : principal => row.text if contains(${this.inputs.services}, row.service) }`;
  }

  private each(local: string, has: (service: OrganizationService) => boolean): TerraformIterator {
    return TerraformIterator.fromMap(
      Token.asAnyMap(
        this.local(
          local,
          this.ofChosen(has, (id) => id),
        ),
      ),
    );
  }
}

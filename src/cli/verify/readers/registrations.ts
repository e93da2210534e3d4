import { GuardDutyClient, paginateListOrganizationAdminAccounts as ofGuardDuty } from "@aws-sdk/client-guardduty";
import { OrganizationsClient, paginateListDelegatedAdministrators } from "@aws-sdk/client-organizations";
import { paginateListOrganizationAdminAccounts as ofSecurityHub, SecurityHubClient } from "@aws-sdk/client-securityhub";
import type { Answer } from "../../aws/answer";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

/** The administrator of a service, as the state says it, and those that AWS knows. */
export interface Registration {
  readonly service: string;
  readonly where: string;
  readonly account: string;
  readonly administrators: Answer<readonly string[]>;
}

/** The accounts that the management account delegated services to. */
export async function readRegistrations({ ask, client, deployment, where }: Place): Promise<Registration[]> {
  const ofOrganizations = [
    ...deployment.all("aws_organizations_delegated_administrator"),
    ...deployment.all("aws_cloudtrail_organization_delegated_admin_account"),
  ];
  const inRegion = [
    {
      service: "GuardDuty",
      registered: deployment.all("aws_guardduty_organization_admin_account"),
      administrators: () =>
        ask("guardduty:ListOrganizationAdminAccounts", () =>
          collect(ofGuardDuty({ client: client(GuardDutyClient) }, {}), ({ AdminAccounts = [] }) =>
            AdminAccounts.flatMap(({ AdminAccountId, AdminStatus }) =>
              AdminStatus === "ENABLED" ? (AdminAccountId ?? []) : [],
            ),
          ),
        ),
    },
    {
      service: "Security Hub",
      registered: deployment.all("aws_securityhub_organization_admin_account"),
      administrators: () =>
        ask("securityhub:ListOrganizationAdminAccounts", () =>
          collect(ofSecurityHub({ client: client(SecurityHubClient) }, {}), ({ AdminAccounts = [] }) =>
            AdminAccounts.flatMap(({ AccountId, Status }) => (Status === "ENABLED" ? (AccountId ?? []) : [])),
          ),
        ),
    },
  ];
  return Promise.all([
    ...ofOrganizations.map(async ({ attributes: { account_id: account, service_principal: ServicePrincipal } }) => ({
      service: ServicePrincipal,
      where,
      account,
      administrators: await ask("organizations:ListDelegatedAdministrators", () =>
        collect(
          paginateListDelegatedAdministrators({ client: client(OrganizationsClient) }, { ServicePrincipal }),
          ({ DelegatedAdministrators = [] }) => DelegatedAdministrators.flatMap(({ Id }) => Id ?? []),
        ),
      ),
    })),
    ...inRegion.flatMap(({ service, registered, administrators }) =>
      registered.map(async ({ attributes: { admin_account_id: account } }) => ({
        service,
        where,
        account,
        administrators: await administrators(),
      })),
    ),
  ]);
}

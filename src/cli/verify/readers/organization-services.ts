import {
  paginateDescribeOrganizationConfiguration,
  GuardDutyClient,
  paginateListMembers,
} from "@aws-sdk/client-guardduty";
import { OrganizationsClient, paginateListAccounts } from "@aws-sdk/client-organizations";
import {
  DescribeOrganizationConfigurationCommand,
  GetConfigurationPolicyAssociationCommand,
  paginateListConfigurationPolicyAssociations,
  SecurityHubClient,
  type Target,
} from "@aws-sdk/client-securityhub";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

/** Every account of the organization, if something deployed is for all of them: 20 in a call. */
export async function readAccounts({ ask, client, deployment }: Place) {
  const isForAll = [deployment, ...deployment.elsewhere].some(
    (each) => each.all("aws_guardduty_organization_configuration").length > 0,
  );
  return isForAll
    ? ask("organizations:ListAccounts", () =>
        collect(paginateListAccounts({ client: client(OrganizationsClient) }, {}), ({ Accounts }) => Accounts),
      )
    : undefined;
}

/** GuardDuty of the organization in a region, and its members: 50 in a call. */
export function readGuardDutyMembers({ ask, client, deployment, where }: Place) {
  const guardDuty = client(GuardDutyClient);
  return Promise.all(
    deployment.all("aws_guardduty_organization_configuration").map(async ({ attributes: deployed }) => {
      const DetectorId = deployed.detector_id;
      const [configuration, members] = await Promise.all([
        ask("guardduty:DescribeOrganizationConfiguration", async () => {
          const pages = await collect(
            paginateDescribeOrganizationConfiguration({ client: guardDuty }, { DetectorId }),
            (page) => [page],
          );
          return { ...pages[0], Features: pages.flatMap(({ Features = [] }) => Features) };
        }),
        ask("guardduty:ListMembers", () =>
          collect(
            // Also those that are no members any more, because their status says why.
            paginateListMembers({ client: guardDuty, pageSize: 50 }, { DetectorId, OnlyAssociated: "false" }),
            ({ Members }) => Members,
          ),
        ),
      ]);
      return {
        where,
        deployed,
        deployedFeatures: deployment
          .all("aws_guardduty_organization_configuration_feature")
          .flatMap(({ attributes }) => (attributes.detector_id === DetectorId ? [attributes] : [])),
        account: deployment.account,
        configuration,
        members,
      };
    }),
  );
}

/** Central configuration of Security Hub. Of associations those that failed: 100 in a call, and a call for each target of the state. */
export function readCentralConfiguration({ ask, client, deployment }: Place) {
  const securityHub = client(SecurityHubClient);
  return Promise.all(
    deployment.all("aws_securityhub_organization_configuration").map(async ({ attributes }) => {
      const [configuration, associations, failed] = await Promise.all([
        ask("securityhub:DescribeOrganizationConfiguration", () =>
          securityHub.send(new DescribeOrganizationConfigurationCommand({})),
        ),
        Promise.all(
          deployment
            .all("aws_securityhub_configuration_policy_association")
            .map(async ({ attributes: { policy_id: policy, target_id: target } }) => ({
              policy,
              target,
              association: await ask("securityhub:GetConfigurationPolicyAssociation", () =>
                securityHub.send(new GetConfigurationPolicyAssociationCommand({ Target: targetOf(target) })),
              ),
            })),
        ),
        Promise.all(
          deployment
            .all("aws_securityhub_configuration_policy")
            .map(async ({ attributes: { id: ConfigurationPolicyId, name } }) => ({
              policy: name,
              associations: await ask("securityhub:ListConfigurationPolicyAssociations", () =>
                collect(
                  paginateListConfigurationPolicyAssociations(
                    { client: securityHub, pageSize: 100 },
                    { Filters: { ConfigurationPolicyId, AssociationStatus: "FAILED" } },
                  ),
                  ({ ConfigurationPolicyAssociationSummaries }) => ConfigurationPolicyAssociationSummaries,
                ),
              ),
            })),
        ),
      ]);
      const wanted = attributes.organization_configuration[0]?.configuration_type;
      return { wanted, configuration, associations, failed };
    }),
  );
}

function targetOf(id: string): Target {
  if (id.startsWith("r-")) return { RootId: id };
  return id.startsWith("ou-") ? { OrganizationalUnitId: id } : { AccountId: id };
}

import {
  ConfigServiceClient,
  GetOrganizationConfigRuleDetailedStatusCommand,
  paginateDescribeConfigurationAggregatorSourcesStatus,
  paginateDescribeOrganizationConfigRuleStatuses,
} from "@aws-sdk/client-config-service";
import { isAnswered, oneOf } from "../../aws/answer";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

/** The aggregators of an organization, with the sources of which the last update failed: 100 in a call. */
export function readAggregators({ ask, client, deployment }: Place) {
  const config = client(ConfigServiceClient);
  return Promise.all(
    deployment.all("aws_config_configuration_aggregator").map(async ({ attributes: { name } }) => ({
      name,
      failed: await ask("config:DescribeConfigurationAggregatorSourcesStatus", () =>
        collect(
          paginateDescribeConfigurationAggregatorSourcesStatus(
            { client: config, pageSize: 100 },
            { ConfigurationAggregatorName: name, UpdateStatus: ["FAILED"] },
          ),
          ({ AggregatedSourceStatusList }) => AggregatedSourceStatusList,
        ),
      ),
    })),
  );
}

/** What became of the rules of an organization: 100 in a call, and a call for each that failed. */
export async function readOrganizationRules({ ask, client, deployment, where }: Place) {
  const deployed = deployment.all("aws_config_organization_managed_rule");
  if (deployed.length === 0) return [];
  const config = client(ConfigServiceClient);
  const statuses = await ask("config:DescribeOrganizationConfigRuleStatuses", () =>
    collect(
      paginateDescribeOrganizationConfigRuleStatuses({ client: config, pageSize: 100 }, {}),
      ({ OrganizationConfigRuleStatuses }) => OrganizationConfigRuleStatuses,
    ),
  );
  return Promise.all(
    deployed.map(async ({ attributes: { name } }) => {
      const status = oneOf(statuses, ({ OrganizationConfigRuleName }) => OrganizationConfigRuleName === name);
      const state = isAnswered(status) ? (status.OrganizationRuleStatus ?? "") : "";
      return {
        name,
        where,
        status,
        failedIn: /^(CREATE|UPDATE|DELETE)_FAILED$/.test(state)
          ? await ask("config:GetOrganizationConfigRuleDetailedStatus", async () => {
              const { OrganizationConfigRuleDetailedStatus: found = [] } = await config.send(
                new GetOrganizationConfigRuleDetailedStatusCommand({
                  OrganizationConfigRuleName: name,
                  Filters: { MemberAccountRuleStatus: state as "CREATE_FAILED" },
                  Limit: 100,
                }),
              );
              return found;
            })
          : [],
      };
    }),
  );
}

import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelStatusCommand,
  paginateDescribeConfigRuleEvaluationStatus,
} from "@aws-sdk/client-config-service";
import { oneOf } from "../../aws/answer";
import { collect } from "../../aws/lists";
import type { Place } from "./context";

/** AWS Config: each question only if the state has what it is about. */
export async function readConfig({ ask, client, deployment, where }: Place) {
  const config = client(ConfigServiceClient);
  const recorders = deployment.all("aws_config_configuration_recorder_status");
  const channels = deployment.all("aws_config_delivery_channel");
  const rules = deployment.all("aws_config_config_rule");
  const [recorderStatuses, channelStatuses, evaluations] = await Promise.all([
    recorders.length === 0
      ? undefined
      : ask("config:DescribeConfigurationRecorderStatus", async () => {
          const answer = await config.send(new DescribeConfigurationRecorderStatusCommand({}));
          return answer.ConfigurationRecordersStatus ?? [];
        }),
    channels.length === 0
      ? undefined
      : ask("config:DescribeDeliveryChannelStatus", async () => {
          const answer = await config.send(new DescribeDeliveryChannelStatusCommand({}));
          return answer.DeliveryChannelsStatus ?? [];
        }),
    rules.length === 0
      ? undefined
      : ask("config:DescribeConfigRuleEvaluationStatus", () =>
          collect(
            paginateDescribeConfigRuleEvaluationStatus({ client: config }, {}),
            (page) => page.ConfigRulesEvaluationStatus,
          ),
        ),
  ]);
  return {
    recorders: recorders.map(({ attributes: { name } }) => ({
      name,
      where,
      status: oneOf(recorderStatuses, (status) => status.name === name),
    })),
    channels: channels.map(({ attributes: { name } }) => ({
      name,
      where,
      status: oneOf(channelStatuses, (status) => status.name === name),
    })),
    rules: rules.map(({ attributes: { name } }) => ({
      name,
      where,
      status: oneOf(evaluations, ({ ConfigRuleName }) => ConfigRuleName === name),
    })),
  };
}

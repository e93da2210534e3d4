import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
} from "@aws-sdk/client-sns";
import { following, isAnswered } from "../../aws/answer";
import { collect, distinct } from "../../aws/lists";
import type { Place } from "./context";

/** The topics that alarms and rules publish to, and all new ones. */
export function readTopics({ ask, client, deployment }: Place) {
  const sns = client(SNSClient);
  const ours = deployment.all("aws_sns_topic");
  const ofAlarms = deployment
    .all("aws_cloudwatch_metric_alarm")
    .flatMap(({ attributes }) => (attributes.alarm_actions ?? []).filter((arn) => /^arn:[^:]*:sns:/.test(arn)));
  const ofRules = deployment
    .all("aws_cloudwatch_event_target")
    .flatMap(({ attributes }) => (/^arn:[^:]*:sns:/.test(attributes.arn) ? [attributes.arn] : []));
  return Promise.all(
    distinct([...ours.map(({ attributes }) => attributes.arn), ...ofAlarms, ...ofRules]).map(async (arn) => {
      const [attributes, subscriptions] = await Promise.all([
        ask("sns:GetTopicAttributes", async () => {
          const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: arn }));
          return Attributes;
        }),
        ask("sns:ListSubscriptionsByTopic", () =>
          collect(paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: arn }), (page) => page.Subscriptions),
        ),
      ]);
      return {
        arn,
        deployed: ours.find((topic) => topic.attributes.arn === arn)?.attributes,
        expectedPolicy: deployment.all("aws_sns_topic_policy").find((policy) => policy.attributes.arn === arn)
          ?.attributes.policy,
        isOfAlarms: ofAlarms.includes(arn),
        policy: following(attributes, ({ Policy }) => Policy),
        keyId: following(attributes, ({ KmsMasterKeyId }) => KmsMasterKeyId || undefined),
        attributes,
        subscriptions,
        deployedSubscriptions: await Promise.all(
          deployment
            .all("aws_sns_topic_subscription")
            .filter(({ attributes: own }) => own.topic_arn === arn)
            .map(async ({ key = "", attributes: own }) => {
              const found = await ask("sns:GetSubscriptionAttributes", async () => {
                const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: own.arn });
                return (await sns.send(command)).Attributes;
              });
              return {
                key,
                protocol: own.protocol,
                isPending: following(found, ({ PendingConfirmation }) => PendingConfirmation === "true"),
                endpoint: isAnswered(found) ? found["Endpoint"] : undefined,
              };
            }),
        ),
      };
    }),
  );
}

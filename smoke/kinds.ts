import { CloudTrailClient, DeleteTrailCommand, DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DeleteAlarmsCommand, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DeleteConfigRuleCommand,
  DeleteConfigurationRecorderCommand,
  DeleteDeliveryChannelCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  paginateDescribeConfigRules,
  StopConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
  DeleteRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import {
  DeleteAliasCommand,
  DescribeKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { DeleteBucketCommand, paginateListBuckets, S3Client } from "@aws-sdk/client-s3";
import { DeleteTopicCommand, paginateListTopics, SNSClient } from "@aws-sdk/client-sns";
import { DeleteQueueCommand, GetQueueUrlCommand, paginateListQueues, SQSClient } from "@aws-sdk/client-sqs";
import type { ClientOf } from "../src/cli/aws/connection";
import { isAbsence, isDenial } from "../src/cli/aws/failures";
import { collect, pagesOf } from "../src/cli/aws/lists";

/** The tag of everything that a run deploys; its value is the run's id. */
export const runTag = "smoke";
/** What the names of all runs begin with. */
export const allRuns = "smoke-";

/** Something that a run creates and that has a name, or an id and the run's tag. */
export interface Kind {
  readonly kind: string;
  readonly isGlobal?: boolean;
  /** The permissions to list it. */
  readonly permission: string;
  /** Names of this kind: all, or those that may be a run's. */
  readonly list: (client: ClientOf) => Promise<readonly (string | undefined)[]>;
  /** Ids in place of names: of those that have the tag, by its value. */
  readonly listTagged?: (client: ClientOf) => Promise<readonly { readonly name: string; readonly run: string }[]>;
  /** Deletes it, where Terraform does not know of it. */
  readonly remove: (client: ClientOf, name: string) => Promise<unknown>;
}

/** In the order in which they can be deleted. */
export const kinds: readonly Kind[] = [
  {
    kind: "trail",
    permission: "cloudtrail:DescribeTrails",
    list: async (client) => {
      const ask = new DescribeTrailsCommand({ includeShadowTrails: false });
      return ((await client(CloudTrailClient).send(ask)).trailList ?? []).map(({ Name }) => Name);
    },
    remove: (client, Name) => client(CloudTrailClient).send(new DeleteTrailCommand({ Name })),
  },
  {
    kind: "event rule",
    permission: "events:ListRules",
    list: async (client) => {
      const events = client(EventBridgeClient);
      const pages = pagesOf((NextToken) => events.send(new ListRulesCommand({ NamePrefix: allRuns, NextToken })));
      return (await collect(pages, ({ Rules }) => Rules)).map(({ Name }) => Name);
    },
    remove: async (client, Rule) => {
      const events = client(EventBridgeClient);
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule }));
      if (Targets.length > 0) await events.send(new RemoveTargetsCommand({ Rule, Ids: Targets.map(({ Id }) => Id!) }));
      await events.send(new DeleteRuleCommand({ Name: Rule }));
    },
  },
  {
    kind: "alarm",
    permission: "cloudwatch:DescribeAlarms",
    list: async (client) => {
      const pages = paginateDescribeAlarms({ client: client(CloudWatchClient) }, { AlarmNamePrefix: allRuns });
      return (await collect(pages, ({ MetricAlarms }) => MetricAlarms)).map(({ AlarmName }) => AlarmName);
    },
    remove: (client, name) => client(CloudWatchClient).send(new DeleteAlarmsCommand({ AlarmNames: [name] })),
  },
  {
    kind: "topic",
    permission: "sns:ListTopics",
    list: async (client) => {
      const topics = await collect(paginateListTopics({ client: client(SNSClient) }, {}), ({ Topics }) => Topics);
      return topics.map(({ TopicArn }) => TopicArn?.split(":").pop());
    },
    remove: async (client, name) => {
      const topics = await collect(paginateListTopics({ client: client(SNSClient) }, {}), ({ Topics }) => Topics);
      const topic = topics.find(({ TopicArn }) => TopicArn?.endsWith(`:${name}`));
      if (topic) await client(SNSClient).send(new DeleteTopicCommand({ TopicArn: topic.TopicArn }));
    },
  },
  {
    kind: "queue",
    permission: "sqs:ListQueues",
    list: async (client) => {
      const pages = paginateListQueues({ client: client(SQSClient) }, { QueueNamePrefix: allRuns });
      return (await collect(pages, ({ QueueUrls }) => QueueUrls)).map((url) => url.split("/").pop());
    },
    remove: async (client, QueueName) => {
      const { QueueUrl } = await client(SQSClient).send(new GetQueueUrlCommand({ QueueName }));
      await client(SQSClient).send(new DeleteQueueCommand({ QueueUrl }));
    },
  },
  {
    kind: "rule of AWS Config",
    permission: "config:DescribeConfigRules",
    list: async (client) => {
      const pages = paginateDescribeConfigRules({ client: client(ConfigServiceClient) }, {});
      return (await collect(pages, ({ ConfigRules }) => ConfigRules)).map(({ ConfigRuleName }) => ConfigRuleName);
    },
    remove: (client, ConfigRuleName) =>
      client(ConfigServiceClient).send(new DeleteConfigRuleCommand({ ConfigRuleName })),
  },
  {
    kind: "recorder",
    permission: "config:DescribeConfigurationRecorders",
    list: async (client) => {
      const ask = new DescribeConfigurationRecordersCommand({});
      return ((await client(ConfigServiceClient).send(ask)).ConfigurationRecorders ?? []).map(({ name }) => name);
    },
    remove: async (client, ConfigurationRecorderName) => {
      const config = client(ConfigServiceClient);
      await config.send(new StopConfigurationRecorderCommand({ ConfigurationRecorderName }));
      await config.send(new DeleteConfigurationRecorderCommand({ ConfigurationRecorderName }));
    },
  },
  {
    kind: "delivery channel",
    permission: "config:DescribeDeliveryChannels",
    list: async (client) => {
      const ask = new DescribeDeliveryChannelsCommand({});
      return ((await client(ConfigServiceClient).send(ask)).DeliveryChannels ?? []).map(({ name }) => name);
    },
    remove: (client, DeliveryChannelName) =>
      client(ConfigServiceClient).send(new DeleteDeliveryChannelCommand({ DeliveryChannelName })),
  },
  {
    kind: "log group",
    permission: "logs:DescribeLogGroups",
    list: async (client) => {
      const pages = paginateDescribeLogGroups(
        { client: client(CloudWatchLogsClient) },
        { logGroupNamePrefix: allRuns },
      );
      return (await collect(pages, ({ logGroups }) => logGroups)).map(({ logGroupName }) => logGroupName);
    },
    remove: (client, logGroupName) => client(CloudWatchLogsClient).send(new DeleteLogGroupCommand({ logGroupName })),
  },
  {
    kind: "bucket",
    isGlobal: true,
    permission: "s3:ListAllMyBuckets",
    list: async (client) => {
      const buckets = await collect(paginateListBuckets({ client: client(S3Client) }, {}), ({ Buckets }) => Buckets);
      return buckets.map(({ Name }) => Name);
    },
    // Only an empty one: Terraform empties those that its state names.
    remove: (client, Bucket) => client(S3Client).send(new DeleteBucketCommand({ Bucket })),
  },
  {
    kind: "alias of a key",
    permission: "kms:ListAliases",
    list: async (client) => {
      const aliases = await collect(paginateListAliases({ client: client(KMSClient) }, {}), ({ Aliases }) => Aliases);
      return aliases.map(({ AliasName }) => AliasName?.replace(/^alias\//, ""));
    },
    remove: (client, name) => client(KMSClient).send(new DeleteAliasCommand({ AliasName: `alias/${name}` })),
  },
  {
    kind: "key",
    permission: "kms:ListKeys, kms:DescribeKey and kms:ListResourceTags",
    list: () => Promise.resolve([]),
    listTagged: taggedKeys,
    remove: (client, KeyId) =>
      client(KMSClient).send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })),
  },
  {
    kind: "role",
    isGlobal: true,
    permission: "iam:ListRoles",
    list: async (client) => {
      const roles = await collect(paginateListRoles({ client: client(IAMClient) }, {}), ({ Roles }) => Roles);
      return roles.map(({ RoleName }) => RoleName);
    },
    remove: async (client, RoleName) => {
      const iam = client(IAMClient);
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
  },
];

/** A key that waits for its deletion counts as deleted. */
async function taggedKeys(client: ClientOf) {
  const kms = client(KMSClient);
  const keys = await collect(paginateListKeys({ client: kms }, {}), ({ Keys }) => Keys);
  const tagged = keys.map(async ({ KeyId = "" }) => {
    try {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      if (KeyMetadata?.KeyManager !== "CUSTOMER" || KeyMetadata.KeyState === "PendingDeletion") return [];
      const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
      return Tags.flatMap(({ TagKey, TagValue = "" }) => (TagKey === runTag ? [{ name: KeyId, run: TagValue }] : []));
    } catch (error) {
      // A policy that keeps administrators out is not a run's.
      if (isDenial(error as Error) || isAbsence(error as Error)) return [];
      throw error;
    }
  });
  return (await Promise.all(tagged)).flat();
}

import { AccessAnalyzerClient, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import { AthenaClient, ListWorkGroupsCommand } from "@aws-sdk/client-athena";
import { CloudTrailClient, ListTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeQueryDefinitionsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
} from "@aws-sdk/client-config-service";
import { GetDatabasesCommand, GlueClient } from "@aws-sdk/client-glue";
import {
  DescribeKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  type KeyMetadata,
} from "@aws-sdk/client-kms";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeHubCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { clientConfig } from "./aws";
import { call, post } from "./emulated-call";
import type { Emulator } from "./emulator";

export const emptyAccount = {
  trails: [],
  buckets: [],
  keys: [],
  logGroups: [],
  metricFilters: [],
  alarms: [],
  topics: [],
  subscribers: [],
  rules: [],
  recorders: [],
  deliveryChannels: [],
  hubs: [],
  analyzers: [],
  eventRules: [],
  queues: [],
  chatChannels: [],
  workgroups: [],
  databases: [],
  savedQueries: [],
};

export type AccountContents = Readonly<Record<keyof typeof emptyAccount, readonly string[]>>;

/** The names of the resources in the account, of every kind that the monitoring creates, each list sorted. */
export async function accountContents(emulator: Emulator): Promise<AccountContents> {
  const client = clientConfig(emulator);
  const logs = new CloudWatchLogsClient(client);
  const sns = new SNSClient(client);
  const config = new ConfigServiceClient(client);
  const [
    trails,
    buckets,
    keys,
    groups,
    filters,
    alarms,
    topics,
    subscriptions,
    rules,
    recorders,
    channels,
    hubs,
    analyzers,
    workgroups,
    databases,
    definitions,
    more,
  ] = await Promise.all([
    new CloudTrailClient(client).send(new ListTrailsCommand()),
    new S3Client(client).send(new ListBucketsCommand()),
    enabledKeys(emulator),
    logs.send(new DescribeLogGroupsCommand()),
    logs.send(new DescribeMetricFiltersCommand()),
    new CloudWatchClient(client).send(new DescribeAlarmsCommand()),
    sns.send(new ListTopicsCommand()),
    sns.send(new ListSubscriptionsCommand()),
    config.send(new DescribeConfigRulesCommand()),
    config.send(new DescribeConfigurationRecordersCommand()),
    config.send(new DescribeDeliveryChannelsCommand()),
    // Refused where there is none.
    new SecurityHubClient(client).send(new DescribeHubCommand()).catch(() => undefined),
    new AccessAnalyzerClient(client).send(new ListAnalyzersCommand()),
    new AthenaClient(client).send(new ListWorkGroupsCommand()),
    new GlueClient(client).send(new GetDatabasesCommand()),
    logs.send(new DescribeQueryDefinitionsCommand()),
    withoutSdk(emulator),
  ]);
  return {
    trails: sorted(trails.Trails, ({ Name }) => Name),
    buckets: sorted(buckets.Buckets, ({ Name }) => Name),
    keys: sorted(keys, ({ Arn }) => Arn),
    logGroups: sorted(groups.logGroups, ({ logGroupName }) => logGroupName),
    metricFilters: sorted(filters.metricFilters, ({ filterName }) => filterName),
    alarms: sorted(alarms.MetricAlarms, ({ AlarmName }) => AlarmName),
    topics: sorted(topics.Topics, ({ TopicArn }) => TopicArn),
    subscribers: sorted(subscriptions.Subscriptions, ({ Endpoint }) => Endpoint),
    rules: sorted(rules.ConfigRules, ({ ConfigRuleName }) => ConfigRuleName),
    recorders: sorted(recorders.ConfigurationRecorders, ({ name }) => name),
    deliveryChannels: sorted(channels.DeliveryChannels, ({ name }) => name),
    hubs: sorted(hubs ? [hubs] : [], ({ HubArn }) => HubArn),
    analyzers: sorted(analyzers.analyzers, ({ name }) => name),
    // One is there always. Their saved queries go with them.
    workgroups: sorted(workgroups.WorkGroups, ({ Name }) => Name).filter((name) => name !== "primary"),
    databases: sorted(databases.DatabaseList, ({ Name }) => Name),
    savedQueries: sorted(definitions.queryDefinitions, ({ name }) => name),
    ...more,
  };
}

async function withoutSdk(emulator: Emulator) {
  const channelsOf = async <K extends string>(path: string, list: K) =>
    (await post<Record<K, { ConfigurationName: string }[]>>(emulator, "chatbot", path, {}))[list];
  const [rules, queues, slack, teams] = await Promise.all([
    call<{ Rules: { Name: string }[] }>(emulator, "events", "ListRules", {}),
    call<{ QueueUrls?: string[] }>(emulator, "sqs", "ListQueues", {}),
    channelsOf("/describe-slack-channel-configurations", "SlackChannelConfigurations"),
    channelsOf("/list-ms-teams-channel-configurations", "TeamChannelConfigurations"),
  ]);
  return {
    eventRules: sorted(rules.Rules, ({ Name }) => Name),
    queues: sorted(queues.QueueUrls, (url) => url.replace(/.*\//, "")),
    chatChannels: sorted([...slack, ...teams], ({ ConfigurationName }) => ConfigurationName),
  };
}

function sorted<T>(items: readonly T[] | undefined, nameOf: (item: T) => string | undefined): string[] {
  return (items ?? []).map((item) => nameOf(item)!).sort();
}

/** A destroyed key stays for its deletion window, disabled. */
async function enabledKeys(emulator: Emulator): Promise<KeyMetadata[]> {
  const kms = new KMSClient(clientConfig(emulator));
  const { Keys } = await kms.send(new ListKeysCommand({}));
  const described = await Promise.all(Keys!.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
  // The provider asks for that of DynamoDB, which is AWS's; moto calls it a customer's.
  const { Aliases } = await kms.send(new ListAliasesCommand({}));
  const ofAws = Aliases!.flatMap(({ AliasName, TargetKeyId }) =>
    AliasName!.startsWith("alias/aws/") ? [TargetKeyId] : [],
  );
  return described
    .map(({ KeyMetadata }) => KeyMetadata!)
    .filter(
      ({ KeyId, KeyManager, KeyState }) =>
        KeyManager === "CUSTOMER" && KeyState === "Enabled" && !ofAws.includes(KeyId),
    );
}

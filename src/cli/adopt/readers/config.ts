import {
  ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
  DescribeRetentionConfigurationsCommand,
  ListTagsForResourceCommand,
  paginateDescribeAggregationAuthorizations,
  paginateDescribeConfigRules,
  type ConfigRule,
  type ConfigurationRecorder,
} from "@aws-sdk/client-config-service";
import { collect, distinct, tagsOf } from "../../aws/lists";
import type { Channel, Recorder, Rule } from "../inventory";
import type { ReaderContext } from "./context";

/** The account's recorder of the region, of which there is one at most. */
export async function readRecorder(context: ReaderContext): Promise<Recorder | undefined> {
  const { call, client } = context;
  const config = client(ConfigServiceClient);
  const [recorders, statuses] = await Promise.all([
    call("config:DescribeConfigurationRecorders", () => config.send(new DescribeConfigurationRecordersCommand({}))),
    call("config:DescribeConfigurationRecorderStatus", () =>
      config.send(new DescribeConfigurationRecorderStatusCommand({})),
    ),
  ]);
  // An AWS service may have its own recorder in addition, which has a service principal.
  const recorder = recorders?.ConfigurationRecorders?.find(({ servicePrincipal }) => !servicePrincipal);
  if (!recorder) return undefined;
  const [retention, aggregators] = await Promise.all([
    call("config:DescribeRetentionConfigurations", () => config.send(new DescribeRetentionConfigurationsCommand({}))),
    call("config:DescribeAggregationAuthorizations", () =>
      collect(
        paginateDescribeAggregationAuthorizations({ client: config }, {}),
        (page) => page.AggregationAuthorizations,
      ),
    ),
  ]);
  const { recordingGroup: group = {}, recordingMode: mode } = recorder;
  return {
    name: recorder.name!,
    roleArn: recorder.roleARN!,
    strategy: strategyOf(group),
    recordsGlobalResources: group.includeGlobalResourceTypes ?? false,
    excludedResourceTypes: group.exclusionByResourceTypes?.resourceTypes ?? [],
    frequency: mode?.recordingFrequency,
    frequencyOverride: overrideOf(mode),
    isRecording: statuses?.ConfigurationRecordersStatus?.find(({ name }) => name === recorder.name)?.recording ?? false,
    retentionDays: retention?.RetentionConfigurations?.[0]?.RetentionPeriodInDays,
    aggregators: distinct((aggregators ?? []).map(({ AuthorizedAccountId }) => AuthorizedAccountId)),
    tags: await tagsOfResource(context, recorder.arn),
  };
}

function overrideOf(mode: ConfigurationRecorder["recordingMode"]): Recorder["frequencyOverride"] {
  const override = mode?.recordingModeOverrides?.[0];
  return (
    override && {
      resourceTypes: override.resourceTypes!,
      frequency: override.recordingFrequency!,
      description: override.description || undefined,
    }
  );
}

function strategyOf(group: NonNullable<ConfigurationRecorder["recordingGroup"]>): Recorder["strategy"] {
  if (group.recordingStrategy?.useOnly === "EXCLUSION_BY_RESOURCE_TYPES") return "exclusion";
  return group.allSupported ? "all" : "inclusion";
}

export async function readChannel({ call, client }: ReaderContext): Promise<Channel | undefined> {
  const config = client(ConfigServiceClient);
  const found = await call("config:DescribeDeliveryChannels", () =>
    config.send(new DescribeDeliveryChannelsCommand({})),
  );
  const channel = found?.DeliveryChannels?.[0];
  return (
    channel && {
      name: channel.name!,
      bucketName: channel.s3BucketName!,
      keyPrefix: channel.s3KeyPrefix || undefined,
      kmsKeyArn: channel.s3KmsKeyArn || undefined,
      topicArn: channel.snsTopicARN || undefined,
      snapshotFrequency: channel.configSnapshotDeliveryProperties?.deliveryFrequency,
    }
  );
}

/** @param needsTags For which rules the tags are read. */
export async function readRules(context: ReaderContext, needsTags: (rule: Rule) => boolean): Promise<Rule[]> {
  const config = context.client(ConfigServiceClient);
  const found = await context.call("config:DescribeConfigRules", () =>
    collect(paginateDescribeConfigRules({ client: config }, {}), ({ ConfigRules }) => ConfigRules),
  );
  return Promise.all(
    (found ?? []).map(async (described) => {
      const rule = ruleOf(described);
      return needsTags(rule) ? { ...rule, tags: await tagsOfResource(context, described.ConfigRuleArn) } : rule;
    }),
  );
}

function ruleOf(rule: ConfigRule): Rule {
  const { ComplianceResourceTypes, ComplianceResourceId, TagKey, TagValue } = rule.Scope ?? {};
  const scope = {
    resourceTypes: ComplianceResourceTypes?.length ? ComplianceResourceTypes : undefined,
    tagKey: TagKey || undefined,
    tagValue: TagValue || undefined,
    resourceId: ComplianceResourceId || undefined,
  };
  return {
    name: rule.ConfigRuleName!,
    identifier: rule.Source?.Owner === "AWS" ? rule.Source.SourceIdentifier : undefined,
    description: rule.Description || undefined,
    inputParameters: JSON.parse(rule.InputParameters || "{}") as Rule["inputParameters"],
    frequency: rule.MaximumExecutionFrequency,
    scope: Object.values(scope).some(Boolean) ? scope : undefined,
    isProactiveOnly: rule.EvaluationModes?.length
      ? !rule.EvaluationModes.some(({ Mode }) => Mode === "DETECTIVE")
      : false,
    createdBy: rule.CreatedBy || undefined,
    tags: {},
  };
}

async function tagsOfResource(
  { call, client }: ReaderContext,
  arn: string | undefined,
): Promise<Record<string, string>> {
  if (!arn) return {};
  const config = client(ConfigServiceClient);
  const found = await call("config:ListTagsForResource", () =>
    config.send(new ListTagsForResourceCommand({ ResourceArn: arn })),
  );
  return tagsOf(found?.Tags);
}

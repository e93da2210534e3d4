import type { z } from "zod";
import { managedRulesByType } from "../../src/capabilities/config/managed-rules";
import { compose, outputDescriptions } from "../../src/compose";
import { offeredModules } from "../../src/generated-files";
import { monitoringSettings } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { partitions } from "../../src/terraform/aws/partitions";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../src/terraform/json-schema";
import { moduleFiles } from "../../src/terraform/module";
import { check } from "../../src/terraform/parse";
import { kmsKeyArn, regionName, roleArn, topicArn } from "../../src/terraform/schema";
import {
  managedRulesOfMoto,
  partitionsOfBotocore,
  shapesAt,
  type BotocorePartition,
  type Shape,
} from "../support/botocore";
import { describeWith } from "../support/requirements";
import { isAllowed, texts } from "../support/schema-samples";

/** Where AWS gets an input, and as what. */
interface Row {
  readonly input: RegExp;
  readonly shapes?: readonly string[];
  /** What AWS gets, where it is not just the value. */
  readonly sent?: (value: string) => string;
  /** Why an input is not compared with a shape. */
  readonly because?: string;
}

const prefix = "p".repeat(20);
const existing = "what exists has its name already";
const bucketNames =
  "the model says nothing about the names of buckets: the rules in the guide have a test of their own";
const ours = "never gets to AWS";

/** The first row that an input matches is its own. */
const rows: readonly Row[] = [
  {
    input: /\b(tags|defaultTags)\.keys$/,
    shapes: [
      "sns CreateTopic.Tags.Key",
      "cloudtrail CreateTrail.TagsList.Key",
      "s3 PutBucketTagging.Tagging.TagSet.Key",
      "logs CreateLogGroup.tags.key",
      "iam CreateRole.Tags.Key",
      "config PutConfigRule.Tags.Key",
      "cloudwatch PutMetricAlarm.Tags.Key",
      "kms CreateKey.Tags.TagKey",
    ],
  },
  {
    input: /\b(tags|defaultTags)\.values$/,
    shapes: [
      "sns CreateTopic.Tags.Value",
      "cloudtrail CreateTrail.TagsList.Value",
      "s3 PutBucketTagging.Tagging.TagSet.Value",
      "logs CreateLogGroup.tags.value",
      "iam CreateRole.Tags.Value",
      "config PutConfigRule.Tags.Value",
      "cloudwatch PutMetricAlarm.Tags.Value",
      "kms CreateKey.Tags.TagValue",
    ],
  },
  { input: /\bdashboard\.name$/, shapes: ["cloudwatch PutDashboard.DashboardName"] },
  { input: /^dashboard\./, because: "the name of what is shown, in the body" },
  { input: /^(settings\.|.*\b)existing\w+\.(arn|name|namePrefix)$/, because: existing },
  { input: /^(existing-|\w+-check\b|.*-check\.)/, because: existing },
  {
    input: /(modes|runbooks)\.keys$/,
    shapes: ["iam CreateRole.RoleName", "lambda CreateFunction.FunctionName", "events PutRule.Name"],
    sent: (name) => `${prefix}remediate-${name}`,
  },
  { input: /(modes\.values|runbooks\.values\.mode)$/, because: ours },
  { input: /runbooks\.values\.rule$/, shapes: ["config PutConfigRule.ConfigRule.ConfigRuleName"] },
  { input: /runbooks\.values\.document$/, shapes: ["ssm StartAutomationExecution.DocumentName"] },
  { input: /runbooks\.values\.parameters\.keys$/, shapes: ["ssm StartAutomationExecution.Parameters.key"] },
  { input: /runbooks\.values\.parameters\.values\.items$/, shapes: ["ssm StartAutomationExecution.Parameters.value"] },
  { input: /runbooks\.values\.roleArn$/, because: existing },
  { input: /exemptTag$/, shapes: ["s3 PutBucketTagging.Tagging.TagSet.Key"] },
  { input: /(\.(only|never)\.items|repairsPerHour)$/, because: ours },
  { input: /sweepHour$/, because: "a part of a schedule" },
  { input: /permissionsBoundary(\.arn)?$/, shapes: ["iam CreateRole.PermissionsBoundary"] },
  { input: /^remediation\.tableName$/, shapes: ["dynamodb CreateTable.TableName"] },
  { input: /^remediation\.(bucketArn|ownBucketArns\.items)$/, because: "a resource in a policy" },
  { input: /^remediation-records\.name$/, because: bucketNames },
  {
    input: /(workgroupName|^athena-workgroup\.name)$/,
    shapes: ["athena CreateWorkGroup.Name"],
  },
  {
    input: /databaseName$/,
    shapes: ["glue CreateDatabase.DatabaseInput.Name", "athena CreateNamedQuery.Database"],
  },
  {
    input: /(athena|athena-table)\.(keyPrefix|accounts\.items|regions\.items|historyDays)$/,
    because: "a part of a parameter of the table",
  },
  { input: /^athena-investigator\.(keyPrefix|trailBucketName|resultsBucketName)$/, because: "a resource in a policy" },
  { input: /scanLimitMegabytes$/, because: "AWS gets bytes: 10 MB are the least, as ours are" },
  { input: /(ownNames\.(keys|values)|deployerRoleArn)$/, because: "a part of a filter pattern" },
  { input: /topicsBySeverity\.keys$|topicArns\.keys$/, because: ours },
  {
    input:
      /topicsBySeverity\.values\.arn$|^(detections|alert-delivery|config-first-evaluations|remediation)\.topicArn$|(recordTopic(Arn|\.arn)|chatTopicArn)$/,
    shapes: ["cloudwatch PutMetricAlarm.AlarmActions"],
  },
  { input: /topicArns\.values$/, shapes: ["events PutTargets.Targets.Arn"] },
  { input: /(-alerts|-rules)\.roleArn$/, shapes: ["events PutTargets.Targets.RoleArn"] },
  { input: /deadLetterQueueArn$/, shapes: ["events PutTargets.Targets.DeadLetterConfig.Arn"] },
  { input: /eventPattern$/, shapes: ["events PutRule.EventPattern"] },
  { input: /eventBusName$/, shapes: ["events PutRule.EventBusName", "events PutTargets.EventBusName"] },
  { input: /^event-bus\.name$/, shapes: ["events CreateEventBus.Name"] },
  { input: /^event-bus\.organizationId$/, because: "a value in a policy" },
  { input: /^(event|member)-forwarder\.busArn$/, because: existing },
  { input: /^event-forwarder\.alarmTopicArns\.items$/, shapes: ["cloudwatch PutMetricAlarm.AlarmActions"] },
  { input: /^(event|member)-forwarder\.eventPatterns$/, because: "preconditions judge each pattern in it" },
  { input: /^security-hub-alerts\.reportedElsewhere\./, because: "a part of a pattern" },
  {
    input: /[rR]uleNames(Elsewhere)?\.items$/,
    shapes: ["config PutConfigRule.ConfigRule.ConfigRuleName"],
  },
  {
    input: /findingPublishingFrequency$/,
    shapes: ["guardduty CreateDetector.FindingPublishingFrequency"],
  },
  { input: /(f|unavailableF)eatures\.items$/, shapes: ["guardduty CreateDetector.Features.Name"] },
  {
    input: /runtimeAgents\.items$/,
    shapes: ["guardduty CreateDetector.Features.AdditionalConfiguration.Name"],
  },
  { input: /detectorId$/, shapes: ["guardduty CreatePublishingDestination.DetectorId"] },
  { input: /hubArn$/, because: existing },
  { input: /standards\.items$/, because: ours },
  {
    input: /(disabledControls\.keys|enabledControls\.items)$/,
    shapes: [
      "securityhub BatchUpdateStandardsControlAssociations.StandardsControlAssociationUpdates.SecurityControlId",
    ],
    sent: (control) => control.split("/")[1]!,
  },
  {
    input: /disabledControls\.values$/,
    shapes: ["securityhub BatchUpdateStandardsControlAssociations.StandardsControlAssociationUpdates.UpdatedReason"],
  },
  { input: /aggregator\.regions\.items$/, shapes: ["securityhub CreateFindingAggregator.Regions"] },
  { input: /^alert-subscriptions\.topicArn$/, shapes: ["sns Subscribe.TopicArn"] },
  { input: /(\bexistingTopicKeys|^alert-delivery\.(topicArns|keyArns))\.items$/, because: "a resource in a policy" },
  { input: /^chat-channels\.topicArn$/, because: "what is not in the partition aws is refused by a precondition" },
  {
    input: /slackChannels\.keys$/,
    shapes: ["chatbot CreateSlackChannelConfiguration.ConfigurationName"],
    sent: (name) => prefix + name,
  },
  { input: /slackChannels\..*workspaceId$/, shapes: ["chatbot CreateSlackChannelConfiguration.SlackTeamId"] },
  { input: /slackChannels\..*channelId$/, shapes: ["chatbot CreateSlackChannelConfiguration.SlackChannelId"] },
  {
    input: /teamsChannels\.keys$/,
    shapes: ["chatbot CreateMicrosoftTeamsChannelConfiguration.ConfigurationName"],
    sent: (name) => prefix + name,
  },
  { input: /teamsChannels\..*tenantId$/, shapes: ["chatbot CreateMicrosoftTeamsChannelConfiguration.TenantId"] },
  { input: /teamsChannels\..*teamId$/, shapes: ["chatbot CreateMicrosoftTeamsChannelConfiguration.TeamId"] },
  { input: /teamsChannels\..*channelId$/, shapes: ["chatbot CreateMicrosoftTeamsChannelConfiguration.ChannelId"] },
  { input: /(sqsQueues|lambdaFunctions)\./, because: existing },
  { input: /(emails|httpsEndpoints)\w*\./, shapes: ["sns Subscribe.Endpoint"] },
  { input: /(topicName|^alert-topic\.name)$/, shapes: ["sns CreateTopic.Name"] },
  { input: /(kmsKeyArn|keyArn)$/, shapes: ["logs CreateLogGroup.kmsKeyId", "kms DescribeKey.KeyId"] },
  { input: /\.alias$/, shapes: ["kms CreateAlias.AliasName"], sent: (alias) => `alias/${alias}` },
  {
    input: /(deletionWindowDays|keyDeletionWindowDays)$/,
    shapes: ["kms ScheduleKeyDeletion.PendingWindowInDays"],
  },
  {
    input: /(trailName|^settings\.trail\.(name|organizationTrailName)|^(audit|organization)-trail\.name)$/,
    shapes: ["cloudtrail CreateTrail.Name"],
  },
  { input: /(bucketName|-bucket\.name|generatedNamePrefix)$/i, because: bucketNames },
  { input: /sourceBucketArns\.items$/, because: bucketNames },
  { input: /(s3DataEvents\.buckets|ownBucketNames)\.items$/, because: bucketNames },
  { input: /s3DataEvents\.readWriteType$/, shapes: ["cloudtrail PutEventSelectors.EventSelectors.ReadWriteType"] },
  {
    input: /(expire\w*AfterDays|afterDays)$/,
    shapes: ["s3 PutBucketLifecycleConfiguration.LifecycleConfiguration.Rules.Expiration.Days"],
  },
  {
    input: /storageClass$/,
    shapes: ["s3 PutBucketLifecycleConfiguration.LifecycleConfiguration.Rules.Transitions.StorageClass"],
  },
  {
    input: /(objectLock|^object-lock)\.mode$/,
    shapes: ["s3 PutObjectLockConfiguration.ObjectLockConfiguration.Rule.DefaultRetention.Mode"],
  },
  {
    input: /(objectLock|^object-lock)\.days$/,
    shapes: ["s3 PutObjectLockConfiguration.ObjectLockConfiguration.Rule.DefaultRetention.Days"],
  },
  {
    input: /(logGroupName|^log-group\.name)$/,
    shapes: ["logs CreateLogGroup.logGroupName"],
  },
  { input: /^log-group-by-prefix\.namePrefix$/, shapes: ["logs DescribeLogGroups.logGroupNamePrefix"] },
  { input: /(logRetentionDays|retentionDays)$/, shapes: ["logs PutRetentionPolicy.retentionInDays"] },
  { input: /deliveryRoleName$/, shapes: ["iam CreateRole.RoleName"] },
  { input: /^settings\.provider\.assumeRole\.roleArn$/, shapes: ["sts AssumeRole.RoleArn"] },
  { input: /assumeRole\.sessionName$/, shapes: ["sts AssumeRole.RoleSessionName"] },
  { input: /assumeRole\.externalId$/, shapes: ["sts AssumeRole.ExternalId"] },
  { input: /^config-recorder\.roleArn$/, shapes: ["config PutConfigurationRecorder.ConfigurationRecorder.roleARN"] },
  {
    input: /(recorderName|^(config|member)-recorder\.name|^settings\.existingRecorders\.values)$/,
    shapes: [
      "config PutConfigurationRecorder.ConfigurationRecorder.name",
      "config PutDeliveryChannel.DeliveryChannel.name",
    ],
  },
  {
    input: /(recordingFrequency|recordingOverride\.frequency)$/,
    shapes: ["config PutConfigurationRecorder.ConfigurationRecorder.recordingMode.recordingFrequency"],
  },
  {
    input: /(excludedResourceTypes|recordingOverride\.resourceTypes)\.items$/,
    because: "AWS records new types before botocore and this module know them",
  },
  {
    input: /snapshotFrequency$/,
    shapes: ["config PutDeliveryChannel.DeliveryChannel.configSnapshotDeliveryProperties.deliveryFrequency"],
  },
  { input: /(rules\.keys|disabledRules\.items)$/, shapes: ["config PutConfigRule.ConfigRule.ConfigRuleName"] },
  { input: /rules\.values\.identifier$/, shapes: ["config PutConfigRule.ConfigRule.Source.SourceIdentifier"] },
  { input: /rules\.values\.description$/, shapes: ["config PutConfigRule.ConfigRule.Description"] },
  { input: /inputParameters\./, because: "a precondition judges all parameters of a rule together" },
  {
    input: /maximumExecutionFrequency$/,
    shapes: ["config PutConfigRule.ConfigRule.MaximumExecutionFrequency"],
  },
  {
    input: /scope\.resourceTypes\.items$/,
    shapes: ["config PutConfigRule.ConfigRule.Scope.ComplianceResourceTypes"],
  },
  { input: /scope\.tagKey$/, shapes: ["config PutConfigRule.ConfigRule.Scope.TagKey"] },
  { input: /scope\.tagValue$/, shapes: ["config PutConfigRule.ConfigRule.Scope.TagValue"] },
  { input: /scope\.resourceId$/, shapes: ["config PutConfigRule.ConfigRule.Scope.ComplianceResourceId"] },
  {
    input: /\.namePrefix$/,
    because: "judged with the names it is put in front of",
  },
  {
    input: /metricNamespace$/,
    shapes: ["cloudwatch PutMetricAlarm.Namespace", "logs PutMetricFilter.metricTransformations.metricNamespace"],
  },
  {
    input: /custom\.keys$/,
    shapes: [
      "cloudwatch PutMetricAlarm.AlarmName",
      "cloudwatch PutMetricAlarm.MetricName",
      "logs PutMetricFilter.filterName",
      "logs PutMetricFilter.metricTransformations.metricName",
    ],
    sent: (id) => `${prefix}${id}/except`,
  },
  { input: /\.pattern$/, shapes: ["logs PutMetricFilter.filterPattern"] },
  { input: /\.except$/, because: "a precondition judges it together with its pattern" },
  {
    input: /(custom|overrides)\.values\.(title|why|firstSteps|insightsFilter)$/,
    because: "a part of the description of an alarm, which is cut at its limit",
  },
  { input: /\.threshold$/, shapes: ["cloudwatch PutMetricAlarm.Threshold"] },
  { input: /\.periodSeconds$/, shapes: ["cloudwatch PutMetricAlarm.Period"] },
  { input: /\.evaluationPeriods$/, shapes: ["cloudwatch PutMetricAlarm.EvaluationPeriods"] },
  {
    input:
      /(severity|instantSeverities\.items|firstEvaluations|overrides\.keys|packs\.items|include\.items|disabled\.items|remediations\.items|retain\.items)$/i,
    because: ours,
  },
  { input: /minimumLength$/, shapes: ["iam UpdateAccountPasswordPolicy.MinimumPasswordLength"] },
  { input: /reusePrevention$/, shapes: ["iam UpdateAccountPasswordPolicy.PasswordReusePrevention"] },
  { input: /maximumAgeDays$/, shapes: ["iam UpdateAccountPasswordPolicy.MaxPasswordAge"] },
  { input: /(securityContact|security-contact)\.name$/, shapes: ["account PutAlternateContact.Name"] },
  { input: /(securityContact|security-contact)\.title$/, shapes: ["account PutAlternateContact.Title"] },
  { input: /(securityContact|security-contact)\.emailAddress$/, shapes: ["account PutAlternateContact.EmailAddress"] },
  { input: /(securityContact|security-contact)\.phoneNumber$/, shapes: ["account PutAlternateContact.PhoneNumber"] },
  {
    input: /(nalyzerName|analyzer\.name)$/,
    shapes: ["accessanalyzer CreateAnalyzer.analyzerName"],
  },
  {
    input: /unusedAccessAgeDays$/,
    shapes: ["accessanalyzer CreateAnalyzer.configuration.unusedAccess.unusedAccessAge"],
  },
  {
    input: /(^|\.)organization(\.id|Id)$/,
    because: "no request names an organization; its pattern is that of the answer of DescribeOrganization",
  },
  {
    input: /securityAccountId$/,
    shapes: [
      "organizations RegisterDelegatedAdministrator.AccountId",
      "cloudtrail RegisterOrganizationDelegatedAdmin.MemberAccountId",
      "guardduty EnableOrganizationAdminAccount.AdminAccountId",
      "securityhub EnableOrganizationAdminAccount.AdminAccountId",
    ],
  },
  { input: /^organization-administrators(-of-region)?\.services\.items$/, because: ours },
  {
    input: /(configRules|^organization-config-rules)\.excludedAccountIds\.items$/,
    shapes: ["config PutOrganizationConfigRule.ExcludedAccounts"],
  },
  { input: /recorderStackSetName$/, shapes: ["cloudformation CreateStackSet.StackSetName"] },
  {
    input: /(securityHubTargets|^security-hub-organization\.targets)\.items$/,
    shapes: [
      "securityhub StartConfigurationPolicyAssociation.Target.RootId",
      "securityhub StartConfigurationPolicyAssociation.Target.OrganizationalUnitId",
    ],
  },
  { input: /^security-hub-organization\.name$/, shapes: ["securityhub CreateConfigurationPolicy.Name"] },
  { input: /^security-hub-organization\.(aggregatorArn|ownStandards\.items)$/, because: "for the order only" },
  { input: /access-analyzer\.type$/, shapes: ["accessanalyzer CreateAnalyzer.type"] },
  {
    input: /^config-aggregator\.name$/,
    shapes: ["config PutConfigurationAggregator.ConfigurationAggregatorName", "iam CreateRole.RoleName"],
  },
  {
    input: /(\.managementAccountId|^(trail-bucket|config-bucket|log-key)\.accountId)$/,
    shapes: ["organizations DescribeAccount.AccountId"],
  },
  {
    input: /organizationalUnitIds\.items$/,
    shapes: ["cloudformation CreateStackInstances.DeploymentTargets.OrganizationalUnitIds"],
  },
  {
    input: /(members|^member-(recorder|forwarder|remediation))\.(excluded|existingRecorder)AccountIds\.items$/,
    shapes: ["cloudformation CreateStackInstances.Accounts"],
  },
  { input: /^evidence-protection\.resources\./, because: ours },
  { input: /^(event|member)-forwarder\.services\.items$/, because: ours },
  { input: /^settings\.(stackName|backend)\b|^settings\.provider\.(version|maxRetries|profile)$/, because: ours },
  {
    input:
      /^settings\.provider\.(region|allowedAccountIds\.items)$|^config-recorder-role\.region$|^event-forwarder\.(region|homeRegion)$|^(member-(recorder|forwarder)|guardduty-(bucket|key))\.furtherRegions\.items$|^(settings|enabled-regions|security-hub-alerts)\.regions\.items$|^settings\.existingRecorders\.keys$/,
    because: "every region of botocore is tried below",
  },
];

/** Every text and number in a schema. */
function* inputsIn(schema: JsonSchema, path: string): Generator<[string, JsonSchema]> {
  switch (kindOf(schema)) {
    case "object":
      for (const [key, inner] of Object.entries(schema.properties!)) yield* inputsIn(inner, `${path}.${key}`);
      break;
    case "list":
      yield* inputsIn(schema.items!, `${path}.items`);
      break;
    case "map":
      yield* inputsIn(schema.propertyNames ?? { type: "string" }, `${path}.keys`);
      if (schema.additionalProperties && kindOf(schema.additionalProperties) !== "any")
        yield* inputsIn(schema.additionalProperties, `${path}.values`);
      break;
    case "bool":
      break;
    default:
      yield [path, schema];
  }
}

const { capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
const schemas: [string, z.ZodType][] = [
  ["settings", stackSettings],
  ...capabilities.map(({ module, inputs }) => [module, inputs] as [string, z.ZodType]),
];
const inputs = schemas.flatMap(([name, schema]) => [...inputsIn(jsonSchemaOf(schema), name)]);
const rowOf = (path: string) => rows.find(({ input }) => input.test(path));
const compared = inputs.filter(([path]) => rowOf(path)?.shapes);

/** One character of each sort that a limit could be about. */
const odd = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...["é", "ß", "日", "😀", "\u00a0", "\u0085", "\u2028"],
];

/** Values that an input takes, at its limits and at those of the model, and with every odd character in every place. */
function samples(schema: JsonSchema, { min = 0, max = 0 }: Shape): (string | number)[] {
  if (schema.enum) return [...schema.enum];
  if (kindOf(schema) === "number") {
    const numbers = [schema.minimum!, schema.maximum!, min - 1, min, max, max + 1];
    return numbers.filter((value) => value >= schema.minimum! && value <= schema.maximum!);
  }
  const lengths = [0, 1, 2, 3, schema.minLength ?? 0, schema.maxLength ?? 0, min, min - 1, max, max + 1].filter(
    (length) => length >= 0,
  );
  const bases = ["", ...texts];
  const candidates = [
    ...bases,
    ...odd.flatMap((char) => [
      ...lengths.map((length) => char.repeat(length)),
      ...bases.flatMap((base) => [char + base, base + char, base.slice(0, 1) + char + base.slice(1)]),
    ]),
    ...bases.flatMap((base) => lengths.map((length) => base.padEnd(length, "a"))),
  ];
  return candidates.filter((text) => isAllowed(schema, text));
}

function isTaken(shape: Shape, value: string | number): boolean {
  const size = typeof value === "number" ? value : [...value].length;
  if (shape.enum && !shape.enum.includes(String(value))) return false;
  if (size < (shape.min ?? -Infinity) || size > (shape.max ?? Infinity)) return false;
  // Java writes what is beyond \uFFFF otherwise.
  const pattern = shape.pattern?.replace(/\\u(1[0-9A-F]{4})/g, "\\u{$1}");
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, "u").test(String(value));
}

describeWith({ botocore: true }, "what AWS's service models say", () => {
  let shapes: Readonly<Record<string, Shape>> = {};
  let known: readonly BotocorePartition[] = [];

  beforeAll(() => {
    shapes = shapesAt([...new Set(rows.flatMap(({ shapes = [] }) => shapes))]);
    known = partitionsOfBotocore();
  });

  test("is known for every input, or there is a reason why not", () => {
    expect(inputs.map(([path]) => path).filter((path) => !rowOf(path))).toEqual([]);
  });

  test("is looked up for nothing that is no input", () => {
    expect(
      rows.filter((row) => !inputs.some(([path]) => rowOf(path) === row)).map(({ input }) => String(input)),
    ).toEqual([]);
  });

  test.each(compared)("refuses nothing that is taken as %s", (path, schema) => {
    const { shapes: names = [], sent = (value: string) => value } = rowOf(path)!;
    for (const name of names) {
      const shape = shapes[name]!;
      const taken = samples(schema, shape);
      expect(taken.length).toBeGreaterThan(0);
      const refused = taken.filter((value) => !isTaken(shape, typeof value === "string" ? sent(value) : value));
      expect([name, refused.slice(0, 5)]).toEqual([name, []]);
    }
  });

  test("about partitions is what the table of partitions says", () => {
    expect(Object.fromEntries(known.map(({ name, hasAccountApi }) => [name, hasAccountApi]))).toEqual(
      Object.fromEntries(Object.entries(partitions).map(([name, { hasAccountApi }]) => [name, hasAccountApi])),
    );
  });

  test("about managed rules, as moto has it, is the list of them, by the type whose changes they evaluate", () => {
    expect(managedRulesByType).toEqual(managedRulesOfMoto());
  });

  test("about regions and partitions is taken in names and ARNs", () => {
    const tried = known.flatMap(({ name, regions }) =>
      regions.flatMap((region) => [
        check(regionName(), region),
        check(topicArn(), `arn:${name}:sns:${region}:111122223333:alerts`),
        check(kmsKeyArn(), `arn:${name}:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`),
        check(roleArn(), `arn:${name}:iam::111122223333:role/path/config`),
      ]),
    );
    expect(tried.length).toBeGreaterThan(100);
    expect(tried.flatMap(({ problems }) => problems)).toEqual([]);
  });
});

import { AccessAnalyzerClient, DeleteAnalyzerCommand } from "@aws-sdk/client-accessanalyzer";
import { AthenaClient, UpdateWorkGroupCommand } from "@aws-sdk/client-athena";
import {
  CloudTrailClient,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  PutDashboardCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DeleteMetricFilterCommand,
  DeleteQueryDefinitionCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { DeleteTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { GuardDutyClient, UpdateDetectorCommand } from "@aws-sdk/client-guardduty";
import { DeleteRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { DisableKeyCommand, EnableKeyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import {
  LambdaClient,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SetTopicAttributesCommand, SNSClient, UnsubscribeCommand } from "@aws-sdk/client-sns";
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Deployment } from "../../src/cli/deployment/deployment";
import { clientConfig } from "./aws";
import type { Emulator } from "./emulator";

type Step = () => Promise<unknown>;

/**
 * What is done to an account with everything, for each check of `verify` that finds it.
 *
 * @param account Asked when something is done.
 */
export function damagesOf(account: () => { readonly emulator: Emulator; readonly deployment: Deployment }) {
  const client = <T>(type: new (config: ReturnType<typeof clientConfig>) => T): T =>
    new type(clientConfig(account().emulator));
  const byName = (part: string) => (resource: { attributes: { name: string } }) =>
    resource.attributes.name.includes(part);
  const bucket = (capability: string) => account().deployment.all("aws_s3_bucket", capability)[0]!.attributes.bucket;
  const key = (capability: string) => account().deployment.all("aws_kms_key", capability)[0]!.attributes;
  const topic = () => account().deployment.all("aws_sns_topic", "alert_topic")[0]!.attributes.arn;
  const rule = () => account().deployment.all("aws_cloudwatch_event_rule", "detection_rules")[0]!.attributes;
  const letters = () => account().deployment.all("aws_sqs_queue").find(byName("security-alert-rules"))!.attributes.url;
  const detector = () => account().deployment.all("aws_guardduty_detector")[0]!.attributes.id;
  const dashboard = () => account().deployment.all("aws_cloudwatch_dashboard")[0]!.attributes;
  const lambda = () => account().deployment.all("aws_lambda_function")[0]!.attributes;
  const trail = { Name: "security-monitoring-trail" };
  const root = { AlarmNames: ["root-account-usage"] };
  /** A policy without what it says of alarms. */
  const withoutAlarms = (policy: string) => {
    const { Statement, ...rest } = JSON.parse(policy) as { Statement: { Sid: string }[] };
    return JSON.stringify({ ...rest, Statement: Statement.filter(({ Sid }) => !Sid.startsWith("Alarms")) });
  };
  const keyPolicy = (Policy: string) =>
    client(KMSClient).send(new PutKeyPolicyCommand({ KeyId: key("alert_key").key_id, PolicyName: "default", Policy }));
  const topicPolicy = (AttributeValue: string) =>
    client(SNSClient).send(
      new SetTopicAttributesCommand({ TopicArn: topic(), AttributeName: "Policy", AttributeValue }),
    );
  const stateOfTopicPolicy = () =>
    account().deployment.all("aws_sns_topic_policy", "alert_topic")[0]!.attributes.policy;
  const setAlarm = (StateValue: "ALARM" | "OK") =>
    client(CloudWatchClient).send(
      new SetAlarmStateCommand({ AlarmName: "root-account-usage", StateValue, StateReason: "test" }),
    );

  /** What is done to the account, and how it is undone. */
  const damages: [check: string, damage: Step, undo: Step][] = [
    [
      "trail-logging",
      () => client(CloudTrailClient).send(new StopLoggingCommand(trail)),
      () => client(CloudTrailClient).send(new StartLoggingCommand(trail)),
    ],
    [
      "trail-validation",
      () => client(CloudTrailClient).send(new UpdateTrailCommand({ ...trail, EnableLogFileValidation: false })),
      () => client(CloudTrailClient).send(new UpdateTrailCommand({ ...trail, EnableLogFileValidation: true })),
    ],
    [
      "bucket-policy",
      () => client(S3Client).send(new DeleteBucketPolicyCommand({ Bucket: bucket("config_bucket") })),
      () =>
        client(S3Client).send(
          new PutBucketPolicyCommand({
            Bucket: bucket("config_bucket"),
            Policy: account().deployment.all("aws_s3_bucket_policy", "config_bucket")[0]!.attributes.policy,
          }),
        ),
    ],
    ["bucket-versioning", () => versioning("Suspended"), () => versioning("Enabled")],
    [
      "key",
      () => client(KMSClient).send(new DisableKeyCommand({ KeyId: key("log_key").key_id })),
      () => client(KMSClient).send(new EnableKeyCommand({ KeyId: key("log_key").key_id })),
    ],
    ["key-policy", () => keyPolicy(withoutAlarms(key("alert_key").policy)), () => keyPolicy(key("alert_key").policy)],
    [
      "alarm-actions",
      async () => {
        await keyPolicy(withoutAlarms(key("alert_key").policy));
        await setAlarm("ALARM");
        await keyPolicy(key("alert_key").policy);
      },
      async () => {
        await setAlarm("OK");
        await setAlarm("ALARM");
        await setAlarm("OK");
      },
    ],
    [
      "alarm",
      () => client(CloudWatchClient).send(new DisableAlarmActionsCommand(root)),
      () => client(CloudWatchClient).send(new EnableAlarmActionsCommand(root)),
    ],
    ["topic-policy", () => topicPolicy(withoutAlarms(stateOfTopicPolicy())), () => topicPolicy(stateOfTopicPolicy())],
    [
      "event-rule",
      () => client(EventBridgeClient).send(new DisableRuleCommand({ Name: rule().name })),
      () => client(EventBridgeClient).send(new EnableRuleCommand({ Name: rule().name })),
    ],
    [
      "dead-letters",
      () => client(SQSClient).send(new SendMessageCommand({ QueueUrl: letters(), MessageBody: "{}" })),
      () => client(SQSClient).send(new PurgeQueueCommand({ QueueUrl: letters() })),
    ],
    [
      "guardduty",
      () => client(GuardDutyClient).send(new UpdateDetectorCommand({ DetectorId: detector(), Enable: false })),
      () => client(GuardDutyClient).send(new UpdateDetectorCommand({ DetectorId: detector(), Enable: true })),
    ],
    ["function", () => environment({}), () => environment(lambda().environment[0]!.variables)],
    ["function-queue", () => reading(false), () => reading(true)],
    ["attempts-table", () => protection(false), () => protection(true)],
    ["dashboard", () => widgets('{"widgets":[]}'), () => widgets(dashboard().dashboard_body)],
    ["athena-workgroup", () => workgroup("DISABLED"), () => workgroup("ENABLED")],
  ];

  function widgets(DashboardBody: string) {
    return client(CloudWatchClient).send(
      new PutDashboardCommand({ DashboardName: dashboard().dashboard_name, DashboardBody }),
    );
  }

  function environment(Variables: Record<string, string>) {
    const FunctionName = lambda().function_name;
    return client(LambdaClient).send(
      new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }),
    );
  }

  function reading(Enabled: boolean) {
    const { uuid: UUID } = account().deployment.all("aws_lambda_event_source_mapping")[0]!.attributes;
    return client(LambdaClient).send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
  }

  function protection(DeletionProtectionEnabled: boolean) {
    const { name: TableName } = account().deployment.all("aws_dynamodb_table")[0]!.attributes;
    return client(DynamoDBClient).send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled }));
  }

  function workgroup(State: "ENABLED" | "DISABLED") {
    const { name: WorkGroup } = account().deployment.all("aws_athena_workgroup")[0]!.attributes;
    return client(AthenaClient).send(new UpdateWorkGroupCommand({ WorkGroup, State }));
  }

  function versioning(Status: "Enabled" | "Suspended") {
    const input = { Bucket: bucket("config_bucket"), VersioningConfiguration: { Status } };
    return client(S3Client).send(new PutBucketVersioningCommand(input));
  }

  /** These are not undone. */
  const losses: [check: string, loss: Step][] = [
    [
      "bucket-public-access",
      () => client(S3Client).send(new DeletePublicAccessBlockCommand({ Bucket: bucket("trail_bucket") })),
    ],
    [
      "metric-filter",
      () =>
        client(CloudWatchLogsClient).send(
          new DeleteMetricFilterCommand({
            logGroupName: "security-monitoring-trail",
            filterName: "root-account-usage",
          }),
        ),
    ],
    [
      "subscriptions",
      () =>
        client(SNSClient).send(
          new UnsubscribeCommand({
            SubscriptionArn: account().deployment.all("aws_sns_topic_subscription", "alert_subscriptions")[0]!
              .attributes.arn,
          }),
        ),
    ],
    [
      "event-target",
      () => client(EventBridgeClient).send(new RemoveTargetsCommand({ Rule: rule().name, Ids: ["people"] })),
    ],
    [
      "delivery-role",
      () =>
        client(IAMClient).send(
          new DeleteRolePolicyCommand({ RoleName: "security-alert-rules", PolicyName: "publish-alerts" }),
        ),
    ],
    [
      "access-analyzer",
      () =>
        client(AccessAnalyzerClient).send(
          new DeleteAnalyzerCommand({
            analyzerName: account().deployment.all("aws_accessanalyzer_analyzer")[0]!.attributes.analyzer_name,
          }),
        ),
    ],
    [
      "athena-table",
      () => {
        const { name: Name, database_name: DatabaseName } =
          account().deployment.all("aws_glue_catalog_table")[0]!.attributes;
        return client(GlueClient).send(new DeleteTableCommand({ DatabaseName, Name }));
      },
    ],
    [
      "saved-query",
      () => {
        const { query_definition_id: queryDefinitionId } = account().deployment.all(
          "aws_cloudwatch_query_definition",
        )[0]!.attributes;
        return client(CloudWatchLogsClient).send(new DeleteQueryDefinitionCommand({ queryDefinitionId }));
      },
    ],
  ];

  return { damages, losses };
}

import type { Construct } from "constructs";
import { hclIn } from "../hcl";
import type { TemplateResource } from "./translate";

/** Arguments of a Terraform resource, its blocks among them. */
export type Arguments = Readonly<Record<string, unknown>>;
export type Properties = Readonly<Record<string, unknown>>;

/** What an argument becomes: a property with the same value, a property, or a resource beside it; null if it is omitted. */
type Argument =
  | string
  | null
  | { readonly property: string; readonly value: (value: never, scope: Construct) => unknown }
  | { readonly suffix: string; readonly beside: (resource: string, value: unknown) => TemplateResource };

interface ResourceType {
  /** Its name in CloudFormation. */
  readonly type: string;
  /** Every argument that may be set: another one is an error, so that nothing gets lost. */
  readonly arguments: Readonly<Record<string, Argument>>;
  /** Of attributes that others refer to: `Ref`, or that of `Fn::GetAtt`. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** The types that are a resource in a template. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  aws_iam_role: {
    type: "AWS::IAM::Role",
    arguments: {
      name: "RoleName",
      description: "Description",
      assume_role_policy: "AssumeRolePolicyDocument",
      permissions_boundary: { property: "PermissionsBoundary", value: unlessNull },
    },
    attributes: { id: "Ref", name: "Ref", arn: "Arn" },
  },
  aws_sqs_queue: {
    type: "AWS::SQS::Queue",
    arguments: {
      name: "QueueName",
      message_retention_seconds: "MessageRetentionPeriod",
      sqs_managed_sse_enabled: "SqsManagedSseEnabled",
      policy: {
        suffix: "Policy",
        beside: (queue, policy) => ({
          Type: "AWS::SQS::QueuePolicy",
          Properties: { Queues: [queue], PolicyDocument: policy },
        }),
      },
    },
    attributes: { arn: "Arn", name: "QueueName" },
  },
  aws_cloudwatch_event_rule: {
    type: "AWS::Events::Rule",
    arguments: {
      name: "Name",
      // A template is short, and there is one for each rule.
      description: null,
      event_pattern: { property: "EventPattern", value: (pattern, scope) => hclIn(scope)`jsondecode(${pattern})` },
      state: "State",
    },
  },
  aws_cloudwatch_metric_alarm: {
    type: "AWS::CloudWatch::Alarm",
    arguments: {
      alarm_name: "AlarmName",
      alarm_description: "AlarmDescription",
      actions_enabled: "ActionsEnabled",
      alarm_actions: "AlarmActions",
      namespace: "Namespace",
      metric_name: "MetricName",
      dimensions: {
        property: "Dimensions",
        value: (dimensions) => Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      statistic: "Statistic",
      period: "Period",
      evaluation_periods: "EvaluationPeriods",
      comparison_operator: "ComparisonOperator",
      threshold: "Threshold",
      treat_missing_data: "TreatMissingData",
    },
  },
  aws_config_configuration_recorder: {
    type: "AWS::Config::ConfigurationRecorder",
    arguments: {
      name: "Name",
      role_arn: "RoleARN",
      recording_mode: { property: "RecordingMode", value: recordingMode },
      recording_group: { property: "RecordingGroup", value: recordingGroup },
    },
    attributes: { name: "Ref" },
  },
  aws_config_delivery_channel: {
    type: "AWS::Config::DeliveryChannel",
    arguments: {
      name: "Name",
      s3_bucket_name: "S3BucketName",
      s3_kms_key_arn: "S3KmsKeyArn",
      snapshot_delivery_properties: {
        property: "ConfigSnapshotDeliveryProperties",
        value: (block) => ({ DeliveryFrequency: only(block)["delivery_frequency"] }),
      },
    },
  },
};

/**
 * The types that a template has in a list of another resource: by which argument they are attached to it, and what each adds to its
 * properties.
 */
export const attachments: Readonly<
  Record<string, { readonly to: string; readonly property: (body: Arguments) => Properties }>
> = {
  aws_iam_role_policy: {
    to: "role",
    property: ({ name, policy }) => ({ Policies: { PolicyName: name, PolicyDocument: policy } }),
  },
  aws_iam_role_policy_attachment: {
    to: "role",
    property: ({ policy_arn }) => ({ ManagedPolicyArns: policy_arn }),
  },
  aws_cloudwatch_event_target: {
    to: "rule",
    property: ({ target_id, arn, role_arn, dead_letter_config }) => ({
      Targets: {
        Id: target_id,
        Arn: arn,
        RoleArn: role_arn,
        DeadLetterConfig: { Arn: only(dead_letter_config as Arguments)["arn"] },
      },
    }),
  },
  // CloudFormation starts a recorder once there is a channel.
  aws_config_configuration_recorder_status: { to: "name", property: () => ({}) },
};

/** A block that there can be one of, which Terraform has as a list or as itself. */
function only(block: Arguments | readonly Arguments[]): Arguments {
  return Array.isArray(block) ? (block as readonly Arguments[])[0]! : (block as Arguments);
}

/** Null is an argument that is not set for Terraform, and an error for CloudFormation. */
function unlessNull(value: string, scope: Construct): string {
  return hclIn(scope)`jsondecode((${value}) == null ? jsonencode(${{ Ref: "AWS::NoValue" }}) : jsonencode(${value}))`;
}

function recordingMode(block: Arguments, scope: Construct): Properties {
  const { recording_frequency, dynamic } = only(block);
  const { for_each, content } = (dynamic as Readonly<Record<string, Arguments>>)["recording_mode_override"]!;
  const { resource_types, recording_frequency: frequency } = content as Arguments;
  const override = { ResourceTypes: resource_types, RecordingFrequency: frequency };
  return {
    RecordingFrequency: recording_frequency,
    RecordingModeOverrides: hclIn(
      scope,
    )`[for recording_mode_override in [for types in ${for_each} : { value = types }] : ${override}]`,
  };
}

/** As {@link unlessNull}, of a block. */
function recordingGroup(block: Arguments, scope: Construct): string {
  const { all_supported, include_global_resource_types, recording_strategy, exclusion_by_resource_types } = only(block);
  const { resource_types } = only(exclusion_by_resource_types as Arguments);
  const always = {
    AllSupported: all_supported,
    IncludeGlobalResourceTypes: include_global_resource_types,
    RecordingStrategy: { UseOnly: only(recording_strategy as Arguments)["use_only"] },
  };
  return hclIn(scope)`merge(
    ${always},
    { for name, types in { ExclusionByResourceTypes = ${resource_types} } : name => { ResourceTypes = types } if types != null }
  )`;
}

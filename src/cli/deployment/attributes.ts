import { z } from "zod";
import { settingsVariable } from "../../remediation";

const arn = z.string();
const id = z.string();
const name = z.string();
const policy = z.string();
const days = z.number();

/**
 * The attributes that commands need of each type of resource, as Terraform names them. Everything else in the state is ignored, such as
 * the addresses of subscribers, which may contain a token.
 */
export const attributes = {
  aws_accessanalyzer_analyzer: z.object({ arn, analyzer_name: name, type: z.string() }),
  aws_athena_named_query: z.object({ id: z.string(), name, query: z.string() }),
  aws_athena_workgroup: z.object({
    arn,
    name,
    state: z.string(),
    configuration: z.array(
      z.object({
        bytes_scanned_cutoff_per_query: z.number(),
        result_configuration: z.array(
          z.object({
            output_location: z.string(),
            encryption_configuration: z.array(z.object({ kms_key_arn: z.string() })),
          }),
        ),
      }),
    ),
  }),
  aws_cloudformation_stack_set: z.object({ arn, name }),
  aws_cloudtrail: z.object({
    arn,
    name,
    s3_bucket_name: name,
    kms_key_id: z.string(),
    cloud_watch_logs_group_arn: z.string(),
    is_organization_trail: z.boolean().nullish(),
  }),
  aws_cloudtrail_organization_delegated_admin_account: z.object({ arn, account_id: id, service_principal: z.string() }),
  aws_cloudwatch_dashboard: z.object({ dashboard_name: name, dashboard_body: z.string() }),
  aws_cloudwatch_event_bus: z.object({ arn, name }),
  aws_cloudwatch_event_bus_policy: z.object({ event_bus_name: name, policy }),
  aws_cloudwatch_event_rule: z.object({
    arn,
    name,
    event_bus_name: name,
    description: z.string(),
    // One of both.
    event_pattern: z.string().nullish(),
    schedule_expression: z.string().nullish(),
    state: z.string(),
  }),
  aws_cloudwatch_event_target: z.object({
    rule: name,
    event_bus_name: name,
    target_id: z.string(),
    arn,
    // Without one the policy of the target decides.
    role_arn: z.string().nullish(),
    input: z.string().nullish(),
    dead_letter_config: z.array(z.object({ arn })),
  }),
  aws_cloudwatch_log_group: z.object({ arn, name, kms_key_id: z.string() }),
  aws_cloudwatch_log_metric_filter: z.object({
    name,
    log_group_name: name,
    pattern: z.string(),
    metric_transformation: z.array(z.object({ name, namespace: z.string(), value: z.string() })),
  }),
  aws_cloudwatch_metric_alarm: z.object({
    arn,
    alarm_name: name,
    actions_enabled: z.boolean(),
    // Null in the state of one without actions.
    alarm_actions: z.array(arn).nullish(),
  }),
  aws_cloudwatch_query_definition: z.object({ query_definition_id: z.string(), name, query_string: z.string() }),
  aws_config_config_rule: z.object({ arn, name }),
  aws_config_configuration_aggregator: z.object({ arn, name }),
  aws_config_configuration_recorder: z.object({ name, role_arn: z.string() }),
  aws_config_configuration_recorder_status: z.object({ name, is_enabled: z.boolean() }),
  aws_config_delivery_channel: z.object({ name, s3_bucket_name: name }),
  aws_config_organization_managed_rule: z.object({ arn, name }),
  aws_dynamodb_table: z.object({
    arn,
    name,
    deletion_protection_enabled: z.boolean().nullish(),
    server_side_encryption: z.array(z.object({ kms_key_arn: z.string() })),
    ttl: z.array(z.object({ enabled: z.boolean().nullish(), attribute_name: z.string().nullish() })),
  }),
  aws_ebs_encryption_by_default: z.object({ enabled: z.boolean() }),
  aws_glue_catalog_table: z.object({
    arn,
    name,
    database_name: name,
    parameters: z.record(z.string(), z.string()),
    partition_keys: z.array(z.object({ name })),
    storage_descriptor: z.array(
      z.object({
        location: z.string(),
        input_format: z.string(),
        ser_de_info: z.array(z.object({ serialization_library: z.string() })),
        columns: z.array(z.object({ name, type: z.string() })),
      }),
    ),
  }),
  aws_guardduty_detector: z.object({ arn, id: z.string() }),
  aws_guardduty_organization_admin_account: z.object({ admin_account_id: id }),
  aws_guardduty_organization_configuration: z.object({
    detector_id: id,
    auto_enable_organization_members: z.string(),
  }),
  aws_guardduty_organization_configuration_feature: z.object({
    detector_id: id,
    name,
    auto_enable: z.string(),
    additional_configuration: z.array(z.object({ name, auto_enable: z.string() })),
  }),
  aws_guardduty_publishing_destination: z.object({ id: z.string(), detector_id: z.string() }),
  aws_iam_account_password_policy: z.object({
    minimum_password_length: z.number(),
    password_reuse_prevention: z.number(),
    max_password_age: z.number(),
    hard_expiry: z.boolean(),
    require_lowercase_characters: z.boolean(),
    require_uppercase_characters: z.boolean(),
    require_numbers: z.boolean(),
    require_symbols: z.boolean(),
    allow_users_to_change_password: z.boolean(),
  }),
  aws_iam_role: z.object({ arn, name }),
  aws_iam_role_policy: z.object({ role: name, name, policy }),
  aws_kms_key: z.object({ arn, key_id: z.string(), policy }),
  aws_lambda_event_source_mapping: z.object({ uuid: z.string(), event_source_arn: arn, function_arn: arn }),
  aws_lambda_function: z.object({
    arn,
    function_name: name,
    role: arn,
    runtime: z.string(),
    source_code_hash: z.string(),
    environment: z.array(z.object({ variables: z.object({ [settingsVariable]: z.string() }) })),
  }),
  aws_organizations_delegated_administrator: z.object({ arn, account_id: id, service_principal: z.string() }),
  aws_s3_bucket: z.object({ arn, bucket: name }),
  aws_s3_bucket_lifecycle_configuration: z.object({
    bucket: name,
    rule: z.array(
      z.object({
        id: name,
        status: z.string(),
        expiration: z.array(z.object({ days: days.nullish() })),
        noncurrent_version_expiration: z.array(z.object({ noncurrent_days: days })),
        transition: z.array(z.object({ days, storage_class: z.string() })),
      }),
    ),
  }),
  aws_s3_bucket_logging: z.object({ bucket: name, target_bucket: name, target_prefix: z.string() }),
  aws_s3_bucket_object_lock_configuration: z.object({
    bucket: name,
    rule: z.array(z.object({ default_retention: z.array(z.object({ mode: z.string(), days })) })),
  }),
  aws_s3_bucket_policy: z.object({ bucket: name, policy }),
  aws_s3_bucket_server_side_encryption_configuration: z.object({
    bucket: name,
    rule: z.array(
      z.object({
        apply_server_side_encryption_by_default: z.array(
          z.object({ sse_algorithm: z.string(), kms_master_key_id: z.string().nullish() }),
        ),
      }),
    ),
  }),
  aws_securityhub_account: z.object({ arn }),
  aws_securityhub_configuration_policy: z.object({ id, name }),
  aws_securityhub_configuration_policy_association: z.object({ policy_id: id, target_id: id }),
  aws_securityhub_organization_admin_account: z.object({ admin_account_id: id }),
  aws_securityhub_organization_configuration: z.object({
    organization_configuration: z.array(z.object({ configuration_type: z.string() })),
  }),
  aws_securityhub_standards_subscription: z.object({ standards_arn: z.string() }),
  aws_sns_topic: z.object({ arn, name, kms_master_key_id: z.string() }),
  aws_sns_topic_policy: z.object({ arn, policy }),
  aws_sns_topic_subscription: z.object({ arn, topic_arn: z.string(), protocol: z.string() }),
  aws_sqs_queue: z.object({ arn, name, url: z.string() }),
};

export type ResourceType = keyof typeof attributes;

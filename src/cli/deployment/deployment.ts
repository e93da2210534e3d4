import { z } from "zod";
import { audiences } from "../../capabilities/shared/alert-rules";
import { settingsVariable } from "../../remediation";
import { inLine } from "../../terraform/text/visible";
import { parseArn } from "../arn";
import { Stop } from "../stop";
import { areBeside, withoutKeys } from "./find";
import { locate, type LocateOptions } from "./locate";
import type { StateResource } from "./state";

const arn = z.string();
const name = z.string();
const policy = z.string();
const days = z.number();

/**
 * The attributes that commands need of each type of resource, as Terraform names them. Everything else in the state is ignored, such as
 * the addresses of subscribers, which may contain a token.
 */
const attributes = {
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
  aws_cloudtrail: z.object({
    arn,
    name,
    s3_bucket_name: name,
    kms_key_id: z.string(),
    cloud_watch_logs_group_arn: z.string(),
  }),
  aws_cloudwatch_dashboard: z.object({ dashboard_name: name, dashboard_body: z.string() }),
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
  aws_config_configuration_recorder: z.object({ name, role_arn: z.string() }),
  aws_config_configuration_recorder_status: z.object({ name, is_enabled: z.boolean() }),
  aws_config_delivery_channel: z.object({ name, s3_bucket_name: name }),
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
  aws_securityhub_standards_subscription: z.object({ standards_arn: z.string() }),
  aws_sns_topic: z.object({ arn, name, kms_master_key_id: z.string() }),
  aws_sns_topic_policy: z.object({ arn, policy }),
  aws_sns_topic_subscription: z.object({ arn, topic_arn: z.string(), protocol: z.string() }),
  aws_sqs_queue: z.object({ arn, name, url: z.string() }),
};

export type ResourceType = keyof typeof attributes;

/** A resource that is deployed. */
export interface Deployed<T extends ResourceType> {
  readonly type: T;
  /** The capability's id in `compose`: `trail_bucket`. */
  readonly capability: string;
  /** With `for_each`. */
  readonly key?: string;
  readonly attributes: Readonly<z.output<(typeof attributes)[T]>>;
}

export type Audience = (typeof audiences)[number];

/** What a monitoring consists of, as its state says. */
export class Deployment {
  readonly region: string;
  readonly account: string;
  readonly partition: string;

  /**
   * @param name The address of the module call, or the path of the construct.
   * @param resources Those of one region.
   * @param elsewhere What it has in other regions: event forwarders, and the monitoring of further regions.
   * @throws {@link Stop} If no resource says where it is.
   */
  constructor(
    readonly name: string,
    private readonly resources: readonly Deployed<ResourceType>[],
    readonly elsewhere: readonly Deployment[] = [],
  ) {
    const place = placeOf(resources);
    if (!place) throw new Stop(`${inLine(name)} is deployed nowhere yet: run terraform apply first.`);
    this.partition = place.split(":")[1]!;
    ({ region: this.region, account: this.account } = parseArn(place));
  }

  /** All resources of a type, or those of some capabilities. */
  all<T extends ResourceType>(type: T, ...capabilities: readonly string[]): Deployed<T>[] {
    const isWanted = (resource: Deployed<ResourceType>): resource is Deployed<T> =>
      resource.type === type && (capabilities.length === 0 || capabilities.includes(resource.capability));
    return this.resources.filter(isWanted);
  }

  /** The topics that alerts are published to, new and existing ones, by who reads them. */
  get topics(): Readonly<Partial<Record<Audience, string>>> {
    const ofAudience = (audience: Audience) => this.newTopic(audience) ?? this.targetOf(audience);
    return Object.fromEntries(
      audiences.flatMap((audience) => {
        const found = ofAudience(audience) ?? (audience === "people" ? this.topicOfAlarms() : undefined);
        return found === undefined ? [] : [[audience, found]];
      }),
    );
  }

  private newTopic(audience: Audience): string | undefined {
    const capability = audience === "people" ? "alert_topic" : `${audience}_alert_topic`;
    return this.all("aws_sns_topic", capability)[0]?.attributes.arn;
  }

  /** Only people have more than one topic: one of them may be for a severity. */
  private targetOf(audience: Audience): string | undefined {
    if (audience === "people") return undefined;
    return this.all("aws_cloudwatch_event_target").find(({ attributes }) => attributes.target_id === audience)
      ?.attributes.arn;
  }

  private topicOfAlarms(): string | undefined {
    const alarms = [
      ...this.all("aws_cloudwatch_metric_alarm", "alert_delivery"),
      ...this.all("aws_cloudwatch_metric_alarm"),
    ];
    return alarms.flatMap(({ attributes }) => attributes.alarm_actions ?? [])[0];
  }
}

/** An ARN with account and region. The trail of an organization has that of the management account, which owns it. */
function placeOf(resources: readonly Deployed<ResourceType>[]): string | undefined {
  return resources
    .filter(({ capability }) => capability !== "organization_trail")
    .map(({ attributes }) => ("arn" in attributes ? attributes.arn : ""))
    .find((text) => /^arn:[^:]+:[^:]+:[^:]+:\d{12}:/.test(text));
}

/** The capability whose resources are in another region than the others. */
const forwarder = "event_forwarder";

/**
 * Reads what is deployed from a state.
 *
 * @param what The call of the module, or the path of the construct; unset: the only one in the state.
 * @throws {@link Stop} If there is nothing, something else, half of it, or another version's.
 */
export function readDeployment(what: string | undefined, options: LocateOptions): Deployment {
  const { monitoring, state, here } = locate(what, options);
  const { name, resources, missing, forwarders } = monitoring;
  if (missing.length > 0) {
    throw new Stop(
      `${inLine(name)}, in the state of ${here}, is not complete: ${inLine(missing.join(", "))} ${missing.length === 1 ? "is" : "are"} missing, because its last apply failed or an older version made it. Run terraform apply with this version, then this again.`,
    );
  }
  const atHome = resources.filter(({ region }) => region === undefined);
  const furtherRegions = [...new Set(resources.flatMap(({ region }) => region ?? []))];
  const ofForwarders = [
    ...atHome.filter(({ capability }) => capability === forwarder).map(({ resource }) => resource),
    ...state.resources.filter(({ module }) => forwarders.includes(withoutKeys(module)) && areBeside(module, name)),
  ];
  const modules = [...new Set(ofForwarders.map(({ module }) => module))];
  return new Deployment(
    name,
    atHome
      .filter(({ capability }) => capability !== forwarder)
      .flatMap((found) => deployed(found.capability, found.resource)),
    [
      ...modules.map((module) => {
        const own = ofForwarders.filter((resource) => resource.module === module);
        return new Deployment(
          name,
          own.flatMap((resource) => deployed(forwarder, resource)),
        );
      }),
      ...furtherRegions.map((region) => {
        const own = resources.filter((resource) => resource.region === region);
        return new Deployment(
          name,
          own.flatMap((found) => deployed(found.capability, found.resource)),
        );
      }),
    ],
  );
}

function deployed(capability: string, { address, type, instances }: StateResource): Deployed<ResourceType>[] {
  if (!isKnown(type)) return [];
  return instances.map((instance) => {
    const parsed = attributes[type].safeParse(instance.attributes);
    if (!parsed.success) {
      const lacking = parsed.error.issues.map(({ path }) => path.join("."));
      throw new Stop(
        `${inLine(address)} has no ${lacking.join(", ")} in the state: run terraform apply with this version, then this again.`,
      );
    }
    const key = instance.key === undefined ? undefined : String(instance.key);
    return { type, capability, key, attributes: parsed.data };
  });
}

function isKnown(type: string): type is ResourceType {
  return Object.hasOwn(attributes, type);
}

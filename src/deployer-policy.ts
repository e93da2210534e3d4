import { Testing } from "cdktf";
import { emptying, permissionsByType, removing, unrecordedPermissions } from "./operations";
import { SecurityMonitoringStack } from "./stack";
import type { StackSettings } from "./stack-settings";
import type { Conditions, Target } from "./terraform/operations";
import { withTemporaryApp } from "./terraform/temporary-app";

export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
    readonly Condition?: Conditions;
  }[];
}

/** A resource or data source of the stack. */
interface Block {
  readonly type: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

interface Grant {
  readonly target: Target;
  readonly actions: readonly string[];
  readonly conditions?: Conditions;
}

/**
 * The IAM policies of the deployer for these settings. One policy would exceed AWS's limit, so there are two: `plan` is all that
 * `terraform plan` needs, `apply` what `terraform apply` needs in addition. Access to the state is not included.
 */
export function deployerPolicies(settings: StackSettings): { readonly plan: Policy; readonly apply: Policy } {
  const blocks = blocksOf(settings);
  const grants = blocks.flatMap(grantsFor);
  const isProtected = (action: string) => settings.evidence.deletionProtection && removing.has(action);
  return {
    plan: policyOf("Read", isReading, grants, blocks),
    apply: policyOf("Change", (action) => !isReading(action) && !isProtected(action), grants, blocks),
  };
}

function isReading(action: string): boolean {
  return /:(Describe|Get|List)/.test(action);
}

function grantsFor({ type, arguments: { force_destroy: empties } }: Block): Grant[] {
  const permissions = [permissionsByType[type] ?? {}, ...(type === "aws_s3_bucket" && empties ? [emptying] : [])];
  return [
    ...permissions.flatMap((targets) =>
      Object.entries(targets).map(([target, actions]) => ({ target: target as Target, actions })),
    ),
    ...unrecordedPermissions.filter((row) => row.type === type),
  ];
}

/** One statement for all actions on the same target under the same conditions. */
function policyOf(
  purpose: string,
  isPartOfIt: (action: string) => boolean,
  grants: readonly Grant[],
  blocks: readonly Block[],
): Policy {
  const statements = new Map<string, Grant & { readonly all: Set<string> }>();
  for (const grant of grants) {
    const { target, conditions } = grant;
    const service = Object.values(Object.values(conditions ?? {})[0] ?? {})[0]?.replace(/\..*/, "");
    const sid = [service ? "Let" : purpose, service ?? "", target].map(capitalised).join("");
    const actions = grant.actions.filter(isPartOfIt);
    if (actions.length === 0) continue;
    const statement = statements.get(sid) ?? { ...grant, all: new Set() };
    for (const action of actions) statement.all.add(action);
    statements.set(sid, statement);
  }
  return {
    Version: "2012-10-17",
    Statement: [...statements.keys()].sort().map((sid) => {
      const { target, conditions, all } = statements.get(sid)!;
      return {
        Sid: sid,
        Effect: "Allow",
        Action: [...all].sort(),
        Resource: resourcesOf(target, blocks),
        ...(conditions && { Condition: conditions }),
      };
    }),
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Finds the values of an argument in all blocks of a type. */
type Find = (type: string, argument: string) => string[];

const serviceLinkedRole = "arn:*:iam::*:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

/** The ARNs of a target. Partition, region and account are wildcards, and what AWS chooses. */
const arnsOf: Readonly<Record<Target, (find: Find) => string[]>> = {
  everything: () => ["*"],
  alarm: (find) =>
    namesIn(find("aws_cloudwatch_metric_alarm", "alarm_name")).map((name) => `arn:*:cloudwatch:*:*:alarm:${name}`),
  alias: (find) => namesIn(find("aws_kms_alias", "name")).map((name) => `arn:*:kms:*:*:${name}`),
  bucket: (find) => bucketNames(find).map((name) => `arn:*:s3:::${name}`),
  configRole: (find) => [
    ...find("aws_config_configuration_recorder", "role_arn").flatMap(arnsIn),
    ...find("aws_iam_service_linked_role", "aws_service_name").map(() => serviceLinkedRole),
  ],
  existingBucket: (find) => namesIn(find("data.aws_s3_bucket_policy", "bucket")).map((name) => `arn:*:s3:::${name}`),
  existingKey: (find) => find("data.aws_kms_key", "key_id").flatMap(arnsIn),
  existingRole: (find) => find("data.aws_iam_role", "name").flatMap(arnsIn),
  function: (find) =>
    find("aws_lambda_permission", "for_each")
      .flatMap(arnsIn)
      .map((arn) => arn.split(":").slice(0, 7).join(":"))
      .flatMap((arn) => [arn, `${arn}:*`]),
  key: () => ["arn:*:kms:*:*:key/*"],
  // AWS checks actions on tags against the first form, and the others against the second.
  logGroup: (find) =>
    [
      ...namesIn(find("aws_cloudwatch_log_group", "name")),
      ...namesIn(find("aws_cloudwatch_log_metric_filter", "log_group_name")),
      ...find("data.aws_cloudwatch_log_groups", "log_group_name_prefix").map((prefix) => `${prefix}*`),
    ].flatMap((name) => [`arn:*:logs:*:*:log-group:${name}`, `arn:*:logs:*:*:log-group:${name}:*`]),
  object: (find) => bucketNames(find).map((name) => `arn:*:s3:::${name}/*`),
  role: (find) => namesIn(find("aws_iam_role", "name")).map((name) => `arn:*:iam::*:role/${name}`),
  serviceLinkedRole: () => [serviceLinkedRole],
  // AWS checks subscriptions against the ARN of their topic.
  topic: (find) => [
    ...namesIn(find("aws_sns_topic", "name")).map((name) => `arn:*:sns:*:*:${name}`),
    ...find("aws_sns_topic_subscription", "topic_arn").flatMap(arnsIn),
  ],
  trail: (find) => namesIn(find("aws_cloudtrail", "name")).map((name) => `arn:*:cloudtrail:*:*:trail/${name}`),
};

function bucketNames(find: Find): string[] {
  return [
    ...namesIn(find("aws_s3_bucket", "bucket")),
    ...find("aws_s3_bucket", "bucket_prefix").map((prefix) => `${prefix}*`),
  ];
}

/** Names with `each.key` get a `*`. Names that refer to another block are found there. */
function namesIn(values: readonly string[]): string[] {
  return values.map((value) => value.replaceAll("${each.key}", "*")).filter((value) => !value.includes("${"));
}

/** The ARNs in a value, which may be an expression. */
function arnsIn(value: string): string[] {
  return value.match(/arn:[^"}\s]+/g) ?? [];
}

function resourcesOf(target: Target, blocks: readonly Block[]): string[] {
  const find: Find = (type, argument) =>
    blocks
      .filter((block) => block.type === type)
      .map((block) => block.arguments[argument])
      .filter((value) => typeof value === "string");
  const arns = [...new Set(arnsOf[target](find))].sort();
  if (arns.length === 0) throw new Error(`the stack has no name of the ${target}`);
  return arns;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Block["arguments"]>>>>;

/** The blocks of the stack with these settings, without those for each of an empty map. */
function blocksOf(settings: StackSettings): Block[] {
  const { resource, data, check } = withTemporaryApp((app) => {
    const stack = new SecurityMonitoringStack(app, settings);
    stack.prepareStack();
    return JSON.parse(Testing.synth(stack, true)) as {
      readonly resource?: Blocks;
      readonly data?: Blocks;
      readonly check?: Readonly<Record<string, { readonly data?: Blocks }>>;
    };
  });
  const within = (prefix: string, blocks: Blocks = {}): Block[] =>
    Object.entries(blocks).flatMap(([type, byName]) =>
      Object.values(byName).map((block) => ({ type: prefix + type, arguments: block })),
    );
  const checked = Object.values(check ?? {}).flatMap((each) => within("data.", each.data));
  const isEmpty = (each: unknown) => typeof each === "string" && /^\$\{(\{\}|merge\(\{\}, \{\}\))\}$/.test(each);
  return [...within("", resource), ...within("data.", data), ...checked].filter(
    ({ arguments: { for_each: each } }) => !isEmpty(each),
  );
}

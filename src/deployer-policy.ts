import {
  bounding,
  disabling,
  discarding,
  emptying,
  permissionsByType,
  removing,
  unrecordedPermissions,
} from "./operations";
import { blocksOf, type Block } from "./stack-blocks";
import type { StackSettings } from "./stack-settings";
import type { Conditions, Target } from "./terraform/operations";

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

interface Grant {
  readonly target: Target;
  readonly actions: readonly string[];
  readonly conditions?: Conditions;
}

/** The parts of the deployer's permissions, because one policy would exceed AWS's limit. */
export const deployerPhases = [
  "plan",
  "apply",
  "services",
  "queries",
  "organization-plan",
  "organization-apply",
] as const;

export type DeployerPolicies = Readonly<Record<(typeof deployerPhases)[number], Policy>>;

/** The resources of services that are disabled by default. */
const optionalServices = /^aws_(accessanalyzer|chatbot|cloudwatch_dashboard|guardduty|securityhub)(_|$)/;

/** Whether a block is of what is disabled by default: such a service, or remediation, whose resources are of many types. */
function isOptional({ type, name }: Block): boolean {
  return optionalServices.test(type) || name.startsWith("remediation_");
}

/** Whether a block is of what is queried: Athena, with the bucket of the results, and saved queries. */
function isOfQueries({ name }: Block): boolean {
  return /^(athena|logs_insights)_/.test(name);
}

/** Whether a block is of an organization: its trail, its bus, its services, and what its members get. */
function isOfOrganization({ name }: Block): boolean {
  return /^(organization|member|event_bus|home_event_forwarder|config_aggregator)(_|$)|_organization(_|$)/.test(name);
}

/** Targets that are deleted whether or not evidence is protected. */
const notEvidence: ReadonlySet<Target> = new Set(["functionLogGroup", "resultsBucket", "resultsObject"]);

/**
 * The IAM policies of the deployer for these settings: `plan` is all that `terraform plan` needs, `apply` what `terraform apply` needs in
 * addition, and `services` and `queries` what it needs for services that are disabled by default, and for Athena and saved queries: without
 * any, they have no statements. The last two are what both need for an organization. Access to the state is not included.
 */
export function deployerPolicies(settings: StackSettings): DeployerPolicies {
  const blocks = blocksOf(settings);
  const ofOrganization = blocks.filter(isOfOrganization);
  const ofAccount = blocks.filter((block) => !ofOrganization.includes(block));
  const ofServices = ofAccount.filter(isOptional);
  const ofQueries = ofAccount.filter(isOfQueries);
  const ofOthers = ofAccount.filter((block) => ![...ofServices, ...ofQueries].includes(block));
  const isProtected = (action: string, target: Target) =>
    settings.evidence.deletionProtection && removing.has(action) && !notEvidence.has(target);
  const changing = (of: readonly Block[]) =>
    policyOf(
      "Change",
      (action, target) => !isReading(action) && !isProtected(action, target),
      of.flatMap(grantsFor),
      of,
      blocks,
    );
  const reading = (of: readonly Block[]) => policyOf("Read", isReading, of.flatMap(grantsFor), of, blocks);
  const plan = reading(ofAccount);
  const apply = changing(ofOthers);
  return {
    plan,
    apply,
    services: beyond(apply, changing(ofServices)),
    queries: beyond(apply, changing(ofQueries)),
    "organization-plan": beyond(plan, reading(ofOrganization)),
    "organization-apply": beyond(apply, changing(ofOrganization)),
  };
}

/** What a policy allows that another one does not. */
function beyond(other: Policy, policy: Policy): Policy {
  const statements = policy.Statement.flatMap((statement) => {
    const same = other.Statement.find(({ Sid }) => Sid === statement.Sid);
    const isCovered = statement.Resource.every((arn) =>
      same?.Resource.some((pattern) => arn === pattern || isWithin(arn, pattern)),
    );
    const Action = statement.Action.filter((action) => !isCovered || !same?.Action.includes(action));
    return Action.length > 0 ? [{ ...statement, Action }] : [];
  });
  return { ...policy, Statement: statements };
}

function isReading(action: string): boolean {
  return /:(Describe|Get|List)/.test(action);
}

function grantsFor({
  type,
  name: address,
  arguments: { force_destroy: empties, name, permissions_boundary: boundary },
}: Block): Grant[] {
  const isOfFunction = type === "aws_cloudwatch_log_group" && String(name).startsWith("/aws/lambda/");
  const permissions = [
    permissionsByType[type] ?? {},
    ...(type === "aws_s3_bucket" && empties ? [address === resultsBucket ? discarding : emptying] : []),
    ...(isOfFunction ? [disabling] : []),
    ...(type === "aws_iam_role" && boundary !== undefined ? [bounding] : []),
  ];
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
  isPartOfIt: (action: string, target: Target) => boolean,
  grants: readonly Grant[],
  of: readonly Block[],
  all: readonly Block[],
): Policy {
  const statements = new Map<string, Grant & { readonly all: Set<string> }>();
  for (const grant of grants) {
    const { target, conditions } = grant;
    const service = Object.values(Object.values(conditions ?? {})[0] ?? {})[0]?.replace(/\..*/, "");
    const sid = [service ? "Let" : purpose, service ?? "", target].map(capitalised).join("");
    const actions = grant.actions.filter((action) => isPartOfIt(action, target));
    if (actions.length === 0) continue;
    const statement = statements.get(sid) ?? { ...grant, all: new Set() };
    for (const action of actions) statement.all.add(action);
    statements.set(sid, statement);
  }
  return {
    Version: "2012-10-17",
    Statement: [...statements.keys()].sort().map((sid) => {
      const { target, conditions, all: actions } = statements.get(sid)!;
      return {
        Sid: sid,
        Effect: "Allow",
        Action: [...actions].sort(),
        // What it uses may belong to the other part.
        Resource: resourcesOf(target, of) ?? resourcesOf(target, all) ?? noName(target),
        ...(conditions && { Condition: conditions }),
      };
    }),
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Finds the values of an argument in all blocks of a type, or in that of a name. */
type Find = (type: string, argument: string, name?: string) => string[];

const resultsBucket = "athena_results_bucket";

const serviceRoles = "arn:*:iam::*:role/aws-service-role";
const serviceLinkedRole = `${serviceRoles}/config.amazonaws.com/AWSServiceRoleForConfig`;

/** The ARNs of a target. Partition, region and account are wildcards, and what AWS chooses. */
const arnsOf: Readonly<Record<Target, (find: Find) => string[]>> = {
  everything: () => ["*"],
  alarm: (find) =>
    namesIn(find("aws_cloudwatch_metric_alarm", "alarm_name")).map((name) => `arn:*:cloudwatch:*:*:alarm:${name}`),
  alias: (find) => namesIn(find("aws_kms_alias", "name")).map((name) => `arn:*:kms:*:*:${name}`),
  analyzerRole: () => [
    "arn:*:iam::*:role/aws-service-role/access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer",
  ],
  bucket: (find) => bucketNames(find).map((name) => `arn:*:s3:::${name}`),
  // AWS checks a table against its database and the catalog as well.
  catalog: (find) => inCatalog(find, "database/{}", "table/{}/*"),
  chat: (find) =>
    namesIn([
      ...find("aws_chatbot_slack_channel_configuration", "configuration_name"),
      ...find("aws_chatbot_teams_channel_configuration", "configuration_name"),
    ]).map((name) => `arn:*:chatbot::*:chat-configuration/*/${name}`),
  chatServiceLinkedRole: () => [
    "arn:*:iam::*:role/aws-service-role/management.chatbot.amazonaws.com/AWSServiceRoleForAWSChatbot",
  ],
  configRole: (find) => [
    ...find("aws_config_configuration_recorder", "role_arn").flatMap(arnsIn),
    ...find("aws_iam_service_linked_role", "aws_service_name").map(() => serviceLinkedRole),
  ],
  dashboard: (find) =>
    namesIn(find("aws_cloudwatch_dashboard", "dashboard_name")).map((name) => `arn:*:cloudwatch::*:dashboard/${name}`),
  eventBus: (find) =>
    namesIn(find("aws_cloudwatch_event_bus", "name")).map((name) => `arn:*:events:*:*:event-bus/${name}`),
  // AWS chooses its id.
  eventSource: () => ["arn:*:lambda:*:*:event-source-mapping:*"],
  database: (find) =>
    namesIn(find("aws_glue_catalog_database", "name")).map((name) => `arn:*:glue:*:*:database/${name}`),
  existingBucket: (find) => namesIn(find("data.aws_s3_bucket_policy", "bucket")).map((name) => `arn:*:s3:::${name}`),
  existingKey: (find) => find("data.aws_kms_key", "key_id").flatMap(arnsIn),
  existingRole: (find) => find("data.aws_iam_role", "name").flatMap(arnsIn),
  function: (find) => [
    ...find("aws_lambda_permission", "for_each")
      .flatMap(arnsIn)
      .map((arn) => arn.split(":").slice(0, 7).join(":"))
      .flatMap((arn) => [arn, `${arn}:*`]),
    ...namesIn(find("aws_lambda_function", "function_name")).map((name) => `arn:*:lambda:*:*:function:${name}`),
  ],
  functionLogGroup: (find) =>
    namesIn(find("aws_cloudwatch_log_group", "name"))
      .filter((name) => name.startsWith("/aws/lambda/"))
      .map((name) => `arn:*:logs:*:*:log-group:${name}:*`),
  guardDutyRole: () => [`${serviceRoles}/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`],
  key: () => ["arn:*:kms:*:*:key/*"],
  // AWS checks actions on tags against the first form, and the others against the second.
  logGroup: (find) =>
    [
      ...namesIn(find("aws_cloudwatch_log_group", "name")),
      ...namesIn(find("aws_cloudwatch_log_metric_filter", "log_group_name")),
      ...find("data.aws_cloudwatch_log_groups", "log_group_name_prefix").map((prefix) => `${prefix}*`),
    ].flatMap((name) => [`arn:*:logs:*:*:log-group:${name}`, `arn:*:logs:*:*:log-group:${name}:*`]),
  malwareProtectionRole: () => [
    `${serviceRoles}/malware-protection.guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDutyMalwareProtection`,
  ],
  object: (find) => bucketNames(find).map((name) => `arn:*:s3:::${name}/*`),
  resultsBucket: (find) => bucketNames(find, resultsBucket).map((name) => `arn:*:s3:::${name}`),
  resultsObject: (find) => bucketNames(find, resultsBucket).map((name) => `arn:*:s3:::${name}/*`),
  queue: (find) => namesIn(find("aws_sqs_queue", "name")).map((name) => `arn:*:sqs:*:*:${name}`),
  role: (find) => namesIn(find("aws_iam_role", "name")).map((name) => `arn:*:iam::*:role/${name}`),
  // Of a rule on a bus that is not the default one the ARN contains the bus.
  rule: (find) =>
    namesIn(find("aws_cloudwatch_event_rule", "name")).flatMap((name) =>
      ["", ...namesIn(find("aws_cloudwatch_event_bus", "name")).map((bus) => `${bus}/`)].map(
        (bus) => `arn:*:events:*:*:rule/${bus}${name}`,
      ),
    ),
  securityHubRole: () => ["arn:*:iam::*:role/aws-service-role/securityhub.amazonaws.com/AWSServiceRoleForSecurityHub"],
  serviceLinkedRole: () => [serviceLinkedRole],
  table: (find) => namesIn(find("aws_dynamodb_table", "name")).map((name) => `arn:*:dynamodb:*:*:table/${name}`),
  // AWS checks subscriptions against the ARN of their topic.
  topic: (find) => [
    ...namesIn(find("aws_sns_topic", "name")).map((name) => `arn:*:sns:*:*:${name}`),
    ...find("aws_sns_topic_subscription", "topic_arn").flatMap(arnsIn),
  ],
  trail: (find) => namesIn(find("aws_cloudtrail", "name")).map((name) => `arn:*:cloudtrail:*:*:trail/${name}`),
  // With it goes all that may be in it.
  wholeDatabase: (find) => inCatalog(find, "database/{}", "table/{}/*", "userDefinedFunction/{}/*"),
  workgroup: (find) =>
    namesIn(find("aws_athena_workgroup", "name")).map((name) => `arn:*:athena:*:*:workgroup/${name}`),
};

/** The catalog, and for each database the resources of these kinds. */
function inCatalog(find: Find, ...kinds: readonly string[]): string[] {
  const databases = namesIn(find("aws_glue_catalog_database", "name"));
  const within = kinds.flatMap((kind) => databases.map((name) => kind.replace("{}", name)));
  return ["catalog", ...within].map((resource) => `arn:*:glue:*:*:${resource}`);
}

function bucketNames(find: Find, block?: string): string[] {
  return [
    ...namesIn(find("aws_s3_bucket", "bucket", block)),
    ...find("aws_s3_bucket", "bucket_prefix", block).map((prefix) => `${prefix}*`),
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

function noName(target: Target): never {
  throw new Error(`the stack has no name of the ${target}`);
}

function resourcesOf(target: Target, blocks: readonly Block[]): string[] | undefined {
  const find: Find = (type, argument, name) =>
    blocks
      .filter((block) => block.type === type && (name === undefined || block.name === name))
      .map((block) => block.arguments[argument])
      .filter((value) => typeof value === "string");
  const arns = [...new Set(arnsOf[target](find))].sort();
  if (arns.length === 0) return undefined;
  return arns.filter((arn) => !arns.some((other) => other !== arn && isWithin(arn, other)));
}

/** Whether a pattern means everything that another one means, so that the other one need not be named. */
function isWithin(arn: string, pattern: string): boolean {
  return pattern.endsWith("*") && arn.startsWith(pattern.slice(0, -1));
}

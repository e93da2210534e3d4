import type { z } from "zod";
import { AccessLogBucket } from "./capabilities/access-log-bucket";
import { AlertSubscriptions } from "./capabilities/alert-subscriptions";
import { AlertTopic } from "./capabilities/alert-topic";
import { AuditTrail } from "./capabilities/audit-trail";
import { ConfigRecorder } from "./capabilities/config-recorder";
import { ConfigRules } from "./capabilities/config-rules";
import { customerKeyShape } from "./capabilities/customer-key";
import { Detections } from "./capabilities/detections";
import { ExistingAccessLogBucket } from "./capabilities/existing-access-log-bucket";
import { ExistingConfigBucket } from "./capabilities/existing-config-bucket";
import { ExistingTrailBucket } from "./capabilities/existing-trail-bucket";
import { bucketShape } from "./capabilities/log-bucket";
import { LogGroup } from "./capabilities/log-group";
import { objectLockShape } from "./capabilities/object-lock";
import { passwordPolicyShape } from "./capabilities/password-policy";
import { securityContactShape } from "./capabilities/security-contact";
import { withTransitionRules } from "./capabilities/transitions";
import { isReference } from "./terraform/reference";
import {
  bounded,
  bucketName,
  check,
  flag,
  group,
  InputError,
  kmsKeyArn,
  logGroupName,
  oneOf,
  roleArn,
  tagMap,
  topicArn,
  uniqueList,
  type Problem,
} from "./terraform/schema";

/**
 * Something that exists already and is used instead of a new one. An object, so that Terraform knows whether it is given
 * even while the ARN in it is still unknown, because the caller creates it in the same run.
 */
const existingArn = (arn: z.ZodString, what: string) =>
  group({ arn: arn.describe("Its ARN.") })
    .optional()
    .describe(what);
const existingName = (name: z.ZodString, what: string) =>
  group({ name: name.describe("Its name.") })
    .optional()
    .describe(what);

/** What is evidence, and can be kept by name. */
const evidenceNames = ["trail-bucket", "log-group", "config-bucket", "access-log-bucket", "log-key"] as const;

/** What each of the buckets is asked for. */
const bucketSettings = (
  writer: string,
  existing: string,
  shape: Pick<typeof bucketShape, "expireAfterDays"> = bucketShape,
) => ({
  bucketName: bucketShape.name.describe("Name of the new bucket. Unset: a generated name that is free."),
  existingBucket: existingName(
    bucketName(),
    `Bucket to use instead of a new one. Its policy must let ${writer} deliver: the output required_policies says how. Created in the same run, it gets the policy that the nested module ${existing} states, and the name is taken from that policy.`,
  ),
  expireAfterDays: shape.expireAfterDays,
  expireNoncurrentAfterDays: bucketShape.expireNoncurrentAfterDays,
  transitions: bucketShape.transitions,
  forceDestroyBucket: bucketShape.forceDestroy.describe(
    "Whether the new bucket may be deleted while it still holds files, once evidence.deletionProtection does not refuse it.",
  ),
});

/**
 * Everything a user decides about the monitoring, in the groups they think in. Each group is one variable of the module.
 * What a capability asks for is taken from its own schema, so that no default and no limit is written twice.
 */
export const monitoringSettings = group({
  namePrefix: bounded(
    0,
    20,
    /^([a-z][a-z0-9]*(-[a-z0-9]+)*-?)?$/,
    "at most 20 lower-case letters, digits and single hyphens, starting with a letter",
  )
    .default("")
    .describe(
      "Put in front of every name, so that two instances do not collide. The second one in a region also needs config.existingRecorder, the second one in an account config.existingRole.",
    ),
  tags: tagMap()
    .default({})
    .describe("Tags of every resource that can have some. AWS takes 50, the provider's default tags included."),
  checkExisting: flag()
    .default(false)
    .describe(
      "Whether Terraform looks at what is brought along, and warns where that lacks what the monitoring needs. On, no plan is empty any more, because Terraform reads in every apply what it checks: switch it on to have a look.",
    ),

  alerts: group(
    {
      topicName: AlertTopic.inputs.shape.name,
      existingTopic: existingArn(
        topicArn(),
        "Topic to use instead of a new one. It must have the policy that the output required_policies says; so must each of topicsBySeverity, with its own ARN in it. Its key, if it is encrypted, must let CloudWatch in. Created in the same run, it gets the policy that the nested module existing-topic states, and the ARN is taken from that policy.",
      ),
      topicsBySeverity: Detections.inputs.shape.topicsBySeverity,
      emails: AlertSubscriptions.inputs.shape.emails,
      emailsByName: AlertSubscriptions.inputs.shape.emailsByName,
      httpsEndpoints: AlertSubscriptions.inputs.shape.httpsEndpoints,
      sqsQueues: AlertSubscriptions.inputs.shape.sqsQueues,
      lambdaFunctions: AlertSubscriptions.inputs.shape.lambdaFunctions,
      existingKey: existingArn(
        kmsKeyArn(),
        "Key to encrypt the new topic with. Its policy must let CloudWatch use it: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-alert-key states.",
      ),
    },
    [["existingTopic", "existingKey"]],
  )
    .prefault({})
    .describe("Who gets the alerts."),

  trail: withTransitionRules(
    group(
      {
        enabled: flag()
          .default(true)
          .describe(
            "Whether there is a trail. False where another trail, such as the organization's, fills an existing log group.",
          ),
        name: AuditTrail.inputs.shape.name,
        ...bucketSettings("the trail", ExistingTrailBucket.module),
        objectLock: group(objectLockShape)
          .optional()
          .describe(
            "Object Lock of the new bucket: files cannot be deleted or overwritten before their time. It cannot be switched off again.",
          ),
        logGroupName: LogGroup.inputs.shape.name,
        existingLogGroup: group(
          {
            name: logGroupName().optional().describe("Its name."),
            namePrefix: logGroupName()
              .optional()
              .describe(
                "Or the start of it, where it ends in a suffix, as Control Tower's does; known before the plan. Terraform looks the name up: with depends_on on the module call it can do so only during the apply, and plans to replace every metric filter.",
              ),
          },
          [["name", "namePrefix"]],
          ["name", "namePrefix"],
        )
          .optional()
          .describe("Log group to use instead of a new one, such as Control Tower's in the management account."),
        logRetentionDays: LogGroup.inputs.shape.retentionDays,
        deliveryRoleName: AuditTrail.inputs.shape.deliveryRoleName,
      },
      [
        ["bucketName", "existingBucket"],
        ["objectLock", "existingBucket"],
      ],
    ),
  )
    .prefault({})
    .describe("The audit trail, its bucket and its log group."),

  config: withTransitionRules(
    group(
      {
        enabled: flag().default(true).describe("Whether AWS Config records here, unless there is a recorder already."),
        recorderName: ConfigRecorder.inputs.shape.name,
        existingRecorder: existingName(
          ConfigRecorder.inputs.shape.name.unwrap(),
          "Recorder the region has already, instead of a new one. It brings its delivery channel, bucket and role along: none of them is made or touched. Rules always use the one recorder of their region.",
        ),
        existingRole: existingArn(
          roleArn(),
          "Role for the recorder, which AWS Config must be able to assume. An account has the service-linked role once: where AWS Config was ever on, give AWSServiceRoleForConfig. Created in the same run, its ARN is taken from what waits for its policies.",
        ),
        ...bucketSettings("AWS Config", ExistingConfigBucket.module),
        recordingFrequency: ConfigRecorder.inputs.shape.recordingFrequency,
        excludedResourceTypes: ConfigRecorder.inputs.shape.excludedResourceTypes,
        recordsGlobalResources: ConfigRecorder.inputs.shape.recordsGlobalResources,
        snapshotFrequency: ConfigRecorder.inputs.shape.snapshotFrequency,
        rulesEnabled: flag().default(true).describe("Whether there are rules."),
        rules: ConfigRules.inputs.shape.rules,
        disabledRules: ConfigRules.inputs.shape.disabledRules,
      },
      [["bucketName", "existingBucket"]],
    ),
  )
    .prefault({})
    .describe("AWS Config: the recorder, its bucket, and the rules."),

  accessLogs: withTransitionRules(
    group(
      {
        enabled: flag()
          .default(true)
          .describe("Whether S3 notes down every access to the new buckets of the trail and of AWS Config."),
        ...bucketSettings("S3's log delivery", ExistingAccessLogBucket.module, AccessLogBucket.inputs.shape),
      },
      [["bucketName", "existingBucket"]],
    ),
  )
    .prefault({})
    .describe("Who read the logs: the server access logs of their buckets."),

  detections: group({
    enabled: flag().default(true).describe("Whether there are metric filters and alarms."),
    metricNamespace: Detections.inputs.shape.metricNamespace,
    packs: Detections.inputs.shape.packs,
    include: Detections.inputs.shape.include,
    disabled: Detections.inputs.shape.disabled,
    overrides: Detections.inputs.shape.overrides,
    custom: Detections.inputs.shape.custom,
  })
    .prefault({})
    .describe("What sets off an alert."),

  encryption: group({
    existingLogKey: existingArn(
      kmsKeyArn(),
      "Key to encrypt the buckets, the trail and the log group with. Its policy must let CloudTrail, CloudWatch Logs and AWS Config use it: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-log-key states.",
    ),
    keyDeletionWindowDays: customerKeyShape.deletionWindowDays,
  })
    .prefault({})
    .describe("The keys."),

  evidence: group({
    keep: uniqueList(oneOf(evidenceNames))
      .default([])
      .describe(
        "What was made here stays, though nothing fills it any more: to take the monitoring down, to hand the trail over to the organization's, to change to a bucket or key there is. With config-bucket the service-linked role of AWS Config stays as well. What is not there yet is made, so name only what is.",
      ),
    deletionProtection: flag()
      .default(true)
      .describe(
        "Whether Terraform refuses a plan that would delete or replace a bucket, the log group or their key. Not where the whole call or construct is deleted from the code. Once it has been on, `npm run leave` gets past it.",
      ),
  })
    .prefault({})
    .describe("What was collected: the buckets, the log group, and the key that can read them."),

  account: group({
    blockPublicAccess: flag()
      .default(false)
      .describe("Whether no bucket of the whole account can be public. Breaks what is public on purpose."),
    encryptEbsByDefault: flag()
      .default(false)
      .describe("Whether new EBS volumes of the region are encrypted, whoever makes them."),
    passwordPolicy: group(passwordPolicyShape)
      .optional()
      .describe("Password policy of the IAM users of the account, instead of the one it has. `{}` takes the defaults."),
    securityContact: group(securityContactShape)
      .optional()
      .describe("Whom AWS tells about abuse and compromise, instead of the one the account has."),
  })
    .prefault({})
    .describe(
      "Settings of the account itself. They reach beyond the monitoring, so nothing is on unless asked for. Switching one off, or destroying the monitoring, removes it; what was there before does not come back.",
    ),
});

export type MonitoringSettings = z.output<typeof monitoringSettings>;

/** {@link MonitoringSettings} as a user writes them: everything may be left out. */
export type MonitoringProps = z.input<typeof monitoringSettings>;

/** Settings that `namePrefix` is put in front of. */
const prefixedNames = [
  ["alerts", "topicName"],
  ["trail", "name"],
  ["trail", "bucketName"],
  ["trail", "logGroupName"],
  ["trail", "deliveryRoleName"],
  ["config", "bucketName"],
  ["config", "recorderName"],
  ["accessLogs", "bucketName"],
] as const;

/** Every name that the prefix is put in front of, however wrong the rest of the settings may be. */
function namesOf(
  settings: Partial<Record<string, unknown>>,
): { path: string; name: unknown; rule: z.ZodType; isName?: boolean }[] {
  const groupOf = (name: string) => (settings[name] ?? {}) as Partial<Record<string, unknown>>;
  const rules = groupOf("config")["rules"];
  const ruleNames = typeof rules === "object" && rules !== null ? Object.keys(rules) : [];
  return [
    ...prefixedNames.map(([group, name]) => ({
      path: `${group}.${name}`,
      name: groupOf(group)[name],
      // With its prefix a name keeps the rule it has without.
      rule: (monitoringSettings.shape[group].unwrap().shape as Record<string, z.ZodType>)[name]!,
    })),
    ...ruleNames.map((name) => ({
      path: `config.rules.${name}`,
      name,
      rule: ConfigRules.inputs.shape.rules.unwrap().keyType,
      isName: true,
    })),
  ];
}

/** A resource gets the provider's tags as well, but each key once. */
function problemsOfAllTags(
  { tags, provider }: Partial<Record<string, unknown>>,
  known: ReadonlySet<string>,
): Problem[] {
  const { defaultTags } = (provider ?? {}) as { defaultTags?: unknown };
  const isWrong = [...known].some((path) => /^(tags|provider\.defaultTags)\b/.test(path));
  if (isWrong || typeof tags !== "object" || typeof defaultTags !== "object" || isReference(tags)) return [];
  return check(tagMap(), { ...defaultTags, ...tags }).problems.map(({ path, message }) => ({
    path: path === "" ? "tags" : `tags.${path}`,
    message: `${message}, provider.defaultTags included`,
  }));
}

/**
 * Checks settings, every name with its prefix in front of it, and fills their defaults.
 *
 * @param mayRefer Whether there may be references in them.
 * @throws {@link InputError} With every problem found.
 */
export function parseSettings<T extends typeof monitoringSettings>(
  schema: T,
  input: unknown,
  subject: string,
  mayRefer = true,
): z.output<T> {
  const { value, problems } = check(schema, input, mayRefer);
  const known = new Set(problems.map(({ path }) => path));
  const settings = (value ?? {}) as Partial<Record<string, unknown>>;
  const prefix = settings["namePrefix"];
  if (typeof prefix === "string" && prefix !== "" && !known.has("namePrefix")) {
    for (const { path, name, rule, isName } of namesOf(settings)) {
      if (typeof name !== "string" || known.has(path)) continue;
      problems.push(
        ...check(rule, prefix + name, mayRefer).problems.map(({ message }) => ({
          path,
          message: `${message}, namePrefix included`,
          isName,
        })),
      );
    }
  }
  problems.push(...problemsOfAllTags(settings, known));
  if (problems.length > 0) throw new InputError(subject, problems);
  return value;
}

import { parseArn } from "../../arn";
import { keyMeant } from "../arn";
import { defaults } from "../defaults";
import type {
  Alarm,
  Bucket,
  Inventory,
  Key,
  LogGroup,
  MetricFilter,
  Policy,
  Recorder,
  Role,
  Rule,
  Subscription,
  Topic,
  Trail,
} from "../inventory";
import { opensToAny, outsidersOf, refusedBy } from "../policy-document";
import { foreign, type Weakness } from "./setting-weaknesses";

/**
 * What is weaker about a resource than about the default one, or open to others, and stays so. With `isUsed` it stays because the
 * resource is used unchanged; the rest stays even where it is managed, because there is no setting for it.
 */
type ResourceWeakness = Omit<Weakness, "subject">;

const weakIf = (when: unknown, found: string, defaultValue: string, impact: string): ResourceWeakness[] =>
  when ? [{ found, defaultValue, impact }] : [];

const ownKey = "a customer managed key";
const unread = "anyone with access to the storage can read it";
/** How long AWS Config retains its history by default. */
const usualDays = 2557;
const late = "alerts may arrive late";
const nobodyElse = "nobody outside the account";

export function weaknessesOfTrail(trail: Trail, inventory: Inventory): ResourceWeakness[] {
  const { account } = inventory;
  const { arn, isLogging, failure } = trail;
  const isRead = parseArn(arn).account === account;
  return [
    ...weakIf(!isRead, "status and event selectors not visible here", "visible", "a stopped trail would go unnoticed"),
    ...weakIf(isRead && !isLogging, "stopped", "logging", "nothing is recorded"),
    ...weakIf(failure, `delivery fails: ${failure}`, "delivers", "detections do not see what is not delivered"),
    ...weakIf(!trail.isMultiRegion, "one region", "all regions", "an intruder picks the region that is not monitored"),
    ...weakIf(!trail.includesGlobalEvents, "without global services", "with them", "IAM events are missing"),
    ...weaknessesOfSelectors(trail),
    ...weakIf(!trail.validatesFiles, "log file validation disabled", "enabled", "a changed file goes unnoticed"),
    ...weaknessesOfEncryption(trail.kmsKeyArn, inventory),
    ...foreignArn("sends notifications of new files to", trail.topicArn, account),
    ...weaknessesOfTarget(trail.bucketName, inventory, "trail"),
  ];
}

/** Of the bucket of a trail or recorder that is used unchanged. */
function weaknessesOfTarget(bucketName: string, inventory: Inventory, purpose: "trail" | "config"): ResourceWeakness[] {
  const bucket = inventory.buckets.find(({ name }) => name === bucketName);
  return bucket
    ? ofPart("its bucket", weaknessesOfBucket(bucket, inventory, purpose, true))
    : weakIf(true, `delivers to ${bucketName}`, "a bucket in this account", foreign(""));
}

function ofPart(part: string, weaknesses: readonly ResourceWeakness[]): ResourceWeakness[] {
  return weaknesses.map((each) => ({ ...each, found: `${part}: ${String(each.found)}` }));
}

/** Of selectors that stay: those of a trail that is used, and advanced ones. */
export function weaknessesOfSelectors({ omittedEvents }: Trail): ResourceWeakness[] {
  return weakIf(
    omittedEvents,
    `omits management events: ${omittedEvents}`,
    "records all",
    "detections do not see these",
  );
}

export function weaknessesOfBucket(
  bucket: Bucket,
  inventory: Inventory,
  purpose: "trail" | "config" | "accessLogs",
  isUsed: boolean,
): ResourceWeakness[] {
  const { account, buckets } = inventory;
  if (!buckets.includes(bucket)) return weakIf(true, "not in this account", "in this account", foreign(""));
  const {
    versioning,
    publicAccessBlock,
    encryption,
    ownership,
    hasGrants,
    lifecycle = [],
    foreignReplicas = [],
    notifies = [],
  } = bucket;
  const rules = lifecycle.filter(({ isEnabled }) => isEnabled);
  const shorter = (name: "expireAfterDays" | "expireNoncurrentAfterDays", what: string) => {
    const days = Math.min(...rules.map((rule) => rule[name] ?? Infinity));
    const usual = defaults[purpose][name];
    return weakIf(days < usual, `${what} deleted after ${days} days`, `after ${usual}`, "evidence is deleted sooner");
  };
  return [
    ...notifies.flatMap((arn) => foreignArn("sends notifications of its files to", arn, account)),
    ...weakIf(foreignReplicas.length > 0, `replicated to ${foreignReplicas.join(", ")}`, "not replicated", foreign("")),
    ...(isUsed
      ? [
          ...weakIf(versioning !== "Enabled", "no versioning", "versioning", "overwritten and deleted files are lost"),
          ...weakIf(!publicAccessBlock?.isComplete, "public access not blocked", "blocked", "it can be made public"),
          ...weaknessesOfPolicy(bucket.policy, account),
          ...(purpose === "accessLogs" ? [] : weaknessesOfEncryption(encryption?.kmsKeyId, inventory)),
          ...weakIf(hasGrants, "its access control list grants access to others", "disabled", "they can read or write"),
          ...weakIf(
            ownership !== "BucketOwnerEnforced",
            "access control lists enabled",
            "disabled",
            "each file can grant access to others",
          ),
          ...shorter("expireAfterDays", "files"),
          ...shorter("expireNoncurrentAfterDays", "overwritten files"),
        ]
      : []),
  ];
}

export function weaknessesOfLogGroup(
  { retentionDays, kmsKeyArn, isMasked, sentTo = [] }: LogGroup,
  isUsed: boolean,
  inventory: Inventory,
): ResourceWeakness[] {
  const { account } = inventory;
  const usual = defaults.trail.logRetentionDays;
  return [
    ...weakIf(isMasked, "parts of events are masked", "shown", "detections do not see masked parts"),
    ...sentTo.flatMap((arn) => foreignArn("sends its events to", arn, account)),
    ...(isUsed
      ? [
          ...weakIf(
            (retentionDays ?? usual) < usual,
            `retains events for ${retentionDays} days`,
            `${usual}`,
            "events are deleted sooner",
          ),
          ...weaknessesOfEncryption(kmsKeyArn, inventory),
        ]
      : []),
  ];
}

/**
 * Of a role that a service has for one purpose.
 *
 * @param known The policy of the default role.
 */
export function weaknessesOfRole(
  { inlinePolicies, attachedPolicies = [] }: Role,
  known: string,
  purpose: string,
): ResourceWeakness[] {
  const more = [...inlinePolicies.filter((name) => name !== known), ...attachedPolicies];
  return weakIf(
    more.length > 0,
    `has the policies ${more.join(", ")}`,
    `only ${known}`,
    `the role may do more than ${purpose}`,
  );
}

export function weaknessesOfConfigRole({ trust }: Role, account: string): ResourceWeakness[] {
  return outsiders("its trust policy", trust, account);
}

export function weaknessesOfKey(
  { policy, isRotated, origin, isMultiRegion, grantees = [] }: Key,
  isUsed: boolean,
  account: string,
): ResourceWeakness[] {
  const otherAccounts = grantees.filter((who) => parseArn(who).account !== account && who.includes(":"));
  return [
    ...weakIf(
      otherAccounts.length > 0,
      `its grants allow ${otherAccounts.join(", ")}`,
      nobodyElse,
      "they can use it whatever its policy denies",
    ),
    ...weakIf(origin, `its key material is from ${origin}`, "AWS_KMS", "whoever imported it can delete it"),
    ...weakIf(
      isMultiRegion,
      "may have replicas in other regions",
      "none",
      "each has its own policy, which is not visible from here",
    ),
    ...(isUsed
      ? [
          ...weaknessesOfPolicy(policy, account),
          ...weakIf(!isRotated, "not rotated", "every year", "compromised key material stays in use"),
        ]
      : []),
  ];
}

/** Of the key of a resource that is used unchanged. */
function weaknessesOfEncryption(id: string | undefined, { keys, account }: Inventory): ResourceWeakness[] {
  const key = id === undefined ? undefined : keyMeant(keys, id);
  if (!key)
    return id === undefined ? weakIf(true, "no key", ownKey, unread) : foreignArn("encrypted with", id, account);
  return [
    ...weakIf(!key.isCustomerManaged, "an AWS managed key", ownKey, "its policy cannot be changed"),
    ...weakIf(!key.isEnabled, "its key is not enabled", "enabled", "nothing can be written or read"),
    ...(key.isCustomerManaged ? ofPart("its key", weaknessesOfKey(key, true, account)) : []),
  ];
}

export function weaknessesOfRecorder(recorder: Recorder, isUsed: boolean, inventory: Inventory): ResourceWeakness[] {
  const { account, channel } = inventory;
  const { frequency, excludedResourceTypes: excluded, strategy } = recorder;
  const { retentionDays = usualDays, aggregators = [] } = recorder;
  const collectors = aggregators.filter((each) => each !== account).map((each) => `account ${each}`);
  const always = [
    ...weakIf(
      retentionDays < usualDays,
      `history retained for ${retentionDays} days`,
      `${usualDays}`,
      "history is deleted sooner",
    ),
    ...weakIf(
      collectors.length > 0,
      `${collectors.join(", ")} may aggregate it`,
      nobodyElse,
      "they see every resource",
    ),
  ];
  if (!isUsed) return always;
  return [
    ...always,
    ...weakIf(!recorder.isRecording, "stopped", "recording", "rules evaluate nothing"),
    ...weakIf(strategy === "inclusion", "records only some resource types", "all", "rules evaluate no others"),
    ...weakIf(excluded.length > 0, `omits ${excluded.join(", ")}`, "nothing", "rules do not evaluate these"),
    ...weakIf(
      strategy === "all" && !recorder.recordsGlobalResources,
      "omits IAM",
      "with IAM",
      "rules do not evaluate it",
    ),
    ...weakIf(frequency === "DAILY", "DAILY", "CONTINUOUS", "rules evaluate a change up to a day later"),
    ...weakIf(
      recorder.frequencyOverride !== undefined,
      "another frequency for some types",
      "one for all",
      "rules may evaluate a change later",
    ),
    ...foreignArn("uses the role", recorder.roleArn, account),
    ...(channel
      ? [
          ...weaknessesOfTarget(channel.bucketName, inventory, "config"),
          ...weaknessesOfEncryption(channel.kmsKeyArn, inventory),
        ]
      : []),
    ...foreignArn("sends notifications of changes to", channel?.topicArn, account),
  ];
}

export function weaknessesOfFilter({ appliesTo, systemDimensions = [] }: MetricFilter): ResourceWeakness[] {
  return [
    ...weakIf(appliesTo, `applies to ${appliesTo}`, "to all original events", "other events are not counted"),
    ...countsApart(systemDimensions),
  ];
}

function countsApart(dimensions: readonly string[]): ResourceWeakness[] {
  return weakIf(
    dimensions.length > 0,
    `counts by the dimensions ${dimensions.join(", ")}`,
    "all together",
    "an alarm without them sees nothing",
  );
}

/** Of a filter that replaces one of a detection. */
export function weaknessesOfEquivalent(filter: MetricFilter, alarms: readonly Alarm[]): ResourceWeakness[] {
  const { value, dimensions = [] } = filter;
  return [
    ...weaknessesOfFilter(filter),
    ...countsApart(dimensions),
    ...weakIf(!(Number(value) >= 1), `counts ${value} per event`, "1", "its alarm may never be raised"),
    ...weakIf(alarms.length === 0, "no alarm", "one", "nobody is notified"),
  ];
}

/** Of targets that an event rule has beside ours. */
export function weaknessesOfTargets(targets: readonly { readonly arn: string }[], account: string): ResourceWeakness[] {
  return targets.flatMap(({ arn }) => foreignArn("sends its events to", arn, account));
}

/** Of the filters that replace a detection. @param missing Names of the detection's filters that have no equivalent. */
export function weaknessesOfReplacement(missing: readonly string[]): ResourceWeakness[] {
  return weakIf(
    missing.length > 0,
    `without the filter ${missing.join(", ")}`,
    "with it",
    "its events are not counted",
  );
}

/** Of an alarm that replaces one of a detection, in addition to its settings. */
export function weaknessesOfAlarm(alarm: Alarm, account: string): ResourceWeakness[] {
  const { actions, otherActions, appliesTo, statistic, operator, threshold } = alarm;
  const silent = "it may never be raised";
  return [
    ...weakIf(actions.length === 0, "no actions", "the alert topic", "nobody is notified"),
    ...[...actions, ...otherActions].flatMap((arn) => foreignArn("notifies", arn, account)),
    ...weakIf(appliesTo, `applies only to ${appliesTo}`, "to all events", silent),
    ...weakIf(statistic !== "Sum", `uses the statistic ${statistic}`, "Sum", silent),
    ...weakIf(
      !["GreaterThanOrEqualToThreshold", "GreaterThanThreshold"].includes(operator),
      `is raised at ${operator} ${threshold}`,
      "at GreaterThanOrEqualToThreshold 1",
      silent,
    ),
  ];
}

export function weaknessesOfRule({ isProactiveOnly }: Rule): ResourceWeakness[] {
  return weakIf(isProactiveOnly, "only proactive evaluation", "detective", "existing resources are not evaluated");
}

export function weaknessesOfTopic({ details }: Topic, isUsed: boolean, inventory: Inventory): ResourceWeakness[] {
  if (!details) return [];
  const { account } = inventory;
  return [
    ...details.subscriptions.flatMap((subscription) => weaknessesOfSubscription(subscription, account)),
    ...(isUsed
      ? [
          ...weaknessesOfPolicy(details.policy, account),
          ...weakIf(details.otherAttributes.includes("delivery policy"), "a delivery policy", "none", late),
          ...weaknessesOfEncryption(details.kmsKeyId, inventory),
        ]
      : []),
  ];
}

function weaknessesOfSubscription(
  { protocol, endpoint, owner, otherAttributes }: Subscription,
  account: string,
): ResourceWeakness[] {
  const label = labelOf({ protocol, endpoint });
  const whose = endpoint.startsWith("arn:") ? parseArn(endpoint).account : (owner ?? account);
  const by = owner ?? account;
  return [
    ...weakIf(otherAttributes.includes("delivery policy"), `${label} has a delivery policy`, "none", late),
    ...weakIf(
      otherAttributes.includes("filter policy"),
      `${label} has a filter policy`,
      "none",
      "it receives only some of the alerts",
    ),
    ...weakIf(
      whose !== account || by !== account,
      `${label} receives the alerts`,
      nobodyElse,
      foreign(whose !== account ? whose : by),
    ),
  ];
}

/** A subscriber as it may be printed: the path of an https endpoint is often a secret. */
export function labelOf({ protocol, endpoint }: Pick<Subscription, "protocol" | "endpoint">): string {
  return `${protocol} ${/^https?$/.test(protocol) ? (hostOf(endpoint) ?? "address") : endpoint}`;
}

export function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

function foreignArn(what: string, arn: string | undefined, account: string): ResourceWeakness[] {
  // A key may have an id or an alias instead, which belongs to the account.
  const owner = arn?.startsWith("arn:") ? parseArn(arn).account : account;
  return weakIf(owner !== account, `${what} ${arn}`, "one in this account", foreign(owner));
}

function weaknessesOfPolicy(policy: Policy | undefined, account: string): ResourceWeakness[] {
  const open = policy ? opensToAny(policy) : [];
  const refused = policy ? refusedBy(policy) : [];
  return [
    ...outsiders("its policy", policy, account),
    ...weakIf(refused.length > 0, `its policy denies ${refused.join(", ")}`, "nobody", "deliveries may fail"),
    ...weakIf(
      open.length > 0,
      `its policy allows ${open.join(", ")} for any account`,
      "for the account",
      "anyone who knows its name can make them use it",
    ),
  ];
}

function outsiders(what: string, policy: Policy | undefined, account: string): ResourceWeakness[] {
  const found = policy ? outsidersOf(policy, account) : [];
  return weakIf(found.length > 0, `${what} allows ${found.join(", ")}`, nobodyElse, "they can do what it allows");
}

import { keyMeant, parseArn } from "./arn";
import { defaults } from "./defaults";
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
} from "./inventory";
import { opensToAny, outsidersOf, refusedBy } from "./policy-document";
import { foreign, type Weakness } from "./setting-weaknesses";

/**
 * What is weaker about a thing than about ours, or gives others a say in it, and stays so. With `used` it stays because the
 * thing is used as it is; the rest stays even where the thing is managed, because there is no setting for it.
 */
type ResourceWeakness = Omit<Weakness, "subject">;

const weakIf = (when: unknown, found: string, defaultValue: string, impact: string): ResourceWeakness[] =>
  when ? [{ found, defaultValue, impact }] : [];

const ownKey = "a key of the account's own";
const unread = "whoever gets at the storage can read it";
/** What AWS Config keeps by itself. */
const usualDays = 2557;
const late = "alerts may come late";
const nobodyElse = "nobody beyond the account";

export function weaknessesOfTrail(trail: Trail, inventory: Inventory): ResourceWeakness[] {
  const { account } = inventory;
  return [
    ...weakIf(!trail.isLogging, "stopped", "logging", "nothing is seen"),
    ...weakIf(trail.failure, `cannot deliver: ${trail.failure}`, "delivers", "what is not delivered is not seen"),
    ...weakIf(!trail.isMultiRegion, "one region", "all regions", "an intruder picks the region that nobody watches"),
    ...weakIf(!trail.includesGlobalEvents, "without global services", "with them", "nothing of IAM is seen"),
    ...weaknessesOfSelectors(trail),
    ...weakIf(!trail.validatesFiles, "files are not signed", "signed", "nobody finds out who changes a file"),
    ...weaknessesOfEncryption(trail.kmsKeyArn, inventory),
    ...foreignArn("tells of new files", trail.topicArn, account),
    ...weaknessesOfTarget(trail.bucketName, inventory, "trail"),
  ];
}

/** Of the bucket that something delivers to which is used as it is. */
function weaknessesOfTarget(bucketName: string, inventory: Inventory, purpose: "trail" | "config"): ResourceWeakness[] {
  const bucket = inventory.buckets.find(({ name }) => name === bucketName);
  return bucket
    ? ofPart("its bucket", weaknessesOfBucket(bucket, inventory, purpose, true))
    : weakIf(true, `delivers to ${bucketName}`, "a bucket of the account", foreign(""));
}

function ofPart(part: string, weaknesses: readonly ResourceWeakness[]): ResourceWeakness[] {
  return weaknesses.map((each) => ({ ...each, found: `${part}: ${String(each.found)}` }));
}

/** Of selectors that stay: of a trail that is used, and advanced ones. */
export function weaknessesOfSelectors({ omittedEvents }: Trail): ResourceWeakness[] {
  return weakIf(omittedEvents, `leaves out management events: ${omittedEvents}`, "has all", "no detection sees these");
}

export function weaknessesOfBucket(
  bucket: Bucket,
  inventory: Inventory,
  purpose: "trail" | "config" | "accessLogs",
  isUsed: boolean,
): ResourceWeakness[] {
  const { account, buckets } = inventory;
  if (!buckets.includes(bucket)) return weakIf(true, "not the account's", "the account's own", foreign(""));
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
    return weakIf(days < usual, `${what} deleted after ${days} days`, `after ${usual}`, "evidence is gone sooner");
  };
  return [
    ...notifies.flatMap((arn) => foreignArn("tells of its files", arn, account)),
    ...weakIf(foreignReplicas.length > 0, `copied to ${foreignReplicas.join(", ")}`, "not copied", foreign("")),
    ...(isUsed
      ? [
          ...weakIf(versioning !== "Enabled", "no versions", "versions", "what is overwritten or deleted is lost"),
          ...weakIf(!publicAccessBlock?.isComplete, "public access not blocked", "blocked", "it can be made public"),
          ...weaknessesOfPolicy(bucket.policy, account),
          ...(purpose === "accessLogs" ? [] : weaknessesOfEncryption(encryption?.kmsKeyId, inventory)),
          ...weakIf(hasGrants, "its access control list lets others in", "switched off", "they can read or write"),
          ...weakIf(
            ownership !== "BucketOwnerEnforced",
            "access control lists count",
            "switched off",
            "each file can let others in",
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
    ...weakIf(isMasked, "parts of events are masked", "shown", "no detection sees what is masked"),
    ...sentTo.flatMap((arn) => foreignArn("sends its events", arn, account)),
    ...(isUsed
      ? [
          ...weakIf(
            (retentionDays ?? usual) < usual,
            `keeps ${retentionDays} days`,
            `${usual}`,
            "events are gone sooner",
          ),
          ...weaknessesOfEncryption(kmsKeyArn, inventory),
        ]
      : []),
  ];
}

/** @param known The policy that a role of ours has. */
export function weaknessesOfDeliveryRole(
  { inlinePolicies, attachedPolicies = [] }: Role,
  known: string,
): ResourceWeakness[] {
  const more = [...inlinePolicies.filter((name) => name !== known), ...attachedPolicies];
  return weakIf(more.length > 0, `has ${more.join(", ")}`, `${known} only`, "what that allows, it may do as well");
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
      `grants let in ${otherAccounts.join(", ")}`,
      nobodyElse,
      "they can use it whatever its policy says",
    ),
    ...weakIf(origin, `its material is from ${origin}`, "AWS_KMS", "whoever brought it can take it away"),
    ...weakIf(
      isMultiRegion,
      "may have copies in other regions",
      "none",
      "each has a policy of its own, which is not seen from here",
    ),
    ...(isUsed
      ? [
          ...weaknessesOfPolicy(policy, account),
          ...weakIf(!isRotated, "not rotated", "every year", "what is lost once stays lost"),
        ]
      : []),
  ];
}

/** Of the key that something has which is used as it is. */
function weaknessesOfEncryption(id: string | undefined, { keys, account }: Inventory): ResourceWeakness[] {
  const key = id === undefined ? undefined : keyMeant(keys, id);
  if (!key)
    return id === undefined ? weakIf(true, "no key", ownKey, unread) : foreignArn("encrypted with", id, account);
  return [
    ...weakIf(!key.isCustomerManaged, "a key of AWS", ownKey, "nobody can say who may use it"),
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
    ...weakIf(retentionDays < usualDays, `kept ${retentionDays} days`, `${usualDays}`, "history is gone sooner"),
    ...weakIf(collectors.length > 0, `${collectors.join(", ")} may collect it`, nobodyElse, "they see what there is"),
  ];
  if (!isUsed) return always;
  return [
    ...always,
    ...weakIf(!recorder.isRecording, "stopped", "recording", "rules see nothing"),
    ...weakIf(strategy === "inclusion", "records some resource types only", "all", "rules see no others"),
    ...weakIf(excluded.length > 0, `leaves out ${excluded.join(", ")}`, "nothing", "rules do not see these"),
    ...weakIf(
      strategy === "all" && !recorder.recordsGlobalResources,
      "leaves out IAM",
      "with IAM",
      "rules do not see it",
    ),
    ...weakIf(frequency === "DAILY", "DAILY", "CONTINUOUS", "rules look at a change up to a day later"),
    ...weakIf(recorder.hasFrequencyOverrides, "some types at another pace", "all alike", "rules may look later"),
    ...foreignArn("works as", recorder.roleArn, account),
    ...(channel
      ? [
          ...weaknessesOfTarget(channel.bucketName, inventory, "config"),
          ...weaknessesOfEncryption(channel.kmsKeyArn, inventory),
        ]
      : []),
    ...foreignArn("tells of changes", channel?.topicArn, account),
  ];
}

export function weaknessesOfFilter({ appliesTo, systemDimensions = [] }: MetricFilter): ResourceWeakness[] {
  return [
    ...weakIf(
      appliesTo,
      `looks at ${appliesTo}`,
      "at all events as they are",
      "what is left out or changed is not counted",
    ),
    ...countsApart(systemDimensions),
  ];
}

function countsApart(dimensions: readonly string[]): ResourceWeakness[] {
  return weakIf(
    dimensions.length > 0,
    `counts apart by ${dimensions.join(", ")}`,
    "all together",
    "an alarm that does not name them sees nothing",
  );
}

/** Of a filter that is kept instead of ours. */
export function weaknessesOfEquivalent(filter: MetricFilter, alarms: readonly Alarm[]): ResourceWeakness[] {
  const { value, dimensions = [] } = filter;
  return [
    ...weaknessesOfFilter(filter),
    ...countsApart(dimensions),
    ...weakIf(!(Number(value) >= 1), `counts ${value} for an event`, "1", "nothing adds up"),
    ...weakIf(alarms.length === 0, "no alarm", "one", "nobody is told"),
  ];
}

/** Of the filters that are kept instead of all of ours. @param missing Names of those of ours that none of them is like. */
export function weaknessesOfReplacement(missing: readonly string[]): ResourceWeakness[] {
  return weakIf(
    missing.length > 0,
    `without the filter ${missing.join(", ")}`,
    "with it",
    "what it sees is not counted",
  );
}

/** Of an alarm that is kept instead of ours, beside what is set of it. */
export function weaknessesOfAlarm(alarm: Alarm, account: string): ResourceWeakness[] {
  const { actions, otherActions, appliesTo, statistic, operator, threshold } = alarm;
  const silent = "it may never go off";
  return [
    ...weakIf(actions.length === 0, "no actions", "the topic of the alerts", "nobody is told"),
    ...[...actions, ...otherActions].flatMap((arn) => foreignArn("tells", arn, account)),
    ...weakIf(appliesTo, `looks at ${appliesTo} only`, "at all events", silent),
    ...weakIf(statistic !== "Sum", `looks at the ${statistic}`, "at the Sum", silent),
    ...weakIf(
      !["GreaterThanOrEqualToThreshold", "GreaterThanThreshold"].includes(operator),
      `goes off at ${operator} ${threshold}`,
      "at GreaterThanOrEqualToThreshold 1",
      silent,
    ),
  ];
}

export function weaknessesOfRule({ isProactiveOnly }: Rule): ResourceWeakness[] {
  return weakIf(
    isProactiveOnly,
    "looks before something is made only",
    "at what there is",
    "what there is goes unseen",
  );
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
      `${label} has a filter`,
      "no filter",
      "it gets some of the alerts only",
    ),
    ...weakIf(
      whose !== account || by !== account,
      `${label} gets the alerts`,
      nobodyElse,
      foreign(whose !== account ? whose : by),
    ),
  ];
}

/** A subscriber as it may be printed: the path of an https address often is a secret. */
export function labelOf({ protocol, endpoint }: Pick<Subscription, "protocol" | "endpoint">): string {
  return `${protocol} ${/^https?$/.test(protocol) ? (hostOf(endpoint) ?? "address") : endpoint}`;
}

export function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

function foreignArn(what: string, arn: string | undefined, account: string): ResourceWeakness[] {
  // Keys may have an id or an alias instead, which is of the account.
  const owner = arn?.startsWith("arn:") ? parseArn(arn).account : account;
  return weakIf(owner !== account, `${what} ${arn}`, "one of the account", foreign(owner));
}

function weaknessesOfPolicy(policy: Policy | undefined, account: string): ResourceWeakness[] {
  const open = policy ? opensToAny(policy) : [];
  const refused = policy ? refusedBy(policy) : [];
  return [
    ...outsiders("its policy", policy, account),
    ...weakIf(refused.length > 0, `its policy refuses ${refused.join(", ")}`, "nobody", "nothing may get through"),
    ...weakIf(
      open.length > 0,
      `its policy lets in ${open.join(", ")} for any account`,
      "for the account",
      "whoever knows its name can have them come",
    ),
  ];
}

function outsiders(what: string, policy: Policy | undefined, account: string): ResourceWeakness[] {
  const found = policy ? outsidersOf(policy, account) : [];
  return weakIf(
    found.length > 0,
    `${what} lets in ${found.join(", ")}`,
    nobodyElse,
    "whatever it allows them, they can do",
  );
}

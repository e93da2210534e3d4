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
import { foreign, type Weakness } from "./weaker";

/**
 * What is weaker about a thing than about ours, or gives others a say in it, and stays so. With `used` it stays because the
 * thing is used as it is; the rest stays even where the thing is managed, because there is no setting for it.
 */
type Flaw = Omit<Weakness, "of">;

const flaw = (isThere: unknown, found: string, byDefault: string, means: string): Flaw[] =>
  isThere ? [{ found, byDefault, means }] : [];

const ownKey = "a key of the account's own";
const unread = "whoever gets at the storage can read it";
/** What AWS Config keeps by itself. */
const usualDays = 2557;
const late = "alerts may come late";
const whoElse = "nobody beyond the account";

export function flawsOfTrail(trail: Trail, inventory: Inventory): Flaw[] {
  const { account } = inventory;
  return [
    ...flaw(!trail.isLogging, "stopped", "logging", "nothing is seen"),
    ...flaw(trail.failure, `cannot deliver: ${trail.failure}`, "delivers", "what is not delivered is not seen"),
    ...flaw(!trail.isMultiRegion, "one region", "all regions", "an intruder picks the region that nobody watches"),
    ...flaw(!trail.includesGlobalEvents, "without global services", "with them", "nothing of IAM is seen"),
    ...flawsOfSelectors(trail),
    ...flaw(!trail.validatesFiles, "files are not signed", "signed", "nobody finds out who changes a file"),
    ...flawsOfEncryption(trail.kmsKeyArn, inventory),
    ...foreignArn("tells of new files", trail.topicArn, account),
    ...flawsOfTarget(trail.bucketName, inventory, "trail"),
  ];
}

/** Of the bucket that something delivers to which is used as it is. */
function flawsOfTarget(bucketName: string, inventory: Inventory, group: "trail" | "config"): Flaw[] {
  const bucket = inventory.buckets.find(({ name }) => name === bucketName);
  return bucket
    ? ofPart("its bucket", flawsOfBucket(bucket, inventory, group, true))
    : flaw(true, `delivers to ${bucketName}`, "a bucket of the account", foreign(""));
}

function ofPart(part: string, flaws: readonly Flaw[]): Flaw[] {
  return flaws.map((each) => ({ ...each, found: `${part}: ${String(each.found)}` }));
}

/** Of selectors that stay: of a trail that is used, and advanced ones. */
export function flawsOfSelectors({ leavesOut }: Trail): Flaw[] {
  return flaw(leavesOut, `leaves out management events: ${leavesOut}`, "has all", "no detection sees these");
}

export function flawsOfBucket(
  bucket: Bucket,
  inventory: Inventory,
  group: "trail" | "config" | "accessLogs",
  isUsed: boolean,
): Flaw[] {
  const { account, buckets } = inventory;
  if (!buckets.includes(bucket)) return flaw(true, "not the account's", "the account's own", foreign(""));
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
    const usual = defaults[group][name];
    return flaw(days < usual, `${what} deleted after ${days} days`, `after ${usual}`, "evidence is gone sooner");
  };
  return [
    ...notifies.flatMap((arn) => foreignArn("tells of its files", arn, account)),
    ...flaw(foreignReplicas.length > 0, `copied to ${foreignReplicas.join(", ")}`, "not copied", foreign("")),
    ...(isUsed
      ? [
          ...flaw(versioning !== "Enabled", "no versions", "versions", "what is overwritten or deleted is lost"),
          ...flaw(!publicAccessBlock?.isComplete, "public access not blocked", "blocked", "it can be made public"),
          ...flawsOfPolicy(bucket.policy, account),
          ...(group === "accessLogs" ? [] : flawsOfEncryption(encryption?.kmsKeyId, inventory)),
          ...flaw(hasGrants, "its access control list lets others in", "switched off", "they can read or write"),
          ...flaw(
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

export function flawsOfLogGroup(
  { retentionDays, kmsKeyArn, isMasked, sentTo = [] }: LogGroup,
  isUsed: boolean,
  inventory: Inventory,
): Flaw[] {
  const { account } = inventory;
  const usual = defaults.trail.logRetentionDays;
  return [
    ...flaw(isMasked, "parts of events are masked", "shown", "no detection sees what is masked"),
    ...sentTo.flatMap((arn) => foreignArn("sends its events", arn, account)),
    ...(isUsed
      ? [
          ...flaw(
            (retentionDays ?? usual) < usual,
            `keeps ${retentionDays} days`,
            `${usual}`,
            "events are gone sooner",
          ),
          ...flawsOfEncryption(kmsKeyArn, inventory),
        ]
      : []),
  ];
}

/** @param known The policy that a role of ours has. */
export function flawsOfDeliveryRole({ inlinePolicies, attachedPolicies = [] }: Role, known: string): Flaw[] {
  const more = [...inlinePolicies.filter((name) => name !== known), ...attachedPolicies];
  return flaw(more.length > 0, `has ${more.join(", ")}`, `${known} only`, "what that allows, it may do as well");
}

export function flawsOfConfigRole({ trust }: Role, account: string): Flaw[] {
  return outsiders("its trust policy", trust, account);
}

export function flawsOfKey(
  { policy, isRotated, origin, isMultiRegion, grantees = [] }: Key,
  isUsed: boolean,
  account: string,
): Flaw[] {
  const strangers = grantees.filter((who) => parseArn(who).account !== account && who.includes(":"));
  return [
    ...flaw(
      strangers.length > 0,
      `grants let in ${strangers.join(", ")}`,
      whoElse,
      "they can use it whatever its policy says",
    ),
    ...flaw(origin, `its material is from ${origin}`, "AWS_KMS", "whoever brought it can take it away"),
    ...flaw(
      isMultiRegion,
      "may have copies in other regions",
      "none",
      "each has a policy of its own, which is not seen from here",
    ),
    ...(isUsed
      ? [
          ...flawsOfPolicy(policy, account),
          ...flaw(!isRotated, "not rotated", "every year", "what is lost once stays lost"),
        ]
      : []),
  ];
}

/** Of the key that something has which is used as it is. */
function flawsOfEncryption(id: string | undefined, { keys, account }: Inventory): Flaw[] {
  const key = id === undefined ? undefined : keyMeant(keys, id);
  if (!key) return id === undefined ? flaw(true, "no key", ownKey, unread) : foreignArn("encrypted with", id, account);
  return [
    ...flaw(!key.isCustomerManaged, "a key of AWS", ownKey, "nobody can say who may use it"),
    ...flaw(!key.isEnabled, "its key is not enabled", "enabled", "nothing can be written or read"),
    ...(key.isCustomerManaged ? ofPart("its key", flawsOfKey(key, true, account)) : []),
  ];
}

export function flawsOfRecorder(recorder: Recorder, isUsed: boolean, inventory: Inventory): Flaw[] {
  const { account, channel } = inventory;
  const { frequency, excludedResourceTypes: excluded, strategy } = recorder;
  const { retentionDays = usualDays, aggregators = [] } = recorder;
  const collectors = aggregators.filter((each) => each !== account).map((each) => `account ${each}`);
  const always = [
    ...flaw(retentionDays < usualDays, `kept ${retentionDays} days`, `${usualDays}`, "history is gone sooner"),
    ...flaw(collectors.length > 0, `${collectors.join(", ")} may collect it`, whoElse, "they see what there is"),
  ];
  if (!isUsed) return always;
  return [
    ...always,
    ...flaw(!recorder.isRecording, "stopped", "recording", "rules see nothing"),
    ...flaw(strategy === "inclusion", "records some resource types only", "all", "rules see no others"),
    ...flaw(excluded.length > 0, `leaves out ${excluded.join(", ")}`, "nothing", "rules do not see these"),
    ...flaw(
      strategy === "all" && !recorder.recordsGlobalResources,
      "leaves out IAM",
      "with IAM",
      "rules do not see it",
    ),
    ...flaw(frequency === "DAILY", "DAILY", "CONTINUOUS", "rules look at a change up to a day later"),
    ...flaw(recorder.hasFrequencyOverrides, "some types at another pace", "all alike", "rules may look later"),
    ...foreignArn("works as", recorder.roleArn, account),
    ...(channel
      ? [...flawsOfTarget(channel.bucketName, inventory, "config"), ...flawsOfEncryption(channel.kmsKeyArn, inventory)]
      : []),
    ...foreignArn("tells of changes", channel?.topicArn, account),
  ];
}

export function flawsOfFilter({ looksAt, systemDimensions = [] }: MetricFilter): Flaw[] {
  return [
    ...flaw(looksAt, `looks at ${looksAt}`, "at all events as they are", "what is left out or changed is not counted"),
    ...countsApart(systemDimensions),
  ];
}

function countsApart(dimensions: readonly string[]): Flaw[] {
  return flaw(
    dimensions.length > 0,
    `counts apart by ${dimensions.join(", ")}`,
    "all together",
    "an alarm that does not name them sees nothing",
  );
}

/** Of a filter that is kept instead of ours. */
export function flawsOfTwin(filter: MetricFilter, alarms: readonly Alarm[]): Flaw[] {
  const { value, dimensions = [] } = filter;
  return [
    ...flawsOfFilter(filter),
    ...countsApart(dimensions),
    ...flaw(!(Number(value) >= 1), `counts ${value} for an event`, "1", "nothing adds up"),
    ...flaw(alarms.length === 0, "no alarm", "one", "nobody is told"),
  ];
}

/** Of the filters that are kept instead of all of ours. @param missing Names of those of ours that none of them is like. */
export function flawsOfTwins(missing: readonly string[]): Flaw[] {
  return flaw(missing.length > 0, `without the filter ${missing.join(", ")}`, "with it", "what it sees is not counted");
}

/** Of an alarm that is kept instead of ours, beside what is set of it. */
export function flawsOfAlarm(alarm: Alarm, account: string): Flaw[] {
  const { actions, otherActions, looksAt, statistic, operator, threshold } = alarm;
  const silent = "it may never go off";
  return [
    ...flaw(actions.length === 0, "no actions", "the topic of the alerts", "nobody is told"),
    ...[...actions, ...otherActions].flatMap((arn) => foreignArn("tells", arn, account)),
    ...flaw(looksAt, `looks at ${looksAt} only`, "at all events", silent),
    ...flaw(statistic !== "Sum", `looks at the ${statistic}`, "at the Sum", silent),
    ...flaw(
      !["GreaterThanOrEqualToThreshold", "GreaterThanThreshold"].includes(operator),
      `goes off at ${operator} ${threshold}`,
      "at GreaterThanOrEqualToThreshold 1",
      silent,
    ),
  ];
}

export function flawsOfRule({ isProactiveOnly }: Rule): Flaw[] {
  return flaw(isProactiveOnly, "looks before something is made only", "at what there is", "what there is goes unseen");
}

export function flawsOfTopic({ details }: Topic, isUsed: boolean, inventory: Inventory): Flaw[] {
  if (!details) return [];
  const { account } = inventory;
  return [
    ...details.subscriptions.flatMap((subscription) => flawsOfSubscription(subscription, account)),
    ...(isUsed
      ? [
          ...flawsOfPolicy(details.policy, account),
          ...flaw(details.otherAttributes.includes("delivery policy"), "a delivery policy", "none", late),
          ...flawsOfEncryption(details.kmsKeyId, inventory),
        ]
      : []),
  ];
}

function flawsOfSubscription({ protocol, endpoint, owner, otherAttributes }: Subscription, account: string): Flaw[] {
  const label = labelOf({ protocol, endpoint });
  const whose = endpoint.startsWith("arn:") ? parseArn(endpoint).account : (owner ?? account);
  const by = owner ?? account;
  return [
    ...flaw(otherAttributes.includes("delivery policy"), `${label} has a delivery policy`, "none", late),
    ...flaw(
      otherAttributes.includes("filter policy"),
      `${label} has a filter`,
      "no filter",
      "it gets some of the alerts only",
    ),
    ...flaw(
      whose !== account || by !== account,
      `${label} gets the alerts`,
      whoElse,
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

function foreignArn(what: string, arn: string | undefined, account: string): Flaw[] {
  // Keys may have an id or an alias instead, which is of the account.
  const owner = arn?.startsWith("arn:") ? parseArn(arn).account : account;
  return flaw(owner !== account, `${what} ${arn}`, "one of the account", foreign(owner));
}

function flawsOfPolicy(policy: Policy | undefined, account: string): Flaw[] {
  const open = policy ? opensToAny(policy) : [];
  const refused = policy ? refusedBy(policy) : [];
  return [
    ...outsiders("its policy", policy, account),
    ...flaw(refused.length > 0, `its policy refuses ${refused.join(", ")}`, "nobody", "nothing may get through"),
    ...flaw(
      open.length > 0,
      `its policy lets in ${open.join(", ")} for any account`,
      "for the account",
      "whoever knows its name can have them come",
    ),
  ];
}

function outsiders(what: string, policy: Policy | undefined, account: string): Flaw[] {
  const found = policy ? outsidersOf(policy, account) : [];
  return flaw(found.length > 0, `${what} lets in ${found.join(", ")}`, whoElse, "whatever it allows them, they can do");
}

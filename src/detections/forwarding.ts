import { type EventPattern, mayOverlap, needsReadOnlyCalls, testsOfField } from "../event-pattern";
import { eventRoute, ruleKey } from "./event-route";
import { detections } from ".";

/** How the events of a rule are forwarded. */
interface Forwarding {
  /** The rule that forwards them: the key of the first of those that may match the same events. */
  readonly group: string;
  /** Whether the pattern says nothing of who calls, so that the events of the root user can be left to {@link ofRoot}. */
  readonly isOfAnyone: boolean;
}

/** The group of patterns that name the root user, and so may match an event that any other matches. */
export const ofRoot = "root-account-usage";
export const rootUser = "Root";
/** The kind of the caller in patterns that leave the events of the root user to that group. */
export const anyoneButRoot = [{ "anything-but": [rootUser] }, { exists: false }];

/**
 * The services whose calls a rule names without saying so, as CIS and Prowler write them. Without that they might be calls of RDS, of
 * which `database-made-public` looks for any.
 */
export const services: Readonly<Record<string, string>> = {
  "console-sign-in-without-mfa": "signin",
  "cloudtrail-changes": "cloudtrail",
  "security-group-changes.cis-7.0": "ec2",
  "network-acl-changes": "ec2",
  "network-gateway-changes": "ec2",
  "vpc-changes": "ec2",
  "security-group-opened-to-all.edited": "ec2",
};

let known: ReadonlyMap<string, Forwarding> | undefined;

/**
 * How the patterns of the catalogue are forwarded, by the keys of their rules. Each rule that matches an event sends it once more, and on
 * the other bus each copy is an alert of every rule that matches. So of the rules that forward, one at most may match an event: patterns
 * that may match the same events are one rule, and the events of the root user have a rule of their own.
 */
export function forwardings(): ReadonlyMap<string, Forwarding> {
  if (known === undefined) {
    const rules = rulesOfCatalogue();
    known = packed(grouped(rules), rules);
  }
  return known;
}

/** The groups whose patterns may match the same events as another one, but for that of the root user. */
export function groupsBeside(pattern: EventPattern): string[] {
  const groups = rulesOfCatalogue().flatMap((rule) =>
    mayOverlap(rule.pattern, pattern) ? [forwardings().get(rule.key)!.group] : [],
  );
  return [...new Set(groups)].filter((group) => group !== ofRoot);
}

interface Rule {
  readonly key: string;
  readonly pattern: EventPattern;
}

function rulesOfCatalogue(): Rule[] {
  return detections.flatMap((detection) =>
    Object.entries(eventRoute(detection).patterns).map(([name, pattern]) => ({
      key: ruleKey(detection.id, name),
      pattern: ofService(pattern, services[ruleKey(detection.id, name)]),
    })),
  );
}

function grouped(rules: readonly Rule[]) {
  const groups = new Map<string, Forwarding>();
  const others = rules.filter(({ key, pattern }) => {
    const isOfRoot = types(pattern).some((tests) => tests?.includes(rootUser));
    if (isOfRoot) groups.set(key, { group: ofRoot, isOfAnyone: false });
    return !isOfRoot;
  });
  for (const { key, pattern } of others) {
    if (groups.has(key)) continue;
    const members = new Map([[key, pattern]]);
    // Members of a group may not overlap each other, but a third one.
    for (const member of members.values())
      for (const other of others) if (mayOverlap(member, other.pattern)) members.set(other.key, other.pattern);
    for (const [member, ofMember] of members)
      groups.set(member, { group: key, isOfAnyone: types(ofMember).every((tests) => tests === undefined) });
  }
  return groups;
}

/** What the details of the patterns of a rule may add up to: AWS allows a pattern 2,048 characters, with what is around the details. */
const room = 1650;

/** Detections of which a remediation follows the same calls: what it follows becomes a part of their rule, which needs the room. */
const followed: readonly string[] = ["cloudtrail-changes", "database-snapshot-shared"];

/**
 * Small groups together, as many as fit into the pattern of a rule: a rule takes more of a template of member accounts than most patterns.
 * Those that get read-only calls stay apart from those that do not, and so do those that say who calls. The filters of a detection stay
 * together, so that the rule is named after the detection.
 */
function packed(groups: ReadonlyMap<string, Forwarding>, rules: readonly Rule[]): ReadonlyMap<string, Forwarding> {
  const units: Unit[] = [];
  for (const name of new Set([...groups.values()].map(({ group }) => group))) {
    const members = rules.filter(({ key }) => groups.get(key)!.group === name);
    if (!members.every(({ key }) => groups.get(key)!.isOfAnyone)) continue;
    if (members.some(({ key }) => followed.includes(key))) continue;
    const ids = members.map(({ key }) => key.split(".")[0]!);
    const reads = members.some(({ pattern }) => needsReadOnlyCalls(pattern));
    const same = units.find((unit) => unit.reads === reads && ids.some((id) => unit.ids.includes(id)));
    if (same === undefined) units.push({ ids, reads, members });
    else units[units.indexOf(same)] = { ids: [...same.ids, ...ids], reads, members: [...same.members, ...members] };
  }
  const result = new Map(groups);
  const shared: { readonly group: string; readonly reads: boolean; length: number }[] = [];
  for (const { reads, members } of units) {
    const length = members.reduce((sum, { pattern }) => sum + JSON.stringify(pattern["detail"]).length + 1, 0);
    let target = shared.find((one) => one.reads === reads && one.length + length <= room);
    if (target === undefined) shared.push((target = { group: members[0]!.key, reads, length: 0 }));
    target.length += length;
    for (const { key } of members) result.set(key, { group: target.group, isOfAnyone: true });
  }
  return result;
}

/** Rules that stay together: those of one group, and of one detection. */
interface Unit {
  readonly ids: readonly string[];
  readonly reads: boolean;
  readonly members: readonly Rule[];
}

function ofService(pattern: EventPattern, service: string | undefined): EventPattern {
  if (service === undefined) return pattern;
  return { ...pattern, detail: { ...(pattern["detail"] as object), eventSource: [`${service}.amazonaws.com`] } };
}

/** What a pattern says of the kind of the caller, in each of its clauses. */
function types(pattern: EventPattern) {
  return testsOfField(pattern, "detail.userIdentity.type");
}

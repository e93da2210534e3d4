import { type EventPattern, mayOverlap, testsOfField } from "../event-pattern";
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
  "security-group-changes": "ec2",
  "security-group-changes.edited": "ec2",
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
  known ??= grouped(rulesOfCatalogue());
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

function ofService(pattern: EventPattern, service: string | undefined): EventPattern {
  if (service === undefined) return pattern;
  return { ...pattern, detail: { ...(pattern["detail"] as object), eventSource: [`${service}.amazonaws.com`] } };
}

/** What a pattern says of the kind of the caller, in each of its clauses. */
function types(pattern: EventPattern) {
  return testsOfField(pattern, "detail.userIdentity.type");
}

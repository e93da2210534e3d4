import { followedCalls } from "../../../src/capabilities/forwarding/followed-calls";
import { detections } from "../../../src/detections";
import { eventRoute, ruleKey } from "../../../src/detections/event-route";
import { anyoneButRoot, forwardings, ofRoot, services } from "../../../src/detections/forwarding";
import { evaluate, needsReadOnlyCalls, testsOfField } from "../../../src/event-pattern";
import { detectionExamples } from "../../support/detection-events";
import { onBus } from "../../support/event-bus";

const rules = detections.flatMap((detection) =>
  Object.entries(eventRoute(detection).patterns).map(([name, pattern]) => ({
    key: ruleKey(detection.id, name),
    pattern,
  })),
);
const examples = Object.values(detectionExamples).flatMap(({ matches, misses }) => [...matches, ...misses]);

test("rules that match the same event are forwarded by one rule, unless the root user tells them apart", () => {
  const apart = examples.flatMap((record) => {
    const isOfRoot = (record["userIdentity"] as { type?: string } | undefined)?.type === "Root";
    const matching = rules.filter(({ pattern }) => evaluate(pattern, onBus(record))).map(({ key }) => key);
    const groups = new Set(
      matching
        .map((key) => forwardings().get(key)!)
        .map(({ group, isOfAnyone }) => (isOfRoot && isOfAnyone ? ofRoot : group)),
    );
    return groups.size > 1 ? [matching] : [];
  });
  expect(apart).toEqual([]);
  expect(forwardings().get("trail-stopped")!.group).toBe(forwardings().get("cloudtrail-changes")!.group);
});

test("every rule is forwarded by one, few forward them all, and each pattern is as long as AWS allows", () => {
  expect([...forwardings().keys()].sort()).toEqual(rules.map(({ key }) => key).sort());
  const groups = rulesByGroup();
  expect(groups.size).toBeLessThan(rules.length / 2);
  expect(groups.get(ofRoot)!.length).toBeLessThan(6);
  for (const members of groups.values()) {
    const details = members.map(({ pattern }) => pattern["detail"]);
    const pattern = { ...members[0]!.pattern, account: ["111122223333"], region: ["ap-southeast-1"] };
    expect(
      JSON.stringify({ ...pattern, detail: { $or: details, userIdentity: { type: anyoneButRoot } } }).length,
    ).toBeLessThan(2048);
  }
});

test("what gets read-only calls is forwarded apart from what gets none, unless it may be the same event", () => {
  for (const [group, members] of rulesByGroup()) {
    const reads = members.map(({ pattern }) => needsReadOnlyCalls(pattern));
    if (group !== ofRoot) expect(new Set(reads).size).toBe(1);
  }
});

test("what remediations follow as well fits into the rule of the detections of the same calls", () => {
  const joined = Object.values(followedCalls()).filter(({ group }) => group !== "none");
  expect(joined).not.toHaveLength(0);
  for (const { group, pattern } of joined) {
    const type = anyoneButRoot;
    // What is beside alternatives becomes a part of each.
    const alternatives = [
      ...rulesByGroup()
        .get(group)!
        .map((rule) => rule.pattern),
      pattern,
    ].map(({ detail }) => ({
      ...(detail as object),
      userIdentity: { type },
    }));
    const whole = { ...pattern, account: ["111122223333"], region: ["ap-southeast-1"], detail: { $or: alternatives } };
    expect(JSON.stringify(whole).length).toBeLessThan(2048);
  }
});

test("the filters of a detection that are forwarded alike are forwarded together", () => {
  const apart = rules.filter(({ key }) => {
    const [own, whole] = [forwardings().get(key)!, forwardings().get(key.split(".")[0]!)];
    return whole !== undefined && own.isOfAnyone && whole.isOfAnyone && own.group !== whole.group;
  });
  expect(apart.map(({ key }) => key)).toEqual([]);
});

function rulesByGroup() {
  const groups = new Map<string, (typeof rules)[number][]>();
  for (const rule of rules) {
    const { group } = forwardings().get(rule.key)!;
    groups.set(group, [...(groups.get(group) ?? []), rule]);
  }
  return groups;
}

test("a service is stated of a rule only where its pattern does not name one", () => {
  for (const key of Object.keys(services)) {
    const { pattern } = rules.find((rule) => rule.key === key)!;
    expect([key, ...testsOfField(pattern, "detail.eventSource")]).not.toContainEqual(expect.any(Array));
  }
});

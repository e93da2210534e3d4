import { detections } from "../../../src/detections";
import { eventRoute, ruleKey } from "../../../src/detections/event-route";
import { forwardings, ofRoot, services } from "../../../src/detections/forwarding";
import { evaluate, testsOfField } from "../../../src/event-pattern";
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
  expect(forwardings().get("trail-stopped")!.group).toBe("cloudtrail-changes");
});

test("most rules are forwarded by one of their own, and every rule by one", () => {
  expect([...forwardings().keys()].sort()).toEqual(rules.map(({ key }) => key).sort());
  const groups = [...forwardings().values()].map(({ group }) => group);
  expect(new Set(groups).size).toBeGreaterThan(rules.length * 0.75);
  expect(groups.filter((group) => group === ofRoot).length).toBeLessThan(6);
});

test("a service is stated of a rule only where its pattern does not name one", () => {
  for (const key of Object.keys(services)) {
    const { pattern } = rules.find((rule) => rule.key === key)!;
    expect([key, ...testsOfField(pattern, "detail.eventSource")]).not.toContainEqual(expect.any(Array));
  }
});

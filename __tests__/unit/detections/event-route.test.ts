import { detections, type Detection } from "../../../src/detections";
import { eventRoute } from "../../../src/detections/event-route";
import { evaluate } from "../../../src/event-pattern";
import { compile, parse } from "../../../src/filter-pattern";
import { detectionExamples } from "../../support/detection-events";
import { onBus } from "../../support/event-bus";

const events = Object.values(detectionExamples).flatMap(({ matches, misses }) => [...matches, ...misses]);
const byId = new Map<string, Detection>(detections.map((detection) => [detection.id, detection]));

/** Every text, those that count nothing and those of which one event is no alarm too. */
const texts = detections.flatMap((detection: Detection) =>
  Object.entries(eventRoute({ ...detection, uncounted: [], threshold: 1 }).patterns).map(
    ([name, pattern]) => [`${detection.id}, ${name}`, detection.filters[name]!, pattern] as const,
  ),
);

test.each(texts)(
  "%s: filter pattern and event pattern decide alike on the events of all detections",
  (_, text, pattern) => {
    const matches = compile(parse(text));
    const verdicts = events.map((event) => matches(event));
    expect(verdicts).toContain(true);
    expect(events.filter((event, index) => evaluate(pattern, onBus(event)) !== verdicts[index])).toEqual([]);
  },
);

/** Whoever changes a text sees here what it means for EventBridge. */
test("the texts without an event pattern, and why", () => {
  const refused = detections.flatMap((detection: Detection) =>
    Object.entries(eventRoute({ ...detection, uncounted: [], threshold: 1 }).refused).map(
      ([name, reason]) => `${detection.id}, ${name}: ${reason}`,
    ),
  );
  const named =
    "its patterns name what a deployment consists of; event rules of other detections report the calls that stop a trail or an alert";
  expect(refused).toEqual([
    `monitoring-changed, canonical: ${named}`,
    `monitoring-changed, storage: ${named}`,
    "guardduty-disabled, canonical: an event pattern cannot select an element of a list by its number",
    "stolen-credentials-used, canonical: its events may be any call of any service",
    "gpu-instance-launched, by-template: an event pattern cannot select an element of a list by its number",
    "gpu-instance-launched, fleet: event patterns have no regular expressions",
    "function-made-public, canonical: event patterns have no regular expressions",
    "snapshot-shared, canonical: an event pattern cannot select an element of a list by its number",
    "bucket-recovery-weakened, canonical: $.requestParameters.BucketLoggingStatus.LoggingEnabled may hold an object, which an event pattern takes for absent",
  ]);
});

test("texts that count nothing have no event pattern", () => {
  expect(Object.keys(eventRoute(byId.get("root-account-usage")!).patterns)).toEqual(["canonical", "console"]);
  expect(Object.keys(eventRoute(byId.get("organizations-changes")!).patterns)).toEqual(["prowler"]);
});

test("a detection that counts events has none", () => {
  expect(eventRoute(byId.get("denied-call-burst")!)).toEqual({
    patterns: {},
    refused: Object.fromEntries(
      ["canonical"].map((name) => [
        name,
        "it counts 50 events in 300 seconds, and EventBridge decides on each event alone",
      ]),
    ),
    needsReadOnlyCalls: false,
  });
});

test("read-only calls are needed where a detection has any", () => {
  expect(
    detections.filter((detection: Detection) => eventRoute(detection).needsReadOnlyCalls).map(({ id }) => id),
  ).toEqual(["root-account-usage", "federation-token-issued", "identity-provider-changed", "email-sending-set-up"]);
});

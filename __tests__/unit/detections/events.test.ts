import { detections, type Detection } from "../../../src/detections";
import { compile, parse, type Matcher } from "../../../src/filter-pattern";
import { detectionExamples } from "../../support/detection-events";
import type { EventRecord } from "../../support/detection-events/record";

test("there are events for every detection and for no other", () => {
  expect(Object.keys(detectionExamples).sort()).toEqual(detections.map(({ id }) => id).sort());
});

describe.each(detections.map((detection) => [detection.id, detection] as const))("%s", (id, { filters }) => {
  // One that has none is named by the test above.
  const { matches, misses } = detectionExamples[id] ?? { matches: [], misses: [] };
  const matchers = Object.values(filters).map((pattern) => compile(parse(pattern)));
  const nameOf = (event: object) => JSON.stringify(event);

  test("sees what it is for", () => {
    expect(matches).not.toHaveLength(0);
    expect(matches.filter((event) => !matchers.some((isMatch) => isMatch(event))).map(nameOf)).toEqual([]);
  });

  test("does not see what is only close", () => {
    expect(misses).not.toHaveLength(0);
    expect(misses.filter((event) => matchers.some((isMatch) => isMatch(event))).map(nameOf)).toEqual([]);
  });

  test("has no filter without an event that it sees", () => {
    expect(Object.keys(filters).filter((_, index) => !matches.some((event) => matchers[index]!(event)))).toEqual([]);
  });
});

/** Each example, with how many of the filters that count see it. */
const counts = detections.flatMap(({ id, ...detection }: Detection) => {
  const counting = Object.entries(detection.filters).filter(([name]) => !detection.uncounted?.includes(name));
  const matchers = counting.map(([, pattern]) => compile(parse(pattern)));
  return (detectionExamples[id]?.matches ?? []).map((event) => ({
    id,
    event,
    count: matchers.filter((isMatch) => isMatch(event)).length,
  }));
});

test("an event counts once, however many filters see it", () => {
  expect(counts.filter(({ count }) => count !== 1)).toEqual([]);
});

describe.each(detections.filter(({ uncounted }) => uncounted !== undefined).map((one) => [one.id, one] as const))(
  "the texts of auditors for %s",
  (_, { filters, uncounted }: Detection) => {
    const seenBy = ([, pattern]: readonly [string, string]) => compile(parse(pattern));
    const [auditors, counting] = [true, false].map((forAuditors) =>
      Object.entries(filters)
        .filter(([name]) => uncounted!.includes(name) === forAuditors)
        .map(seenBy),
    ) as [Matcher[], Matcher[]];

    test("see nothing that is not counted once, whatever an event holds of what the filters name", () => {
      const events = everyEvent(Object.values(filters).join(" "));
      const seen = events.filter((event) => auditors.some((isMatch) => isMatch(event)));
      expect(seen).not.toHaveLength(0);
      expect(seen.filter((event) => counting.filter((isMatch) => isMatch(event)).length !== 1)).toEqual([]);
    });
  },
);

/** Events with each combination of the values that patterns compare fields with, of another value, and of none. */
function everyEvent(patterns: string): EventRecord[] {
  const comparisons = patterns.matchAll(/\$\.([\w.]+) *(?:!?= *"?([\w.*-]+)"?|IS (?:TRUE|FALSE))/g);
  const values = new Map<string, Set<unknown>>();
  for (const [, path, value] of comparisons) {
    const known = values.get(path!) ?? new Set([undefined, "something else", true, false]);
    values.set(path!, known.add(value));
  }
  return [...values].reduce<EventRecord[]>(
    (events, [path, some]) => events.flatMap((event) => [...some].map((value) => withField(event, path, value))),
    [{}],
  );
}

function withField(event: EventRecord, path: string, value: unknown): EventRecord {
  const [name, ...rest] = path.split(".");
  return {
    ...event,
    [name!]: rest.length > 0 ? withField((event[name!] ?? {}) as EventRecord, rest.join("."), value) : value,
  };
}

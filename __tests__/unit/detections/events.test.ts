import { detections } from "../../../src/detections";
import { compile, parse } from "../../../src/filter-pattern";
import { detectionExamples } from "../../support/detection-events";

test("there are events for every detection and for no other", () => {
  expect(Object.keys(detectionExamples).sort()).toEqual(detections.map(({ id }) => id).sort());
});

describe.each(detections.map((detection) => [detection.id, detection] as const))("%s", (id, { filters }) => {
  const { matches, misses } = detectionExamples[id]!;
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

test("a failed sign-in counts once", () => {
  const { filters } = detections.find(({ id }) => id === "console-sign-in-failures")!;
  const matchers = Object.values(filters).map((pattern) => compile(parse(pattern)));
  for (const event of detectionExamples["console-sign-in-failures"]!.matches)
    expect(matchers.filter((isMatch) => isMatch(event))).toHaveLength(1);
});

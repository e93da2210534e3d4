import { type EventPattern, mayOverlap } from "../../../src/event-pattern";

const named = (...eventName: unknown[]) => ({ detail: { eventName } }) as EventPattern;

test.each<[string, EventPattern, EventPattern, boolean]>([
  ["the same name", named("A", "B"), named("B"), true],
  ["other names", named("A"), named("B"), false],
  ["a prefix of the name", named({ prefix: "Disable" }), named("DisableKey"), true],
  ["a prefix of another name", named({ prefix: "Disable" }), named("Enable"), false],
  ["prefixes of the same", named({ prefix: "Dis" }), named({ prefix: "Disable" }), true],
  ["prefixes of others", named({ prefix: "Dis" }), named({ prefix: "En" }), false],
  ["operators that nobody compares", named({ suffix: "Key" }), named({ wildcard: "*Alias" }), true],
  ["a name that is excluded", named("A"), named({ "anything-but": ["A"] }), false],
  ["what is absent and what is there", named({ exists: false }), named("A"), false],
  ["what is absent in both", named({ exists: false }), named({ exists: false }), true],
  ["another field", named("A"), { detail: { eventSource: ["iam.amazonaws.com"] } }, true],
  [
    "a field that may have several values",
    { detail: { requestParameters: { groups: ["a"] } } },
    { detail: { requestParameters: { groups: ["b"] } } },
    true,
  ],
  [
    "one of several alternatives",
    { detail: { $or: [{ eventName: ["A"] }, { eventName: ["B"] }] } } as EventPattern,
    named("B"),
    true,
  ],
  [
    "none of several alternatives",
    { detail: { $or: [{ eventName: ["A"] }, { eventName: ["B"] }] } } as EventPattern,
    named("C"),
    false,
  ],
])("patterns with %s", (_, one, other, may) => {
  expect(mayOverlap(one, other)).toBe(may);
  expect(mayOverlap(other, one)).toBe(may);
});

import { choices, nearest } from "../../../src/terraform/text/nearest";

const severities = ["low", "medium", "high", "critical"];
const many = Array.from({ length: 31 }, (_, index) => `detection-number-${index}`);

test.each([
  ["hgih", severities, '; did you mean "high"?'],
  ["CRITICAL", severities, '; did you mean "critical"?'],
  ["criticle", severities, '; did you mean "critical"?'],
  ["detection_number_30", many, '; did you mean "detection-number-30"?'],
])("%s is near to a known name", (wrong, known, hint) => {
  expect(nearest(wrong, known)).toBe(hint);
});

test.each([
  ["urgent", severities],
  // Of three letters, two differ.
  ["foo", severities],
  ["", severities],
])("%j is near to none: all are listed", (wrong, known) => {
  expect(nearest(wrong, known)).toBe("; expected one of low, medium, high, critical");
  expect(nearest(wrong, known, "no such severity")).toBe("; no such severity");
});

test("of more than thirty names one is an example", () => {
  expect(nearest("x", many)).toBe("; expected one of the 31 values in the documentation, such as detection-number-0");
  expect(choices(many.slice(1))).toBe(many.slice(1).join(", "));
});

test("a long text is compared in no time", () => {
  expect(nearest("x".repeat(10_000_000), many)).toContain("expected one of");
});

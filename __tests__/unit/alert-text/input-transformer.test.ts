import { transform } from "../../support/input-transformer";

const event = {
  source: "core",
  detail: {
    valid: true,
    number: 8.5,
    payload: { account: "4711", name: "x" },
    one: ["HIGH"],
    several: ["ACTIVE", "INACTIVE"],
    hostile: 'a "quote"\\ and\na line',
  },
};
const paths = {
  userId: "$.detail.payload.account",
  payload: "$.detail.payload",
  absent: "$.detail.awsAccountId",
  one: "$.detail.one",
  several: "$.detail.several",
  second: "$.detail.several[1]",
  third: "$.detail.several[2]",
  valid: "$.detail.valid",
  number: "$.detail.number",
  hostile: "$.detail.hostile",
};
const sent = (template: string) => transform({ InputPathsMap: paths, InputTemplate: template }, event);

/** What others recorded of AWS: see src/alert-text/index.ts. */
test.each<readonly [template: string, sent: string | undefined]>([
  ['"{[/Check, id <userId>"', '"{[/Check, id 4711"'],
  ['"<one> one"\n"<several> several"\n"<absent> account"', '"[HIGH] one"\n"[ACTIVE,INACTIVE] several"\n" account"'],
  ['"<payload> payload"', '"{account:4711,name:x} payload"'],
  ['"Command is <valid>!"', '"Command is true!"'],
  ['{"path": "users/<userId>/<userId>", "id": <userId>}', '{"path": "users/4711/4711", "id": "4711"}'],
  ['{"body": <payload>, "list": [<userId>, "x"]}', '{"body": {"account":"4711","name":"x"}, "list": ["4711", "x"]}'],
  ['{"command": <absent>}', '{"command": ""}'],
  ['{"payload": "<payload>"}', undefined],
  ['{"list": "<one>"}', undefined],
  ['{"path": "users/<payload>", "body": <payload>}', undefined],
  [
    '"<aws.events.rule-arn> <aws.events.rule-name> <aws.events.event.ingestion-time>"',
    '"arn:aws:events:eu-central-1:111122223333:rule/example example 2026-03-02T09:30:05Z"',
  ],
  ['{"event": <aws.events.event>}', '{"event": {"source":"core"}}'],
])("AWS makes of %s what it was seen to make", (template, expected) => {
  expect(sent(template)).toBe(expected);
});

test.each<readonly [template: string, sent: string | undefined]>([
  ['"<second> <third> <number>"', '"INACTIVE  8.5"'],
  ['"<hostile>"', '"a "quote"\\ and\na line"'],
  ['{"a": "<hostile>"}', undefined],
  ['{"a": <hostile>}', '{"a": "a \\"quote\\"\\\\ and\\na line"}'],
  ['{"a": "say \\"<userId>\\"", "b": <number>}', '{"a": "say \\"4711\\"", "b": 8.5}'],
])("%s", (template, expected) => {
  expect(sent(template)).toBe(expected);
});

test.each<readonly [message: string, template: string, paths: Record<string, string>]>([
  ["InputTemplate for target example contains invalid placeholder notdefinedkey.", '"<notdefinedkey>"', paths],
  ["Each line of a text has to be in quotes.", "a <userId>", paths],
  ["Each line of a text has to be in quotes.", '"a "quote""', paths],
  ["InputTemplate is not valid JSON.", '{"a": <userId>,}', paths],
  ["InputTemplate has a wrong length.", `"${"x".repeat(8191)}"`, paths],
  ["AWS does not read this path: $['detail']", '"x"', { x: "$['detail']" }],
  [
    '"AWSaccount" cannot be the name of a path: letters, digits, _ and -, not AWS at the beginning.',
    '"x"',
    { AWSaccount: "$.account" },
  ],
  [
    "There are 101 paths, of the 100 that AWS allows.",
    '"x"',
    Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${index}`, "$.id"])),
  ],
])("PutTargets refuses: %s", (message, InputTemplate, InputPathsMap) => {
  expect(() => transform({ InputTemplate, InputPathsMap }, event)).toThrow(message);
});

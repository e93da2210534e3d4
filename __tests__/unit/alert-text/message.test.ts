import {
  type Message,
  UNSAFE_TEXT,
  chatTemplate,
  cloudTrailMessage,
  peopleTemplate,
  problemsOfMessage,
} from "../../../src/alert-text";
import { detections } from "../../../src/detections";
import { detectionExamples } from "../../support/detection-events";
import { onBus } from "../../support/event-bus";
import { transform } from "../../support/input-transformer";

const texts = { severity: "HIGH", title: "A title", why: "A reason.", firstSteps: "A step.", console: "example.com" };
const message = cloudTrailMessage(texts);

test("what is filled in later is placed as it is", () => {
  const later = {
    severity: "${upper(each.value.severity)}",
    title: '${replace(each.value.title, "\\"", "\'")}',
    why: "${each.value.why}",
    firstSteps: "%{ if true }${each.value.first_steps}%{ endif }",
    console: "${local.console}",
  };
  for (const template of [peopleTemplate, chatTemplate].map((make) => make(cloudTrailMessage(later))))
    for (const text of Object.values(later)) expect(template).toContain(text);
});

describe.each(detections.map(({ id }) => id))("%s", (id) => {
  const { title, why, firstSteps } = detections.find((one) => one.id === id)!;
  const safe = (text: string) => text.replace(new RegExp(UNSAFE_TEXT, "g"), "'");
  const said = { ...texts, severity: "CRITICAL", title: safe(title), why: safe(why), firstSteps: safe(firstSteps) };
  const ofDetection = cloudTrailMessage(said);

  test("AWS accepts what is said of it", () => {
    expect(problemsOfMessage(ofDetection)).toEqual([]);
  });

  test("people and chats get each of its events", () => {
    for (const record of detectionExamples[id]!.matches)
      for (const template of [peopleTemplate, chatTemplate])
        expect(
          transform({ InputPathsMap: ofDetection.paths, InputTemplate: template(ofDetection) }, onBus(record)),
        ).toContain(said.title);
  });
});

test("a text must not contain what ends a string, what is a placeholder, or what is no text", () => {
  const unsafe = [..." !\"#$%&'<=>[\\]{}~äé€\n\r\t\0\x7f"].filter((character) =>
    new RegExp(UNSAFE_TEXT).test(character),
  );
  expect(unsafe.join("")).toBe('"<>\\\n\r\t\0\x7f');
});

test.each<readonly [problem: string, change: Partial<Message>]>([
  ["<nothing> has no path.", { title: "about <nothing>" }],
  ['The path "unused" is used in no format.', { paths: { ...message.paths, unused: "$.unused" } }],
  ['A template cannot contain a character of this text: say "no"', { firstSteps: 'say "no"' }],
  ["A template cannot contain a character of this text: a < b", { why: "a < b" }],
  ["A template cannot contain a character of this text: two\nlines", { title: "two\nlines" }],
  [
    "AWS does not read this path: $.detail.findings.[0]",
    { paths: { ...message.paths, actorArn: "$.detail.findings.[0]" } },
  ],
])("problem: %s", (problem, change) => {
  expect(problemsOfMessage({ ...message, ...change })).toEqual([problem]);
});

test("a template must not be too long, in any format", () => {
  const rest = peopleTemplate({ ...message, why: "" }).length;
  const chatIsLonger = chatTemplate({ ...message, why: "" }).length - rest;
  const withWhy = (length: number) => problemsOfMessage({ ...message, why: "x".repeat(length - rest - chatIsLonger) });
  expect(withWhy(8192)).toEqual([]);
  expect(withWhy(8193)).toEqual(["The template for chat has 8193 characters, of the 8192 that AWS allows."]);
});

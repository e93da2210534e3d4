import fc from "fast-check";
import { chatTemplate, peopleTemplate } from "../../../src/alert-text";
import { alertEvent, messages } from "../../support/alert-messages";
import { transform } from "../../support/input-transformer";

const kinds = Object.keys(messages);
const people = (kind: string, event: unknown) =>
  transform({ InputPathsMap: messages[kind]!.paths, InputTemplate: peopleTemplate(messages[kind]!) }, event);
const chat = (kind: string, event: unknown) =>
  transform({ InputPathsMap: messages[kind]!.paths, InputTemplate: chatTemplate(messages[kind]!) }, event);

/** The event with a value somewhere in it replaced, or removed if it is undefined. */
function changed(event: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(event);
  const steps = path.match(/[^.[\]$]+/g)!;
  const parent = steps.slice(0, -1).reduce<unknown>((at, step) => {
    return typeof at === "object" && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  }, copy);
  if (typeof parent !== "object" || parent === null) return copy;
  const name = steps.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(parent, name);
  else (parent as Record<string, unknown>)[name] = value;
  return copy;
}

const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom('"', "\\", '", "id": "', "\\u0022", "${x}", "<account>", "{", "]", "\u2028", "\0"),
);
const odd = fc.oneof(
  hostile,
  fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown),
  fc.constant(undefined),
);

/** A change of some of the values that a message shows. */
const changes = (kind: string, names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), value), { minLength: 1, maxLength: 6 })
    .map((list) =>
      list.reduce<unknown>((event, [name, to]) => changed(event, messages[kind]!.paths[name]!, to), alertEvent(kind)),
    );

describe.each(kinds)("%s", (kind) => {
  const { paths } = messages[kind]!;
  const names = Object.keys(paths);

  test("whatever the event contains, people get each line of the message", () => {
    const isOneLine = odd.filter((value) => typeof value !== "string" || !/[\n\r]/.test(value));
    const lines = peopleTemplate(messages[kind]!).split("\n").length;
    fc.assert(
      fc.property(changes(kind, names, isOneLine), (event) => {
        expect(people(kind, event)?.split("\n")).toHaveLength(lines);
      }),
      { numRuns: 60 },
    );
  });

  test("whatever the event lacks, chats get the message", () => {
    fc.assert(
      fc.property(changes(kind, names, fc.constant(undefined)), (event) => {
        expect(JSON.parse(chat(kind, event) ?? "nothing")).toMatchObject({ version: "1.0", source: "custom" });
      }),
      { numRuns: 30 },
    );
  });

  test("whatever texts are in what others write, chats get the message", () => {
    const quoted = placeholdersBetweenQuotes(chatTemplate(messages[kind]!));
    const free = names.filter((name) => !quoted.includes(name));
    fc.assert(
      fc.property(changes(kind, free, hostile), (event) => {
        expect(JSON.parse(chat(kind, event) ?? "nothing")).toMatchObject({ version: "1.0", source: "custom" });
      }),
      { numRuns: 60 },
    );
  });
});

function placeholdersBetweenQuotes(template: string): readonly string[] {
  const texts = template.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  return texts.flatMap((text) => [...text.matchAll(/<([\w-]+)>/g)].map(([, name]) => name!));
}

test.each<readonly [kind: string, names: readonly string[]]>([
  ["trail-stopped", ["actorArn", "errorMessage", "request", "response", "further", "serviceEvent"]],
  ["guardduty-high", ["title", "description"]],
  [
    "security-hub",
    ["title", "description", "product", "type", "resourceType", "resource", "findingId", "recommendation"],
  ],
  ["access-analyzer-external", ["principal", "actions", "condition", "resource"]],
  ["config-non-compliant", ["resource", "annotation"]],
  ["remediation-repaired", ["title", "resource", "wrong", "change", "changedBy", "undo", "exempt", "note"]],
  ["remediation-exemption", ["resource"]],
  ["remediation-exemption-in-member", ["resource"]],
])("chat has nothing between quotes that others write, or that is no text: %s", (kind, names) => {
  const quoted = placeholdersBetweenQuotes(chatTemplate(messages[kind]!));
  expect(names.filter((name) => !(name in messages[kind]!.paths) || quoted.includes(name))).toEqual([]);
});

test("a quote in a name that AWS would not have accepted loses the chat's alert, and no other", () => {
  const event = changed(alertEvent("security-group-opened"), "$.detail.requestParameters.groupId", 'sg-1"');
  expect(chat("security-group-opened", event)).toBeUndefined();
  expect(people("security-group-opened", event)).toContain("{groupId:sg-1\\,");
});

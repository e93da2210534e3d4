import * as api from "../../src";
import { stackSettings } from "../../src/stack-settings";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../src/terraform/json-schema";
import { check, formatPath } from "../../src/terraform/parse";
import { isAllowed, texts } from "../support/schema-samples";

/** A setting that is one of some words, or the key of a map that is. */
interface Choice {
  readonly path: readonly (string | number)[];
  readonly words: readonly string[];
  readonly isKey: boolean;
}

function choicesIn(schema: JsonSchema, path: Choice["path"] = []): Choice[] {
  const wordsOf = ({ enum: words = [] }: JsonSchema) => words.filter((word) => typeof word === "string");
  switch (kindOf(schema)) {
    case "object":
      return Object.entries(schema.properties!).flatMap(([name, inner]) => choicesIn(inner, [...path, name]));
    case "list":
      return choicesIn(schema.items!, [...path, 0]);
    case "map": {
      const { propertyNames = {}, additionalProperties } = schema;
      const words = wordsOf(propertyNames);
      const key = words[0] ?? texts.find((text) => isAllowed(propertyNames, text))!;
      return [
        ...(words.length > 0 ? [{ path, words, isKey: true }] : []),
        ...choicesIn(additionalProperties || {}, [...path, key]),
      ];
    }
    default:
      return wordsOf(schema).length > 0 ? [{ path, words: wordsOf(schema), isKey: false }] : [];
  }
}

/** What is said of each word at the place of a choice. As many at once as the setting can hold, because the check is of all settings. */
function said(schema: Parameters<typeof check>[0], { path, isKey }: Choice, words: readonly string[]): string[] {
  const inList = typeof path.at(-1) === "number";
  const place = inList ? path.slice(0, -1) : path;
  const wrap = (value: unknown) =>
    place.reduceRight((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
  const values: readonly unknown[] = isKey
    ? [Object.fromEntries(words.map((word) => [word, {}]))]
    : inList
      ? [words]
      : words;
  const problems = values.flatMap((value) => check(schema, wrap(value)).problems);
  const paths = words.map((word, index) => formatPath(isKey ? [...place, word] : inList ? [...place, index] : place));
  return words.map((_, index) => {
    const ofPlace = problems.filter(({ path }) => path === paths[index]);
    return (isKey || inList ? ofPlace[0] : ofPlace[index])?.message ?? "no problem";
  });
}

const capabilities = Object.entries(api).flatMap(([name, each]) =>
  typeof each === "function" && "inputs" in each ? [{ name, schema: each.inputs }] : [],
);
const choices = [{ name: "settings", schema: stackSettings }, ...capabilities].flatMap(({ name, schema }) =>
  choicesIn(jsonSchemaOf(schema)).map((choice) => ({ at: `${name}: ${formatPath(choice.path)}`, schema, choice })),
);

test("settings and constructs have choices of words", () => {
  expect(choices.map(({ at }) => at)).toEqual(
    expect.arrayContaining([
      "settings: guardduty.features[0]",
      "settings: securityHub.standards[0]",
      "settings: detections.packs[0]",
      "settings: detections.include[0]",
      "settings: detections.overrides",
      "settings: alerts.topicsBySeverity",
      "settings: config.disabledRules[0]",
      "settings: backend",
      "GuardDutyDetector: features[0]",
    ]),
  );
});

describe.each(choices)("$at", ({ schema, choice }) => {
  test("a misspelt word gets the nearest, one that is near to none a list or an example", () => {
    const typos = choice.words.map((word) => `${word[0]}${word}`);
    const [farOff = "", ...near] = said(schema, choice, ["zzzzzzzzzzzz", ...typos]);
    expect(near).toEqual(choice.words.map((word) => expect.stringContaining(`; did you mean "${word}"?`)));
    expect(farOff).toContain(choice.words[0]);
    expect(farOff).not.toContain("did you mean");
  });
});

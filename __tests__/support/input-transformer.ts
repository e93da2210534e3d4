import { allowed, pathProblems, placeholdersIn, predefined } from "../../src/alert-text";

/** As the API has it. */
interface InputTransformer {
  readonly InputPathsMap: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/** The rule that the input transformer belongs to, and when its event arrived. */
export const rule = {
  arn: "arn:aws:events:eu-central-1:111122223333:rule/example",
  name: "example",
  ingestionTime: "2026-03-02T09:30:05Z",
};

/**
 * What EventBridge sends to a target for an event; undefined if it sends nothing, because the result is not the JSON that the template
 * promises. `src/alert-text/index.ts` says what this is based on. Beyond that, null is taken to be a value like any other, and a
 * string without quotes in JSON to be escaped.
 *
 * @throws {Error} Where PutTargets refuses the transformer.
 */
export function transform(transformer: InputTransformer, event: unknown): string | undefined {
  refuse(transformer);
  const { InputPathsMap: paths, InputTemplate: template } = transformer;
  const own = Object.entries(paths).map(([name, path]) => [name, valueAt(event, path)] as const);
  const values = new Map<string, unknown>([...own, ...predefinedValues(event)]);
  if (!isJson(template)) return template.replace(placeholder, (_, name: string) => inText(values.get(name)));
  const result = fill(template, (name, isQuoted) => {
    const value = values.get(name);
    return isQuoted ? betweenQuotes(value) : JSON.stringify(value === undefined ? "" : value);
  });
  return isValid(result) ? result : undefined;
}

const placeholder = /<([^<>]*)>/g;

function isJson(template: string): boolean {
  return template.trimStart().startsWith("{");
}

function refuse({ InputPathsMap: paths, InputTemplate: template }: InputTransformer): void {
  const unknown = placeholdersIn(template).find((name) => !(name in paths) && !predefined.includes(name));
  const problems = [
    ...pathProblems(paths),
    ...(template.length > allowed.templateLength || template === "" ? ["InputTemplate has a wrong length."] : []),
    ...(unknown === undefined ? [] : [`InputTemplate for target example contains invalid placeholder ${unknown}.`]),
    ...(isJson(template)
      ? isValid(fill(template, (_, isQuoted) => (isQuoted ? "x" : "0")))
        ? []
        : ["InputTemplate is not valid JSON."]
      : template.split("\n").every((line) => /^"([^"\\]|\\.)*"$/.test(line))
        ? []
        : ["Each line of a text has to be in quotes."]),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function predefinedValues(event: unknown): readonly (readonly [string, unknown])[] {
  const { detail, ...around } = event as Record<string, unknown>;
  return [
    ["aws.events.rule-arn", rule.arn],
    ["aws.events.rule-name", rule.name],
    ["aws.events.event.ingestion-time", rule.ingestionTime],
    ["aws.events.event", around],
    ["aws.events.event.json", { ...around, detail }],
  ];
}

/** Fills the placeholders of JSON, of which some are between quotes. */
function fill(template: string, valueOf: (name: string, isQuoted: boolean) => string): string {
  let isQuoted = false;
  return template.replace(/\\.|"|<([^<>]*)>/g, (part, name?: string) => {
    if (part === '"') isQuoted = !isQuoted;
    return name === undefined ? part : valueOf(name, isQuoted);
  });
}

function betweenQuotes(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

function inText(value: unknown): string {
  return typeof value === "string" ? value : betweenQuotes(value).replace(/"/g, "");
}

function isValid(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

/** Undefined where the path leads to nothing. */
function valueAt(event: unknown, path: string): unknown {
  return (path.match(/[^.[\]]+/g) ?? []).slice(1).reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string, unknown>)[step];
  }, event);
}

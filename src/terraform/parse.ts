import { z } from "zod";
import { jsonSchemaOf, type JsonSchema } from "./json-schema";
import { isReference } from "./reference";
import { faultOf } from "./text/literal";
import { choices, nearest } from "./text/nearest";
import { isSecret } from "./text/secrets";
import { inLine, visible } from "./text/visible";

/** A problem in an input. */
export interface Problem {
  /** Where: `trail.logRetentionDays`, `alerts.emails[1]`. */
  readonly path: string;
  /** The value, and what is required instead. */
  readonly message: string;
  /** Where it was read: `line 3, column 5`, or the name of an environment variable. */
  readonly where?: string;
  /** Whether the name itself is wrong, and not its value. */
  readonly isName?: boolean;
}

/** All problems of an input, reported at once. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(
    readonly subject: string,
    readonly problems: readonly Problem[],
    shown = shownProblems,
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const lines = problems.slice(0, shown).map(({ where, path, message }) => {
      const place = [where, shortened(path) || (where ? undefined : "(top level)")].filter(Boolean).join(": ");
      return `  ${inLine(place)}: ${visible(shortened(message))}`;
    });
    const hidden = problems.length - lines.length;
    if (hidden > 0) lines.push(`  and ${hidden} more`);
    super([`${count} in ${inLine(subject)}`, ...lines].join("\n"));
  }
}

/** How many problems, and how much of a long one, are shown. */
const shownProblems = 100;
const shownCharacters = 1000;

function shortened(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}...` : text;
}

/**
 * Checks an input and fills its defaults. References, whose values only Terraform will know, are accepted: the `validation`
 * of the variable, or AWS, checks them.
 *
 * @param subject What the input is, for the error: a file name, or a construct's path.
 * @throws {@link InputError} with every problem found.
 */
export function parse<T extends z.ZodType>(schema: T, input: unknown, subject: string): z.output<T> {
  const { value, problems } = check(schema, input);
  if (problems.length > 0) throw new InputError(subject, problems);
  return value;
}

/**
 * Like {@link parse}, but returns the problems together with the value.
 *
 * @param mayRefer Whether the input may contain references.
 */
export function check<T extends z.ZodType>(
  schema: T,
  input: unknown,
  mayRefer = true,
): { value: z.output<T>; problems: Problem[] } {
  // zod's own safeParse gives no value once anything is wrong; here a reference instead of a value is no problem.
  const payload = schema._zod.run({ value: input, issues: [] }, {}) as z.core.ParsePayload<z.output<T>>;
  const wrong = payload.issues.filter((issue) => !isReference(issue.input) && !isInTokenOfList(input, issue));
  // Created once, and only if something is wrong: it takes most of the time of a message.
  const asJson = wrong.length > 0 ? jsonSchemaOf(schema) : {};
  const misread = misreadParts(input, mayRefer);
  const reported = new Set(misread.map(({ path }) => path));
  return {
    value: payload.value,
    problems: unique([
      ...wrong.flatMap((issue) => describe(issue, asJson)).filter(({ path }) => !reported.has(path)),
      ...misread,
    ]),
  };
}

/** A list that is a token has one entry, which is no value. */
function isInTokenOfList(input: unknown, { path = [] }: z.core.$ZodRawIssue): boolean {
  const list = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], input);
  return Array.isArray(list) && isReference(list);
}

/** Parts of the input that cdktf would silently omit or change. */
function misreadParts(
  value: unknown,
  mayRefer: boolean,
  path: readonly (string | number)[] = [],
  around: readonly unknown[] = [],
): Problem[] {
  const problem = (message: string | undefined, ...name: string[]): Problem[] =>
    message === undefined ? [] : [{ path: formatPath([...path, ...name]), message, isName: name.length > 0 }];
  if (typeof value === "string" || typeof value === "number") return problem(faultOf(value, mayRefer));
  if (typeof value !== "object" || value === null || around.includes(value)) return [];
  if (mayRefer && isReference(value)) return problem(faultOf(value, mayRefer));
  const within = [...around, value];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => misreadParts(entry, mayRefer, [...path, index], within));
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && prototype !== Object.prototype) {
    // A class inherits methods.
    const inherited = Object.hasOwn(prototype, "constructor") ? [] : Object.keys(prototype);
    return inherited.flatMap((name) => problem("is inherited from another map: set it directly", name));
  }
  return Object.entries(value).flatMap(([name, entry]) =>
    name === "__proto__"
      ? problem("cannot be used as a name", name)
      : [...problem(faultOf(name, mayRefer), name), ...misreadParts(entry, mayRefer, [...path, name], within)],
  );
}

/** A rule of two parts, such as a pattern and a length, is reported once even if both fail. */
function unique(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.path}: ${problem.message}`, problem])).values()];
}

function describe(issue: z.core.$ZodRawIssue, schema: JsonSchema): Problem[] {
  const path = issue.path ?? [];
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.inst as z.ZodObject | z.ZodRecord<z.ZodEnum>);
    return issue.keys.map((key) => ({
      path: formatPath([...path, key]),
      message: `unknown setting${nearest(key, known)}`,
      isName: true,
    }));
  }
  const quotes = adviceOnQuotes(issue);
  const isName = issue.code === "invalid_key";
  const isHidden = !isName && isSecret(schema, path, issue.input);
  const given = isHidden ? "a value that is not shown" : preview(issue.input);
  if (issue.code === "invalid_value" && typeof issue.input === "string") {
    const words = issue.values.filter((value) => typeof value === "string");
    const hint = nearest(issue.input, words, `must be one of ${choices(words)}`);
    if (words.length > 0) return [{ path: formatPath(path), message: `got ${given}${hint}` }];
  }
  const cause = isName ? issue.issues[0]! : issue;
  const error = z.core.util.finalizeIssue(cause as z.core.$ZodRawIssue, {}, z.core.config()).message;
  // A plain z.string() has zod's own message.
  const message = error.startsWith("Invalid input: expected string") ? "text" : error;
  if (issue.code === "custom" && issue.params?.["isSentence"]) return [{ path: formatPath(path), message }];
  const isMissing = typeof path.at(-1) === "number" ? "is empty" : "is missing";
  const got = issue.input === undefined ? isMissing : `got ${given}`;
  const problem = {
    path: formatPath(path),
    message: `${got}; must be ${message}${message.endsWith("quoted") ? "" : quotes}`,
  };
  return [isName ? { ...problem, isName } : problem];
}

/** In YAML quotes distinguish text from numbers and flags; people forget them, or put them where none belong. */
function adviceOnQuotes({ code, input, inst }: z.core.$ZodRawIssue): string {
  // A custom rule is no type: it says nothing about other values.
  if (code === "custom" || !inst || !("run" in inst._zod)) return "";
  const { run } = inst._zod;
  const fits = (value: unknown) => (run({ value, issues: [] }, {}) as z.core.ParsePayload).issues.length === 0;
  if (typeof input === "number" || typeof input === "boolean") return fits(String(input)) ? "; put it in quotes" : "";
  if (typeof input !== "string" || input.trim() === "") return "";
  const meant = /^(true|yes|on)$/i.test(input) ? true : /^(false|no|off)$/i.test(input) ? false : Number(input);
  return fits(meant) ? `; write ${meant}, without quotes` : "";
}

function knownKeys(schema: z.ZodObject | z.ZodRecord<z.ZodEnum>): string[] {
  return "shape" in schema ? Object.keys(schema.shape) : (schema.keyType.options as string[]);
}

function preview(value: unknown): string {
  // JSON has no NaN and no Infinity, and no text for circular values.
  const json =
    typeof value === "object" ? jsonOf(value) : typeof value === "string" ? JSON.stringify(value) : String(value);
  return json.length > 80 ? `${json.slice(0, 77)}...` : json;
}

function jsonOf(value: object | null): string {
  try {
    return JSON.stringify(value);
  } catch {
    return String(value);
  }
}

/** `alerts.emails[1]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : `${text}${text && "."}${String(part)}`),
    "",
  );
}

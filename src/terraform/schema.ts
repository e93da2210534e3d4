import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { jsonSchemaOf, type JsonSchema } from "./json-schema";
import { faultOf } from "./literal";
import { isReference } from "./reference";
import { isSecret } from "./secrets";
import { inLine, visible } from "./visible";

/**
 * The words every schema is written in. A field carries its rule once; `problems` turns it into an error message,
 * `variables.ts` into a Terraform `validation`, and JSON Schema (through `z.toJSONSchema`) into what an editor shows.
 *
 * `allowed` always completes the sentence "must be …".
 */

/**
 * A string that matches `pattern`, which must mean the same in JavaScript and in RE2, the dialect of Terraform: no `.`, no `\s`,
 * no look-around. It is read as Unicode, as editors do.
 *
 * @param refused What matches `pattern` and is wrong all the same.
 */
export function text(pattern: RegExp, allowed: string, refused?: RegExp): z.ZodString {
  const schema = z.string({ error: allowed }).regex(new RegExp(pattern.source, "u"), { error: allowed });
  if (!refused) return schema.meta({ patternErrorMessage: allowed });
  const wrong = new RegExp(refused.source, "u");
  return schema
    .refine((value) => !wrong.test(value), { error: allowed })
    .meta({ patternErrorMessage: allowed, not: { pattern: wrong.source } });
}

/** A string of `min` to `max` characters that matches `pattern`; see {@link text}. */
export function bounded(min: number, max: number, pattern: RegExp, allowed: string, refused?: RegExp): z.ZodString {
  return ofLength(text(pattern, allowed, refused), min, max, allowed);
}

/** Any string of `min` to `max` characters. */
export function longText(min: number, max: number): z.ZodString {
  const error = `text of ${min} to ${max} characters`;
  return ofLength(z.string({ error }), min, max, error);
}

/** AWS counts Unicode characters, as Terraform's regular expressions and JSON Schema do; JavaScript's `length` does not. */
function ofLength(schema: z.ZodString, min: number, max: number, error: string): z.ZodString {
  return schema
    .refine((value) => min <= [...value].length && [...value].length <= max, { error })
    .meta({ minLength: min, maxLength: max });
}

/** A whole number from `min` to `max`, both included. */
export function wholeNumber(min: number, max: number, unit: string): z.ZodInt {
  const error = `a whole number of ${unit} from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** One of a fixed set of numbers, such as the retention periods CloudWatch Logs knows. */
export function oneOfNumbers<const T extends readonly [number, ...number[]]>(values: T, unit: string) {
  return z.literal([...values] as [T[number], ...T[number][]], { error: `one of ${values.join(", ")} (${unit})` });
}

/** One of a fixed set of words. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `one of ${values.join(", ")}` });
}

/** `true` or `false`. */
export function flag() {
  return z.boolean({ error: "true or false" });
}

/** A list in which nothing is named twice. */
export function uniqueList<T extends z.ZodType>(item: T) {
  return z
    .array(item, { error: "a list" })
    .check(({ value, issues }) => {
      const seen = new Set<string>();
      value.forEach((entry, index) => {
        const key = JSON.stringify(entry);
        if (seen.has(key)) {
          issues.push({
            code: "custom",
            input: entry,
            path: [index],
            message: "named once in its list",
            continue: true,
          });
        }
        seen.add(key);
      });
    })
    .meta({ uniqueItems: true });
}

/**
 * A group of settings.
 *
 * @param exclusive Pairs of settings of which no two may both be given.
 * @param needed Settings of which one at least has to be given.
 */
export function group<T extends z.ZodRawShape>(
  shape: T,
  exclusive: readonly (readonly [keyof T & string, keyof T & string])[] = [],
  needed: readonly (keyof T & string)[] = [],
) {
  const isObject = ({ value }: { value: unknown }) => typeof value === "object" && value !== null;
  const object = z.strictObject(shape, { error: "a map of settings" });
  const schema = exclusive.reduce(
    (object, [one, other]) =>
      object.refine((value) => isUnset(value, one) || isUnset(value, other), {
        error: `excludes ${other}: give one of them`,
        path: [one],
        params: { isSentence: true },
        when: isObject,
      }),
    // What is refined cannot be extended any more.
    needed.length === 0
      ? object
      : object.refine((value) => needed.some((key) => !isUnset(value, key)), {
          error: `needs ${needed.join(" or ")}`,
          params: { isSentence: true },
          when: isObject,
        }),
  );
  const rules = {
    ...(exclusive.length > 0 && { allOf: exclusive.map((pair) => ({ not: { required: [...pair] } })) }),
    ...(needed.length > 0 && { anyOf: needed.map((key) => ({ required: [key] })) }),
  };
  return Object.keys(rules).length === 0 ? schema : schema.meta(rules);
}

function isUnset(value: object, key: string): boolean {
  return (value as Record<string, unknown>)[key] === undefined;
}

export const emailAddress = () =>
  bounded(
    1,
    254,
    /^[A-Za-z0-9+.!#$%&'*\/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z0-9]+$/,
    "an e-mail address such as security@example.com",
  );
export const accountId = () => text(/^[0-9]{12}$/, "an AWS account id of 12 digits, quoted");
export const regionName = () => text(/^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$/, "an AWS region such as eu-west-1");
/**
 * @param resource The ARN's last part, as a pattern without anchors.
 * @param example A whole ARN, for the error message.
 * @param place Region and account, which not every ARN names.
 */
export const arnOf = (service: string, resource: string, example: string, place = "[a-z0-9-]+:[0-9]{12}") =>
  text(new RegExp(`^arn:aws(-[a-z]+)*:${service}:${place}:${resource}$`), `an ARN such as ${example}`);
export const kmsKeyArn = () =>
  arnOf(
    "kms",
    "key/[A-Za-z0-9-]{1,64}",
    "arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  );
export const roleName = "[A-Za-z0-9+=,.@_-]{1,64}";
export const roleArn = () =>
  arnOf("iam", `role/([!-.0-~]+/)*${roleName}`, "arn:<partition>:iam::111122223333:role/name", ":[0-9]{12}");
export const topicArn = () =>
  arnOf("sns", "[A-Za-z0-9_-]{1,256}", "arn:<partition>:sns:eu-west-1:111122223333:security-alerts");
export const topicName = () => text(/^[A-Za-z0-9_-]{1,256}$/, "a topic name of 1 to 256 letters, digits, _ and -");
export const trailName = () =>
  bounded(
    3,
    128,
    /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/,
    "a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address",
    /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/,
  );

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const reservedBucketPrefix = "xn--|sthree-|amzn-s3-demo-";
export const bucketName = () =>
  bounded(
    3,
    63,
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    "a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself",
    new RegExp(
      String.raw`^[0-9]{1,3}(\.[0-9]{1,3}){3}$|^(${reservedBucketPrefix})|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$`,
    ),
  );
/** What the provider adds 26 characters to. */
export const bucketNamePrefix = () =>
  bounded(
    1,
    37,
    /^[a-z0-9]+((\.|-+)[a-z0-9]+)*(\.|-+)?$/,
    "the start of a bucket name: 1 to 37 lower-case letters, digits and hyphens, with single dots between them, and no start that S3 keeps for itself",
    new RegExp(`^(${reservedBucketPrefix})`),
  );
export const logGroupName = () =>
  text(
    /^[A-Za-z0-9_/.#-]{1,512}$/,
    'a log group name: 1 to 512 letters, digits and _ / . # -, not starting with "aws/"',
    /^aws\//,
  );
const tagKey = () =>
  bounded(
    1,
    128,
    /^[\p{L}\p{Z}\p{N}_.:\/=+@-]+$/u,
    'a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with "aws:"',
    /^[aA][wW][sS]:/,
  );
const tagValue = () =>
  bounded(
    // CloudTrail takes no empty one.
    1,
    256,
    /^[\p{L}\p{Z}\p{N}_.:\/=+@-]+$/u,
    "a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -",
  );
/** Tags that every service takes. IAM does not tell apart keys that differ only in case. */
export const tagMap = () =>
  z
    .record(tagKey(), tagValue(), { error: "a map of tags" })
    .check(({ value, issues }) => {
      const problem = (message: string, path: string[] = []) =>
        issues.push({ code: "custom", input: value, path, message, params: { isSentence: true }, continue: true });
      const keys = Object.keys(value);
      if (keys.length > maxTags) problem(`has ${keys.length} tags; AWS takes ${maxTags}`);
      const first = new Map([...keys].reverse().map((key) => [key.toLowerCase(), key]));
      for (const key of keys) {
        const other = first.get(key.toLowerCase());
        if (other !== key) problem(`differs from ${other} only in case, which IAM takes for the same key`, [key]);
      }
    })
    .meta({ maxProperties: maxTags, keysIgnoreCase: true });
const maxTags = 50;

/** One thing wrong with an input. */
export interface Problem {
  /** Where: `trail.logRetentionDays`, `alerts.emails[1]`. */
  readonly path: string;
  /** What was given, and what must be there instead. */
  readonly message: string;
  /** Where it was read: `line 3, column 5`, or the name of an environment variable. */
  readonly where?: string;
  /** Whether the name itself is wrong, and not its value. */
  readonly isName?: boolean;
}

/** Everything that is wrong with an input, reported at once. */
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

/** What of many problems, and of a long one, is worth reading. */
const shownProblems = 100;
const shownCharacters = 1000;

function shortened(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}...` : text;
}

/**
 * Checks an input and fills its defaults. Values that only Terraform will know (references) are let through: the `validation`
 * of the variable, or AWS, judges them.
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
 * Like {@link parse}, but hands the problems back beside what could be read.
 *
 * @param mayRefer Whether there may be references in the input.
 */
export function check<T extends z.ZodType>(
  schema: T,
  input: unknown,
  mayRefer = true,
): { value: z.output<T>; problems: Problem[] } {
  // zod's own safeParse gives no value once anything is wrong; here a reference in the place of a value is no problem at all.
  const payload = schema._zod.run({ value: input, issues: [] }, {}) as z.core.ParsePayload<z.output<T>>;
  const wrong = payload.issues.filter((issue) => !isReference(issue.input) && !isInTokenOfList(input, issue));
  // Made once, and only if something is wrong: it is most of the time that a message takes.
  const asJson = wrong.length > 0 ? jsonSchemaOf(schema) : {};
  const misunderstood = misread(input, mayRefer);
  const told = new Set(misunderstood.map(({ path }) => path));
  return {
    value: payload.value,
    problems: unique([
      ...wrong.flatMap((issue) => describe(issue, asJson)).filter(({ path }) => !told.has(path)),
      ...misunderstood,
    ]),
  };
}

/** A list that only Terraform knows has an entry, which is no value. */
function isInTokenOfList(input: unknown, { path = [] }: z.core.$ZodRawIssue): boolean {
  const list = path
    .slice(0, -1)
    .reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], input);
  return Array.isArray(list) && isReference(list);
}

/** What would be left out, or come out as something else, without a word. */
function misread(
  value: unknown,
  mayRefer: boolean,
  path: readonly (string | number)[] = [],
  around: readonly unknown[] = [],
): Problem[] {
  const problem = (message: string | undefined, ...name: string[]): Problem[] =>
    message === undefined ? [] : [{ path: pathText([...path, ...name]), message, isName: name.length > 0 }];
  if (typeof value === "string" || typeof value === "number") return problem(faultOf(value, mayRefer));
  if (typeof value !== "object" || value === null || around.includes(value)) return [];
  if (mayRefer && isReference(value)) return problem(faultOf(value, mayRefer));
  const within = [...around, value];
  if (Array.isArray(value)) return value.flatMap((entry, index) => misread(entry, mayRefer, [...path, index], within));
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== null && prototype !== Object.prototype) {
    // Of a class, what is inherited are methods.
    const inherited = Object.hasOwn(prototype, "constructor") ? [] : Object.keys(prototype);
    return inherited.flatMap((name) => problem("is inherited from another map: set it here", name));
  }
  return Object.entries(value).flatMap(([name, entry]) =>
    name === "__proto__"
      ? problem("cannot be used as a name", name)
      : [...problem(faultOf(name, mayRefer), name), ...misread(entry, mayRefer, [...path, name], within)],
  );
}

/** A rule of two parts, such as a pattern and a length, may be broken in both, and is told once. */
function unique(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.path}: ${problem.message}`, problem])).values()];
}

function describe(issue: z.core.$ZodRawIssue, schema: JsonSchema): Problem[] {
  const path = issue.path ?? [];
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.inst as z.ZodObject | z.ZodRecord<z.ZodEnum>);
    return issue.keys.map((key) => ({
      path: pathText([...path, key]),
      message: `is not a setting${nearest(key, known)}`,
      isName: true,
    }));
  }
  const quotes = adviceOnQuotes(issue);
  const isName = issue.code === "invalid_key";
  const isHidden = !isName && isSecret(schema, path, issue.input);
  const given = isHidden ? "what is not shown here" : shown(issue.input);
  if (issue.code === "invalid_value" && issue.values.length > 10 && typeof issue.input === "string" && !quotes) {
    return [{ path: pathText(path), message: `got ${given}${nearest(issue.input, issue.values.map(String))}` }];
  }
  const cause = isName ? issue.issues[0]! : issue;
  const said = z.core.util.finalizeIssue(cause as z.core.$ZodRawIssue, {}, z.core.config()).message;
  // Of a plain z.string() zod says something of its own.
  const message = said.startsWith("Invalid input: expected string") ? "text" : said;
  if (issue.code === "custom" && issue.params?.["isSentence"]) return [{ path: pathText(path), message }];
  const isMissing = typeof path.at(-1) === "number" ? "is empty" : "is missing";
  const got = issue.input === undefined ? isMissing : `got ${given}`;
  const problem = {
    path: pathText(path),
    message: `${got}; must be ${message}${message.endsWith("quoted") ? "" : quotes}`,
  };
  return [isName ? { ...problem, isName } : problem];
}

/** YAML tells text from numbers and flags by quotes, which people forget, or put where none belong. */
function adviceOnQuotes({ code, input, inst }: z.core.$ZodRawIssue): string {
  // A rule of its own is no type: it says nothing of what else would fit.
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

/** The known name a wrong one was most likely meant to be; of a few known names all, if none is near. */
export function nearest(wrong: string, known: readonly string[]): string {
  // However long it is: what is compared is the product of both lengths.
  const start = wrong.slice(0, 200).toLowerCase();
  const [best] = known
    .map((name) => ({ name, edits: distance(start, name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const isNear = best && (best.edits <= Math.max(2, wrong.length / 3) || known.length > 20);
  return isNear ? `; did you mean "${best.name}"?` : `; known here: ${known.join(", ")}`;
}

function shown(value: unknown): string {
  // JSON has no NaN and no Infinity, and no text for what holds itself.
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
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : `${text}${text && "."}${String(part)}`),
    "",
  );
}

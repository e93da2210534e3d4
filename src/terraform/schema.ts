import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { jsonSchemaOf, type JsonSchema } from "./json-schema";
import { isReference } from "./reference";
import { faultOf } from "./text/literal";
import { isSecret } from "./text/secrets";
import { inLine, visible } from "./text/visible";

/**
 * The vocabulary of every schema. A field declares its rule once; `check` turns it into an error message,
 * `variables.ts` into a Terraform `validation`, and JSON Schema (through `z.toJSONSchema`) into what an editor shows.
 *
 * `allowed` always completes the sentence "must be …".
 */

/**
 * A string that matches `pattern`, which must mean the same in JavaScript and in RE2, the dialect of Terraform: no `.`, no `\s`,
 * no look-around. It is read as Unicode, as editors do.
 *
 * @param refused Values that match `pattern` and are wrong nevertheless.
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

/** A list without duplicates. */
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
            message: "unique in its list",
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
 * @param exclusive Pairs of settings that cannot be combined.
 * @param needed Settings of which at least one must be set.
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
        error: `cannot be combined with ${other}: set one of them`,
        path: [one],
        params: { isSentence: true },
        when: isObject,
      }),
    // A refined schema cannot be extended.
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
 * @param place Region and account, which not every ARN has.
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
    "a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves",
    new RegExp(
      String.raw`^[0-9]{1,3}(\.[0-9]{1,3}){3}$|^(${reservedBucketPrefix})|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$`,
    ),
  );
/** The provider adds 26 characters to it. */
export const bucketNamePrefix = () =>
  bounded(
    1,
    37,
    /^[a-z0-9]+((\.|-+)[a-z0-9]+)*(\.|-+)?$/,
    "the prefix of a bucket name: 1 to 37 lower-case letters, digits and hyphens, with single dots between them, and no prefix that S3 reserves",
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
    // CloudTrail refuses an empty value.
    1,
    256,
    /^[\p{L}\p{Z}\p{N}_.:\/=+@-]+$/u,
    "a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -",
  );
/** Tags that every service accepts. For IAM, keys that differ only in case are the same. */
export const tagMap = () =>
  z
    .record(tagKey(), tagValue(), { error: "a map of tags" })
    .check(({ value, issues }) => {
      const problem = (message: string, path: string[] = []) =>
        issues.push({ code: "custom", input: value, path, message, params: { isSentence: true }, continue: true });
      const keys = Object.keys(value);
      if (keys.length > maxTags) problem(`has ${keys.length} tags; AWS allows ${maxTags}`);
      const first = new Map([...keys].reverse().map((key) => [key.toLowerCase(), key]));
      for (const key of keys) {
        const other = first.get(key.toLowerCase());
        if (other !== key) problem(`differs from ${other} only in case, which is the same key for IAM`, [key]);
      }
    })
    .meta({ maxProperties: maxTags, keysIgnoreCase: true });
const maxTags = 50;

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
  if (issue.code === "invalid_value" && issue.values.length > 10 && typeof issue.input === "string" && !quotes) {
    return [{ path: formatPath(path), message: `got ${given}${nearest(issue.input, issue.values.map(String))}` }];
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

/** The known name that is nearest to a wrong one; if none is near, all of a few known names. */
export function nearest(wrong: string, known: readonly string[]): string {
  // The cost is the product of both lengths.
  const start = wrong.slice(0, 200).toLowerCase();
  const [best] = known
    .map((name) => ({ name, edits: distance(start, name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const isNear = best && (best.edits <= Math.max(2, wrong.length / 3) || known.length > 20);
  return isNear ? `; did you mean "${best.name}"?` : `; expected one of ${known.join(", ")}`;
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

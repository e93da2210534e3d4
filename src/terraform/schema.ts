import { z } from "zod";
import { choices } from "./text/nearest";

/**
 * The vocabulary of every schema. A field declares its rule once; `parse.ts` turns it into an error message,
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
  return z.enum(values, { error: `one of ${choices(values)}` });
}

/** `true` or `false`. */
export function flag() {
  return z.boolean({ error: "true or false" });
}

/** A list without duplicates. */
export function uniqueList<T extends z.ZodType>(item: T) {
  return withoutDuplicates(z.array(item, { error: "a list" }));
}

/** A list of `min` to `max` items without duplicates. */
export function boundedList<T extends z.ZodType>(item: T, min: number, max: number) {
  const error = `a list of ${min} to ${max}`;
  return withoutDuplicates(z.array(item, { error }).min(min, { error }).max(max, { error }));
}

function withoutDuplicates<T extends z.ZodArray>(list: T) {
  return list
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
export const organizationId = () =>
  text(
    /^o-[a-z0-9]{10,32}$/,
    "the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5",
  );
export const organizationTarget = () =>
  text(
    /^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$/,
    "the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6",
  );
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
export const tagKey = () =>
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

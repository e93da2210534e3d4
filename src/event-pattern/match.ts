import { isInBlock, isSameAddress, parseBlock } from "./address";
import { type AnythingBut, type IgnoreCase, type Match, type NumericTest, type Scalar, isOperator } from "./pattern";

/** Beyond this, in both directions, AWS documents no comparison of numbers. */
export const LARGEST_NUMBER = 5e9;

/** Whether a value that exists matches. */
export function matchesValue(match: Match, value: Scalar): boolean {
  if (!isOperator(match)) return value === match || (isText(match) && isText(value) && isSameAddress(match, value));
  if ("exists" in match) return match.exists;
  if ("anything-but" in match) return !isExcluded(match["anything-but"], value);
  if ("numeric" in match) return typeof value === "number" && isInRange(match.numeric, value);
  if (!isText(value)) return false;
  if ("cidr" in match) {
    const block = parseBlock(match.cidr);
    return block !== undefined && isInBlock(value, block);
  }
  if ("prefix" in match) return compare(match.prefix, value, (text, part) => text.startsWith(part));
  if ("suffix" in match) return compare(match.suffix, value, (text, part) => text.endsWith(part));
  if ("wildcard" in match) return wildcardTest(match.wildcard).test(value);
  return compare(match, value, (text, whole) => text === whole);
}

function isText(value: Scalar): value is string {
  return typeof value === "string";
}

function compare(
  wanted: string | IgnoreCase,
  value: string,
  test: (value: string, wanted: string) => boolean,
): boolean {
  if (typeof wanted === "string") return test(value, wanted);
  return test(value.toLowerCase(), wanted["equals-ignore-case"].toLowerCase());
}

/** Null, true and false are excluded by no list: they match every `anything-but`. */
function isExcluded(excluded: AnythingBut, value: Scalar): boolean {
  if (typeof excluded !== "object") return excluded === value;
  if (Array.isArray(excluded)) return (excluded as readonly Scalar[]).includes(value);
  return Object.entries(excluded as Record<string, string | readonly string[]>).some(([operator, texts]) =>
    [texts].flat().some((text) => matchesValue({ [operator]: text } as unknown as Match, value)),
  );
}

function isInRange(test: NumericTest, value: number): boolean {
  if (Math.abs(value) > LARGEST_NUMBER) return false;
  const [operator, limit, secondOperator, secondLimit] = test;
  const isWithin = holds[operator](value, limit);
  return secondOperator === undefined ? isWithin : isWithin && holds[secondOperator](value, secondLimit!);
}

const holds = {
  "=": (value: number, limit: number) => value === limit,
  "<": (value: number, limit: number) => value < limit,
  "<=": (value: number, limit: number) => value <= limit,
  ">": (value: number, limit: number) => value > limit,
  ">=": (value: number, limit: number) => value >= limit,
};

/** `*` is any text, `\*` a star and `\\` a backslash. */
function wildcardTest(wildcard: string): RegExp {
  const parts = wildcard.match(/\\[\\*]|[^]/g) ?? [];
  const source = parts.map((part) => (part === "*" ? "[^]*" : part.slice(-1).replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&")));
  return new RegExp(`^${source.join("")}$`);
}

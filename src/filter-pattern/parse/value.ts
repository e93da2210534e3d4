import { awsWording } from "../filter-pattern-error";
import { translateRegex } from "../regex";
import type { NumberValue, RegexValue, TextValue, Value } from "../syntax-tree";
import type { Scanner } from "./scanner";

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** Largest exponent of ten that AWS reads, with either sign and once the decimal point is moved behind the last digit. */
const MAX_EXPONENT = 2 ** 31 - 1;

/** Whether a bare word is a number. */
export function isNumberText(word: string): boolean {
  return NUMBER.test(word);
}

/** Whether AWS reads a number. It does so as Java reads a BigDecimal, whose exponent and scale have 32 bits. */
function isInRange(number: string): boolean {
  const [mantissa = "", power = "0"] = number.toLowerCase().split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  return [Number(power), Number(power) - fraction.length].every((exponent) => Math.abs(exponent) <= MAX_EXPONENT);
}

/** Whether a word keeps its meaning without quotes, as a text. */
export function isBareText(word: string): boolean {
  return /^[\w.*-]+$/.test(word) && !isNumberText(word) && !isReserved(word);
}

function isReserved(word: string): boolean {
  return word.toUpperCase() === "NULL";
}

/** The right side of a comparison. */
export function parseValue(scanner: Scanner): Value {
  if (scanner.next === '"') return parseQuoted(scanner);
  if (scanner.next === "%") return parseRegex(scanner);
  return parseBare(scanner);
}

/** A string in double quotes; `\"` and `\\` are the only escapes. */
export function parseQuoted(scanner: Scanner): TextValue {
  const start = scanner.offset;
  const literal = scanner.match(/"[^"\\]*(?:\\[^][^"\\]*)*"/y);
  if (literal === undefined) return scanner.fail('this " is never closed', start);
  const text = literal.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return { kind: "text", text, quoted: true, start, end: scanner.offset };
}

/** A regular expression between percent signs. */
export function parseRegex(scanner: Scanner): RegexValue {
  const start = scanner.offset;
  scanner.skip("%");
  const source = scanner.takeUntil("%");
  if (source === undefined) return scanner.fail("this % is never closed", start);
  translateRegex(source, ({ advice, at, badCharacter }) => {
    const reason = badCharacter ? awsWording.invalidTerm(`%${source}%`) : awsWording.invalidRegex;
    return scanner.fail(advice, start + 1 + at, reason);
  });
  return { kind: "regex", source, start, end: scanner.offset };
}

function parseBare(scanner: Scanner): TextValue | NumberValue {
  const start = scanner.offset;
  const word = scanner.match(/[\w.*+-]+/y);
  if (scanner.next === "'" || word === undefined) {
    if (scanner.next === "'") return scanner.fail("strings take double quotes, not single ones");
    if (scanner.atEnd || /[\s)\]},&|=<>]/.test(scanner.next)) return scanner.fail("a value is missing here");
    return scanner.failTerm(start, scanner.offset);
  }
  if (!/^$|[\s)\]},&|]/.test(scanner.next)) return scanner.failTerm(start, scanner.offset);
  const end = scanner.offset;
  if (isNumberText(word)) {
    if (!isInRange(word))
      return scanner.fail(`the exponent is beyond ±${MAX_EXPONENT}; quote the number to compare with its text`, start);
    return { kind: "number", text: word, start, end };
  }
  if (word.includes("+")) return scanner.failTerm(start, start + word.indexOf("+"));
  if (isReserved(word)) return scanner.fail('write IS NULL to test for null, or quote the text "null"', start);
  return { kind: "text", text: word, quoted: false, start, end };
}

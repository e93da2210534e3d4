import { type EventNumber, numberComparer, renderNumber } from "../log-event/json-number";
import { compileRegex } from "../regex";
import type { Operator, Value } from "../syntax-tree";

/** The results of a comparison for a string and for a number. It is false for everything else. */
export interface ValueTest {
  readonly text: (text: string) => boolean;
  readonly number: (number: EventNumber) => boolean;
}

/** The test of a comparison. */
export function compileTest(operator: Operator, value: Value): ValueTest {
  if (value.kind === "number") return numeric(operator, value.text);
  const text = value.kind === "regex" ? compileRegex(value.source) : compileGlob(value.text);
  switch (operator) {
    case "=":
      return { text, number: (number) => text(renderNumber(number)) };
    case "!=":
      return { text: (given) => !text(given), number: (number) => !text(renderNumber(number)) };
    default:
      return { text: () => false, number: () => false };
  }
}

/** Compiles a text in which `*` stands for any text. */
function compileGlob(glob: string): (text: string) => boolean {
  const [first = "", ...others] = glob.split(/\*+/);
  const last = others.pop();
  if (last === undefined) return (text) => text === glob;
  const shortest = first.length + last.length;
  return (text) => {
    if (text.length < shortest || !text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found === -1 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** Recorded: a bare number equals a string of the same text, and is always false for a number that overflows a double. */
function numeric(operator: Operator, literal: string): ValueTest {
  const compare = numberComparer(literal);
  const holds = signTests[operator];
  const text = textTests[operator];
  return {
    text: (given) => text(given, literal),
    number: (number) => {
      const sign = compare(number);
      return sign !== undefined && holds(sign);
    },
  };
}

const signTests: Record<Operator, (sign: number) => boolean> = {
  "=": (sign) => sign === 0,
  "!=": (sign) => sign !== 0,
  "<": (sign) => sign < 0,
  ">": (sign) => sign > 0,
  "<=": (sign) => sign <= 0,
  ">=": (sign) => sign >= 0,
};

const never = (): boolean => false;

const textTests: Record<Operator, (text: string, literal: string) => boolean> = {
  "=": (text, literal) => text === literal,
  "!=": (text, literal) => text !== literal,
  "<": never,
  ">": never,
  "<=": never,
  ">=": never,
};

import { type Decimal, compareDecimals, toDecimal } from "./decimal";

/**
 * A number of a JSON event whose text matters, because a JavaScript number would lose it: fractions, exponents and
 * integers of more than 15 digits.
 *
 * The recorded verdicts fit a service that keeps integers exactly and reads everything else as a double: 1e309 is a
 * number that equals nothing and orders nowhere, 1e-999 is 0.0, and texts are compared with the double's rendering.
 */
export class JsonNumber {
  // Private, so that selectors such as $.a.text and $.a.* find nothing in a number.
  readonly #text: string;
  #decimal: Decimal | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** What texts and regular expressions are compared with. */
  render(): string {
    return this.isInteger() ? this.#text : renderDouble(Number(this.#text));
  }

  /** The exact value; undefined if it is too large for a double. */
  decimal(): Decimal | undefined {
    if (this.#decimal !== undefined) return this.#decimal;
    const double = Number(this.#text);
    if (!this.isInteger() && !Number.isFinite(double)) return undefined;
    return (this.#decimal = toDecimal(this.isInteger() ? this.#text : String(double)));
  }

  private isInteger(): boolean {
    return !/[.eE]/.test(this.#text);
  }
}

/** A number in an event: small integers, and everything in events that were given as objects, are plain numbers. */
export type EventNumber = number | JsonNumber;

/** Whether a node of an event is a number. */
export function isEventNumber(node: unknown): node is EventNumber {
  return typeof node === "number" || node instanceof JsonNumber;
}

/** What texts and regular expressions are compared with. */
export function renderNumber(node: EventNumber): string {
  if (typeof node !== "number") return node.render();
  return Number.isSafeInteger(node) ? String(node) : renderDouble(node);
}

/** Compares the numbers of events with a number of a pattern: undefined if the number of the event cannot be compared. */
export function numberComparer(literal: string): (node: EventNumber) => number | undefined {
  const exact = toDecimal(literal);
  const double = Number(literal);
  const fits = Number.isFinite(double) && compareDecimals(toDecimal(String(double)), exact) === 0;
  return (node) => {
    if (typeof node !== "number") {
      const decimal = node.decimal();
      return decimal && compareDecimals(decimal, exact);
    }
    if (!Number.isFinite(node)) return undefined;
    return fits ? node - double : compareDecimals(toDecimal(String(node)), exact);
  };
}

/** As Java renders a double, which is how `"1"` can equal 1 but not 1.0, and `"1e0"` equals neither. */
function renderDouble(double: number): string {
  if (!Number.isFinite(double)) return Number.isNaN(double) ? "NaN" : double < 0 ? "-Infinity" : "Infinity";
  const sign = double < 0 || Object.is(double, -0) ? "-" : "";
  const size = Math.abs(double);
  if (size === 0) return `${sign}0.0`;
  if (size >= 1e-3 && size < 1e7) return sign + (Number.isInteger(size) ? `${size}.0` : String(size));
  const [mantissa = "", power = ""] = size.toExponential().split("e");
  return `${sign}${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${Number(power)}`;
}

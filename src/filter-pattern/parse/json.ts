import { awsWording } from "../filter-pattern-error";
import type { JsonCondition, JsonPattern, Selector, Step } from "../syntax-tree";
import { parseExpression, parseOperator } from "./expression";
import { Scanner } from "./scanner";
import { parseValue } from "./value";

/** `{ … }`. */
export function parseJson(text: string): JsonPattern {
  const scanner = new Scanner(text);
  scanner.skipSpace();
  const closing = text.trimEnd().length - 1;
  if (text[closing] !== "}") scanner.fail("nothing may follow the last }", closing, awsWording.unclosed("{", "}"));
  scanner.skip("{");
  const condition = parseExpression(scanner, () => parseCondition(scanner));
  if (scanner.offset !== closing) scanner.fail("expected &&, || or }");
  return { kind: "json", condition, start: 0, end: text.length };
}

function parseCondition(scanner: Scanner): JsonCondition {
  const subject = parseSelector(scanner);
  const start = subject.start;
  const spaceBefore = scanner.match(/\s+/y) !== undefined;
  const wordStart = scanner.offset;
  const operator = parseOperator(scanner);
  if (operator !== undefined) {
    const value = parseValue(scanner);
    if (value.kind !== "number" && operator !== "=" && operator !== "!=")
      return scanner.fail(`${operator} compares with a bare number only`, value.start);
    return { kind: "comparison", subject, operator, value, start, end: value.end };
  }
  const words = spaceBefore ? scanner.match(/[A-Za-z]+(\s+[A-Za-z]+)?/y) : undefined;
  const end = scanner.offset;
  switch (words?.toUpperCase().replace(/\s+/, " ")) {
    case "NOT EXISTS":
      return { kind: "not-exists", subject, start, end };
    case "IS NULL":
      return { kind: "is", subject, constant: "NULL", start, end };
    case "IS TRUE":
      return { kind: "is", subject, constant: "TRUE", start, end };
    case "IS FALSE":
      return { kind: "is", subject, constant: "FALSE", start, end };
    case "EXISTS":
    case "IS NOT":
      return scanner.fail("there is no EXISTS; write = * for any string or number", wordStart);
    default:
      return scanner.fail("expected =, !=, <, >, <=, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS", wordStart);
  }
}

function parseSelector(scanner: Scanner): Selector {
  const start = scanner.offset;
  if (!scanner.skip("$")) return scanner.fail("expected a selector such as $.eventName, or (");
  if (scanner.next !== ".") return scanner.fail("a selector starts with $. and a key");
  const steps: Step[] = [];
  while (scanner.next === "." || scanner.next === "[") steps.push(parseStep(scanner));
  return { steps, start, end: scanner.offset };
}

function parseStep(scanner: Scanner): Step {
  if (scanner.skip(".*")) return { kind: "wildcard", notation: ".*" };
  if (scanner.skip("[*]")) return { kind: "wildcard", notation: "[*]" };
  if (scanner.skip(".['")) {
    const start = scanner.offset;
    const key = scanner.takeUntil("']");
    if (key === undefined || key.includes("'")) return scanner.fail("a quoted key ends with ']", start);
    if (key === "") return scanner.fail("the key is empty", start);
    return { kind: "key", key };
  }
  if (scanner.skip(".")) {
    const key = scanner.match(/[\w-]+/y);
    return key === undefined
      ? scanner.fail("expected a key of letters, digits, _ and -; write .['key'] for any other")
      : { kind: "key", key };
  }
  scanner.skip("[");
  const index = scanner.match(/\d{1,9}(?=\])/y);
  if (index === undefined) return scanner.fail("expected an index or * between square brackets");
  scanner.skip("]");
  return { kind: "index", index: Number(index) };
}

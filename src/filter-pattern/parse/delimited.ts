import { awsWording } from "../filter-pattern-error";
import type { Comparison, DelimitedField, DelimitedPattern, FieldName } from "../syntax-tree";
import { parseExpression, parseOperator } from "./expression";
import { Scanner } from "./scanner";
import { parseValue } from "./value";

/** `[ … ]`. */
export function parseDelimited(text: string): DelimitedPattern {
  const scanner = new Scanner(text);
  scanner.skipSpace();
  const closing = text.trimEnd().length - 1;
  if (text[closing] !== "]") scanner.fail("nothing may follow the last ]", closing, awsWording.unclosed("[", "]"));
  scanner.skip("[");
  const fields: DelimitedField[] = [];
  do fields.push(parseField(scanner));
  while (scanner.skip(","));
  if (scanner.offset !== closing) scanner.fail("expected a comma, &&, || or ]");
  checkNames(fields, scanner);
  const empty = fields.length === 1 && fields[0]?.kind === "unnamed";
  return { kind: "delimited", fields: empty ? [] : fields, start: 0, end: text.length };
}

function parseField(scanner: Scanner): DelimitedField {
  scanner.skipSpace();
  const start = scanner.offset;
  if (scanner.next === "," || scanner.next === "]") return { kind: "unnamed", start, end: start };
  if (scanner.skip("...")) {
    const end = scanner.offset;
    scanner.skipSpace();
    return { kind: "ellipsis", start, end };
  }
  const bareName = scanner.match(/[A-Za-z_][\w-]*(?=\s*[,\]])/y);
  if (bareName !== undefined) {
    const end = scanner.offset;
    scanner.skipSpace();
    return { kind: "named", name: bareName, start, end };
  }
  return parseConditionalField(scanner, start);
}

function parseConditionalField(scanner: Scanner, start: number): DelimitedField {
  let first: string | undefined;
  const condition = parseExpression(scanner, () => {
    const comparison = parseComparison(scanner);
    const { name } = comparison.subject;
    first ??= name;
    if (name !== first)
      scanner.fail(
        "a field's condition can only use its own name",
        comparison.start,
        awsWording.severalFieldsInOne(first, name),
      );
    return comparison;
  });
  return { kind: "conditional", name: first ?? "", condition, start, end: condition.end };
}

function parseComparison(scanner: Scanner): Comparison<FieldName> {
  const start = scanner.offset;
  const name = scanner.match(/[A-Za-z_][\w-]*/y);
  if (name === undefined) return scanner.fail("expected a field name, which starts with a letter or _");
  const subject = { name, start, end: scanner.offset };
  scanner.skipSpace();
  const operator = parseOperator(scanner);
  if (operator === undefined) return scanner.fail("expected =, !=, <, >, <=, >= or a comma");
  const value = parseValue(scanner);
  if (value.kind !== "number" && operator !== "=" && operator !== "!=")
    return scanner.fail(`${operator} compares with a bare number only`, value.start);
  return { kind: "comparison", subject, operator, value, start, end: value.end };
}

function checkNames(fields: readonly DelimitedField[], scanner: Scanner): void {
  const seen = new Set<string>();
  for (const field of fields) {
    if (field.kind === "unnamed") continue;
    const name = field.kind === "ellipsis" ? "..." : field.name;
    if (seen.has(name)) {
      if (field.kind === "ellipsis") scanner.fail("... is allowed only once", field.start);
      scanner.fail("field names must be unique", field.start, awsWording.duplicateField(name));
    }
    seen.add(name);
  }
}

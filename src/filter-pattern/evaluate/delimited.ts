import { JsonNumber } from "../log-event/json-number";
import type { LineFields } from "../log-event/line-fields";
import { isNumberText } from "../parse/value";
import type { Comparison, DelimitedField, DelimitedPattern, Expression, FieldName } from "../syntax-tree";
import { compileTest } from "./value-test";

type Predicate = (field: string) => boolean;

/** Compiles `[ … ]`. */
export function compileDelimited({ fields }: DelimitedPattern): (line: LineFields) => boolean {
  if (fields.length === 0) return () => true;
  const ellipsis = fields.findIndex((field) => field.kind === "ellipsis");
  const head = (ellipsis === -1 ? fields : fields.slice(0, ellipsis)).map(compileField);
  const tail = (ellipsis === -1 ? [] : fields.slice(ellipsis + 1)).map(compileField);
  const last = ellipsis === -1 ? head.length - 1 : undefined;
  return (line) => {
    const { values } = line;
    if (values.length < head.length + tail.length) return false;
    // Without an ellipsis the last field takes the rest of the line.
    const valueAt = (index: number): string => (index === last ? line.rest(index) : (values[index] ?? ""));
    const tailStart = values.length - tail.length;
    return (
      head.every((holds, index) => holds === undefined || holds(valueAt(index))) &&
      tail.every((holds, index) => holds === undefined || holds(valueAt(tailStart + index)))
    );
  };
}

function compileField(field: DelimitedField): Predicate | undefined {
  return field.kind === "conditional" ? compileExpression(field.condition) : undefined;
}

function compileExpression(expression: Expression<Comparison<FieldName>>): Predicate {
  switch (expression.kind) {
    case "and": {
      const operands = expression.operands.map(compileExpression);
      return (field) => operands.every((holds) => holds(field));
    }
    case "or": {
      const operands = expression.operands.map(compileExpression);
      return (field) => operands.some((holds) => holds(field));
    }
    case "group":
      return compileExpression(expression.inner);
    default:
      return compileComparison(expression);
  }
}

/** A field is text; only a bare number in the pattern makes it a number, recorded: `= 1` matches 1.0, `= "1"` does not. */
function compileComparison({ operator, value }: Pick<Comparison<FieldName>, "operator" | "value">): Predicate {
  if (operator === "!=") {
    const equals = compileComparison({ operator: "=", value });
    return (field) => !equals(field);
  }
  const { text, number } = compileTest(operator, value);
  if (value.kind !== "number") return text;
  return (field) => text(field) || (isNumberText(field) && number(new JsonNumber(field)));
}

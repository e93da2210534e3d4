/** A condition in SQL, and the operator that holds it together at the top. */
export interface Sql {
  readonly text: string;
  readonly operator?: "AND" | "OR";
}

export function allOf(...operands: readonly Sql[]): Sql {
  return join("AND", operands);
}

export function anyOf(...operands: readonly Sql[]): Sql {
  return join("OR", operands);
}

/** Joins operands; what is said twice is written once. */
function join(operator: "AND" | "OR", operands: readonly Sql[]): Sql {
  const distinct = [...new Map(operands.map((operand) => [operand.text, operand])).values()];
  if (distinct.length === 1) return distinct[0]!;
  const texts = distinct.map((operand) =>
    operand.operator === undefined || operand.operator === operator ? operand.text : `(${operand.text})`,
  );
  return { text: texts.join(` ${operator} `), operator };
}

/** A text as a literal. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Texts as a list of literals, without brackets. */
export function quoteAll(texts: readonly string[]): string {
  return texts.map(quote).join(", ");
}

import type { Expression, Span } from "../syntax-tree";
import type { Scanner } from "./scanner";

/**
 * Brackets deeper than this cannot occur in the 1,024 characters that AWS accepts, and the functions over the tree may
 * recurse without running out of stack.
 */
const MAX_DEPTH = 512;

/** Conditions joined by `&&` and `||`, where `&&` binds tighter; `parseCondition` reads one condition. */
export function parseExpression<Condition extends Span>(
  scanner: Scanner,
  parseCondition: () => Condition,
  depth = 0,
): Expression<Condition> {
  type Node = Expression<Condition>;

  const parseGroup = (): Node => {
    const start = scanner.offset;
    if (depth === MAX_DEPTH) return scanner.fail(`brackets are nested deeper than ${MAX_DEPTH} levels`);
    scanner.skip("(");
    const inner = parseExpression(scanner, parseCondition, depth + 1);
    if (!scanner.skip(")")) return scanner.fail("expected &&, || or )");
    return { kind: "group", inner, start, end: scanner.offset };
  };

  const parseOperand = (): Node => {
    scanner.skipSpace();
    const operand = scanner.next === "(" ? parseGroup() : parseCondition();
    scanner.skipSpace();
    return operand;
  };

  const parseChain = (kind: "and" | "or", symbol: string, parseLink: () => Node): Node => {
    const first = parseLink();
    const operands = [first];
    while (scanner.skip(symbol)) operands.push(parseLink());
    const last = operands[operands.length - 1] ?? first;
    return operands.length === 1 ? first : { kind, operands, start: first.start, end: last.end };
  };

  return parseChain("or", "||", () => parseChain("and", "&&", parseOperand));
}

/** The operator of a comparison. */
export function parseOperator(scanner: Scanner): "=" | "!=" | "<" | ">" | "<=" | ">=" | undefined {
  const operator = scanner.match(/[!<>]=|[=<>]/y) as "=" | "!=" | "<" | ">" | "<=" | ">=" | undefined;
  if (operator !== undefined && scanner.next === "=") return scanner.fail("equality is a single =");
  scanner.skipSpace();
  return operator;
}

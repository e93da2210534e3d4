import { formatExpression } from "../format";
import { expressions, nodes } from "../traverse";
import type { Rule } from "./finding";

/** `a || b && c` is `a || (b && c)`, which many readers get wrong. */
export const mixedOperators: Rule = (pattern) =>
  expressions(pattern)
    .flatMap(nodes)
    .flatMap((node) => (node.kind === "or" ? node.operands : []))
    .filter((operand) => operand.kind === "and")
    .map((operand) => ({
      code: "mixed-operators",
      message: "&& binds tighter than ||; add brackets to show it",
      start: operand.start,
      end: operand.end,
      fix: `(${formatExpression(operand)})`,
    }));

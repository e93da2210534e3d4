import {
  type Expression,
  type FilterPattern,
  type JsonCondition,
  Refusal,
  type Refused,
  type Span,
  orRefused,
} from "../../filter-pattern";
import { type Clause, fieldKey } from "../clauses";
import { cloudTrailLeaves } from "../cloudtrail";
import type { EventPattern } from "../pattern";
import { problems } from "../problems";
import { allOf, anyOf } from "./combine";
import { translateCondition } from "./condition";
import type { Difference } from "./difference";
import { type Field, fieldOf } from "./selector";
import { writeClauses } from "./write";

/** An event pattern that decides as a filter pattern does, or the reason why there is none. */
export type Translation = Success | Refused;

/** An event pattern, with the events on which it decides otherwise than the filter pattern. */
export interface Success {
  readonly kind: "translated";
  readonly pattern: EventPattern;
  readonly differences: readonly Difference[];
}

/**
 * The event pattern that matches on the default bus what a filter pattern matches in the log group of a trail.
 *
 * @param options.leaves Further fields, as selectors, that never hold an object; `NOT EXISTS` is refused for others.
 */
export function translate(
  { kind, ...tree }: FilterPattern,
  { leaves = [] }: { readonly leaves?: readonly string[] } = {},
): Translation {
  const { start, end } = tree;
  if (!("condition" in tree))
    return {
      kind: "refused",
      reason: `only JSON patterns have a translation, this one is of the kind ${kind}`,
      start,
      end,
    };
  const isLeaf = (name: string) => cloudTrailLeaves.has(name) || leaves.includes(name);
  const differences = new Map<string, Difference>();
  return orRefused<Success>(() => {
    const clauses = clausesOf(tree.condition, isLeaf, differences);
    const pattern: EventPattern = { ...envelope, detail: writeClauses(clauses, tree) };
    const [problem] = problems(pattern);
    if (problem !== undefined) throw new Refusal(problem.replace("The", "the").replace(/\.$/, ""), { start, end });
    return { kind: "translated", pattern, differences: [...differences.values()] };
  });
}

/**
 * What all events from CloudTrail have in common, so that nobody else's do: only AWS sends events of sources that begin
 * with `aws.`. AWS's pages spell the type of sign-ins in more than one way, all with this end.
 */
const envelope: EventPattern = { source: [{ prefix: "aws." }], "detail-type": [{ suffix: " via CloudTrail" }] };

function clausesOf(
  expression: Expression<JsonCondition>,
  isLeaf: (name: string) => boolean,
  differences: Map<string, Difference>,
): readonly Clause[] {
  const inner = (operand: Expression<JsonCondition>) => clausesOf(operand, isLeaf, differences);
  switch (expression.kind) {
    case "group":
      return inner(expression.inner);
    case "or":
      return anyOf(expression.operands.flatMap(inner));
    case "and":
      refuseSharedLists(expression.operands.map(listsIn), expression);
      return allOf(expression.operands.map(inner), expression);
    default: {
      const { field, matches, differences: found } = translateCondition(expression, isLeaf);
      for (const holds of found) differences.set(`${field.name} ${holds}`, { field: field.name, holds });
      return [new Map([[fieldKey(field.path), { path: field.path, matches }]])];
    }
  }
}

/** The fields that an expression looks for in elements of a list. */
function listsIn(expression: Expression<JsonCondition>): readonly Field[] {
  switch (expression.kind) {
    case "group":
      return listsIn(expression.inner);
    case "and":
    case "or":
      return expression.operands.flatMap(listsIn);
    default:
      return [fieldOf(expression.subject)];
  }
}

/** An event pattern applies all conditions below a list to one element, a filter pattern each to any. */
function refuseSharedLists(operands: readonly (readonly Field[])[], span: Span): void {
  operands.forEach((fields, index) => {
    const others = operands.filter((_, other) => other !== index).flat();
    for (const { path, list } of fields) {
      if (list === undefined) continue;
      const above = path.slice(0, list);
      if (others.some((other) => above.every((key, at) => other.path[at] === key)))
        throw new Refusal(
          `an event pattern applies all conditions on elements of $.${above.join(".")} to the same element`,
          span,
        );
    }
  });
}

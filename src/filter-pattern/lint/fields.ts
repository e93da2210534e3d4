import { formatSelector } from "../format";
import type { Expression, JsonCondition, Selector } from "../syntax-tree";
import { conditionsOf } from "../traverse";
import type { FieldKnowledge } from "./field-knowledge";
import { outcomesOf } from "./outcomes";
import type { Field } from "./satisfiability";

/** The conditions of an expression by the field that they are about; undefined if there are too many outcomes. */
export function fieldsOf(
  expression: Expression<JsonCondition>,
  { requiredTexts }: FieldKnowledge,
): readonly Field[] | undefined {
  const all = conditionsOf(expression);
  // Conditions with a wildcard may concern different elements, so each is independent.
  const open = all
    .filter(({ subject }) => hasWildcard(subject))
    .map((condition) => ({
      conditions: [condition],
      outcomes: [[true], [false]],
    }));
  const fields: Field[] = open;
  for (const [selector, conditions] of bySelector(all)) {
    const outcomes = outcomesOf(conditions, requiredTexts.has(selector) ? "text" : "anything");
    if (outcomes === undefined) return undefined;
    fields.push({ conditions, outcomes });
  }
  return fields;
}

/** Conditions by the canonical text of their selectors, without those with a wildcard. */
export function bySelector<Any extends JsonCondition>(conditions: readonly Any[]): ReadonlyMap<string, readonly Any[]> {
  const groups = new Map<string, Any[]>();
  for (const condition of conditions) {
    if (hasWildcard(condition.subject)) continue;
    const selector = formatSelector(condition.subject);
    groups.set(selector, [...(groups.get(selector) ?? []), condition]);
  }
  return groups;
}

/** Whether a selector may find several nodes. */
export function hasWildcard({ steps }: Selector): boolean {
  return steps.some((step) => step.kind === "wildcard");
}

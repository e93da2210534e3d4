import {
  type Expression,
  type FilterPattern,
  type JsonCondition,
  Refusal,
  type Refused,
  type Step,
  type TextValue,
  orRefused,
} from "../../filter-pattern";
import { selectorKey } from "../../filter-pattern/evaluate/selector";
import { formatSelector } from "../../filter-pattern/format";
import { operandsOf, unbracket } from "../../filter-pattern/traverse";
import type { Difference } from "../difference";
import { type Sql, allOf, anyOf } from "../sql";
import { type Test, applyTest, testOf } from "./condition";
import { type Place, elementsOf, follow, row } from "./place";
import { anyTextTest } from "./text-test";

/** A condition in SQL that decides as a filter pattern does, or the reason why there is none. */
export type Translation = Success | Refused;

/** A condition in SQL, with the events on which it decides otherwise than the filter pattern. */
export interface Success {
  readonly kind: "translated";
  /** A boolean expression of Trino over the {@link columns}, never null. */
  readonly sql: string;
  readonly differences: readonly Difference[];
}

/** The condition on a row of the table of CloudTrail's events that holds where a filter pattern matches the event. */
export function toSql(pattern: FilterPattern): Translation {
  return orRefused<Success>(() => {
    if (pattern.kind !== "json")
      throw new Refusal(`only JSON patterns have a translation, this one is of the kind ${pattern.kind}`, pattern);
    const translator = new Translator();
    const { text } = translator.expression(pattern.condition);
    if (/\p{Surrogate}/u.test(text)) throw new Refusal("SQL has no half of a surrogate pair", pattern);
    return { kind: "translated", sql: `coalesce(${text}, false)`, differences: [...translator.differences.values()] };
  });
}

type ExactComparison = Extract<JsonCondition, { kind: "comparison" }> & { readonly value: TextValue };

/**
 * Conditions of filter patterns are joined by && and || only, so that null counts as false wherever it occurs: what is
 * negated within a condition is made true or false there.
 */
class Translator {
  readonly differences = new Map<string, Difference>();

  expression(expression: Expression<JsonCondition>): Sql {
    switch (expression.kind) {
      case "group":
        return this.expression(expression.inner);
      case "and":
        return allOf(...expression.operands.map((operand) => this.expression(operand)));
      case "or":
        return anyOf(...this.alternatives(operandsOf("or", expression)));
      default:
        return this.condition(expression);
    }
  }

  /** Patterns list a dozen names of one field: those become one list. */
  private alternatives(operands: readonly Expression<JsonCondition>[]): readonly Sql[] {
    const lists = new Map<string, ExactComparison[]>();
    const parts = operands.map((operand) => {
      const exact = exactComparison(operand);
      if (exact === undefined) return operand;
      const key = selectorKey(exact.subject);
      const known = lists.get(key);
      known?.push(exact);
      if (known !== undefined) return undefined;
      const list = [exact];
      lists.set(key, list);
      return list;
    });
    return parts.flatMap((part) => {
      if (part === undefined) return [];
      return "kind" in part ? this.expression(part) : this.oneOf(part);
    });
  }

  private oneOf(comparisons: readonly ExactComparison[]): Sql {
    const [first] = comparisons as readonly [ExactComparison];
    return this.at(
      first.subject.steps,
      { kind: "text", test: anyTextTest(comparisons.map(({ value }) => value)) },
      first,
    );
  }

  private condition(condition: JsonCondition): Sql {
    const { steps } = condition.subject;
    const wildcard = steps.findIndex(({ kind }) => kind === "wildcard");
    if (wildcard === -1) return this.at(steps, testOf(condition, false), condition);
    if (condition.kind === "not-exists") return this.none(steps, { kind: "exists" }, condition);
    if (condition.kind !== "comparison" || condition.operator !== "!=")
      return this.at(steps, testOf(condition, true), condition);
    // With a wildcard, != is "no element equals", also if there is no element but a parent.
    return allOf(
      this.at(steps.slice(0, wildcard), { kind: "exists" }, condition),
      this.none(steps, testOf({ ...condition, operator: "=" }, true), condition),
    );
  }

  private none(steps: readonly Step[], test: Test, condition: JsonCondition): Sql {
    return { text: `NOT coalesce(${this.at(steps, test, condition).text}, false)` };
  }

  /** A test of the value that the steps lead to, with wildcards of any of the values. */
  private at(steps: readonly Step[], test: Test, condition: JsonCondition): Sql {
    const field = formatSelector({ ...condition.subject, steps });
    const from = (place: Place, [step, ...rest]: readonly Step[]): Sql => {
      if (step === undefined) {
        const { sql, differences } = applyTest(test, place, condition);
        for (const holds of differences) this.differences.set(`${field} ${holds}`, { field, holds });
        return sql;
      }
      if (step.kind !== "wildcard") return from(follow(place, step) ?? refuseField(condition), rest);
      const { sql, element } = elementsOf(place) ?? refuseField(condition);
      const variable = `x${rest.length}`;
      const { text } = from(element(variable), rest);
      return { text: `cardinality(filter(${sql}, ${variable} -> ${text})) > 0` };
    };
    return from(row, steps);
  }
}

function refuseField(condition: JsonCondition): never {
  throw new Refusal(`no column of the table holds ${formatSelector(condition.subject)}`, condition.subject);
}

function exactComparison(expression: Expression<JsonCondition>): ExactComparison | undefined {
  const operand = unbracket(expression);
  if (operand.kind !== "comparison" || operand.operator !== "=" || operand.value.kind !== "text") return undefined;
  return operand.value.text.includes("*") ? undefined : { ...operand, value: operand.value };
}

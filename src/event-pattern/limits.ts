import { type Clause, clausesOf, countClauses } from "./clauses";
import { type EventPattern, type Match, isOperator } from "./pattern";

/** What AWS allows one event pattern. */
export const allowed = {
  /** Length as compact JSON in UTF-16 code units; a quota that AWS raises to 4,096 on request. */
  length: 2048,
  /** Clauses that a pattern with `$or` stands for. */
  clauses: 1000,
} as const;

/**
 * What a pattern uses of the limits of AWS.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export interface Usage {
  /** Of {@link allowed.length}. */
  readonly length: number;
  /** Of {@link allowed.clauses}. */
  readonly clauses: number;
  /**
   * Stars in wildcards. AWS refuses a pattern whose wildcards are "too complex" and does not say when; and of the rules
   * of a bus only 30 may have wildcards, which no request raises. `prefix` and `suffix` are none.
   */
  readonly wildcards: number;
}

/** Measures a pattern that has no {@link problems}. */
export function usage(pattern: EventPattern): Usage {
  const clauses = countClauses(pattern);
  const tests = clauses > allowed.clauses ? [] : new Set(clausesOf(pattern).flatMap(matchesOf));
  const wildcards = [...tests].reduce<number>((sum, match) => sum + starsIn(match), 0);
  return { length: JSON.stringify(pattern).length, clauses, wildcards };
}

function matchesOf(clause: Clause): readonly Match[] {
  return [...clause.values()].flatMap(({ matches }) => matches);
}

function starsIn(match: Match): number {
  if (!isOperator(match)) return 0;
  if ("wildcard" in match) return (match.wildcard.replace(/\\[\\*]/g, "").match(/\*/g) ?? []).length;
  const excluded = "anything-but" in match ? match["anything-but"] : undefined;
  if (typeof excluded !== "object" || !("wildcard" in excluded)) return 0;
  return [excluded.wildcard].flat().reduce((sum, wildcard) => sum + starsIn({ wildcard }), 0);
}

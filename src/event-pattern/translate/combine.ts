import { Refusal, type Span } from "../../filter-pattern";
import type { Clause, FieldTest } from "../clauses";
import { allowed } from "../limits";
import type { Match } from "../pattern";
import { intersect } from "./intersect";

/** One of the clauses has to match. Those that differ in one field only become one. */
export function anyOf(clauses: readonly Clause[]): readonly Clause[] {
  const merged: Clause[] = [];
  for (const clause of clauses) {
    let grown = clause;
    for (let at = merged.findIndex((known) => union(known, grown)); at !== -1;) {
      grown = union(merged.splice(at, 1)[0]!, grown)!;
      at = merged.findIndex((known) => union(known, grown));
    }
    merged.push(grown);
  }
  return merged;
}

/** A clause of each operand has to match. */
export function allOf(operands: readonly (readonly Clause[])[], span: Span): readonly Clause[] {
  const combined = operands.reduce((clauses, operand) => {
    if (clauses.length * operand.length > allowed.clauses)
      throw new Refusal(`the conditions have more than ${allowed.clauses} combinations`, span);
    return anyOf(clauses.flatMap((clause) => operand.flatMap((other) => join(clause, other, span) ?? [])));
  });
  if (combined.length === 0) throw new Refusal("the conditions contradict each other", span);
  return combined;
}

function union(one: Clause, other: Clause): Clause | undefined {
  if (one.size !== other.size || ![...one.keys()].every((key) => other.has(key))) return undefined;
  const different = [...one.keys()].filter((key) => !isSame(one.get(key)!, other.get(key)!));
  if (different.length > 1) return undefined;
  const [key = [...one.keys()][0]!] = different;
  const matches = distinct([...one.get(key)!.matches, ...other.get(key)!.matches]);
  return new Map([...one, [key, { ...one.get(key)!, matches }]]);
}

/** Undefined if no event matches both. */
function join(one: Clause, other: Clause, span: Span): Clause | undefined {
  const joined = new Map(one);
  for (const [key, test] of other) {
    const known = joined.get(key);
    const matches = known === undefined ? test.matches : both(known, test, span);
    if (matches.length === 0) return undefined;
    joined.set(key, { ...test, matches });
  }
  return joined;
}

function both(one: FieldTest, other: FieldTest, span: Span): readonly Match[] {
  if (isSame(one, other)) return one.matches;
  return distinct(
    one.matches.flatMap((first) =>
      other.matches.flatMap((second) => {
        const match = intersect(first, second);
        if (match === undefined)
          throw new Refusal(`an event pattern cannot combine these conditions on $.${one.path.join(".")}`, span);
        return match === "none" ? [] : [match];
      }),
    ),
  );
}

/** Whether two tests of a field say the same. */
export function isSame(one: FieldTest, other: FieldTest): boolean {
  return JSON.stringify(one.matches) === JSON.stringify(other.matches);
}

function distinct(matches: readonly Match[]): readonly Match[] {
  return [...new Map(matches.map((match) => [JSON.stringify(match), match])).values()];
}

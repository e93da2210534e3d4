import { type Clause, clausesOf, type FieldTest } from "./clauses";
import { cloudTrailLeaves } from "./cloudtrail";
import { matchesValue } from "./match";
import { type EventPattern, type Match, isOperator } from "./pattern";

/** Whether two patterns for CloudTrail's events may match the same event: false only if no event can. */
export function mayOverlap(one: EventPattern, other: EventPattern): boolean {
  const others = clausesOf(other);
  return clausesOf(one).some((clause) => others.some((otherClause) => mayBothMatch(clause, otherClause)));
}

function mayBothMatch(one: Clause, other: Clause): boolean {
  return [...one].every(([key, test]) => {
    const otherTest = other.get(key);
    return otherTest === undefined || !isSingle(test) || mayBothBe(test, otherTest);
  });
}

/** Whether a field has at most one value: of several each test may match another. */
function isSingle({ path: [top, ...path] }: FieldTest): boolean {
  return top === "detail" && cloudTrailLeaves.has(["$", ...path].join("."));
}

function mayBothBe(one: FieldTest, other: FieldTest): boolean {
  return one.matches.some((match) => other.matches.some((otherMatch) => mayAgree(match, otherMatch)));
}

function mayAgree(one: Match, other: Match): boolean {
  const isAbsent = [one, other].map((match) => isOperator(match) && "exists" in match && !match.exists);
  if (isAbsent.includes(true)) return isAbsent.every(Boolean);
  if (!isOperator(one)) return isOperator(other) ? matchesValue(other, one) : one === other;
  if (!isOperator(other)) return matchesValue(one, other);
  if (!("prefix" in one && "prefix" in other)) return true;
  const [first, second] = [one.prefix, other.prefix];
  return (
    typeof first !== "string" || typeof second !== "string" || first.startsWith(second) || second.startsWith(first)
  );
}

/** What a pattern says of a field in each of its clauses; undefined where it says nothing. */
export function testsOfField(pattern: EventPattern, key: string): readonly (readonly Match[] | undefined)[] {
  return clausesOf(pattern).map((clause) => clause.get(key)?.matches);
}

import { type Path, countClauses, fieldKey } from "./clauses";
import { allowed } from "./limits";
import { matchProblem } from "./match-problems";
import { type EventPattern, OR, alternativesIn } from "./pattern";

/** Names that AWS takes for operators, also future ones, and so for no field in `$or`. */
const reserved = new Set([
  ..."exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr = < <= > >= regex".split(" "),
  ..."not-wildcard not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before".split(" "),
  ..."in-date-range ip-address-in-range ip-address-not-in-range".split(" "),
]);

/** Whether a field can have this name wherever it is in a pattern. */
export function isFieldName(name: string): boolean {
  return name !== OR && !name.includes(".") && !reserved.has(name);
}

/**
 * Why AWS would not accept a value as an event pattern, or would not read it as it looks; one sentence for each reason,
 * with the field. None for a pattern that is valid.
 */
export function problems(pattern: unknown): readonly string[] {
  if (!isObject(pattern)) return ["An event pattern is an object."];
  const found = objectProblems(pattern, "", false);
  if (found.length > 0) return found;
  const repeated = fieldsOf(pattern as EventPattern, []).repeated;
  if (repeated.length > 0)
    return repeated.map((field) => `${field} is in $or and beside it: AWS looks only at one of them.`);
  const { length } = JSON.stringify(pattern);
  const clauses = countClauses(pattern as EventPattern);
  return [
    ...(length > allowed.length
      ? [`The pattern has ${length} characters, of the ${allowed.length} that AWS allows.`]
      : []),
    ...(clauses > allowed.clauses
      ? [`$or makes ${clauses} combinations of conditions, of the ${allowed.clauses} that AWS allows.`]
      : []),
  ];
}

function objectProblems(pattern: Readonly<Record<string, unknown>>, at: string, isInOr: boolean): readonly string[] {
  const entries = Object.entries(pattern);
  if (entries.length === 0) return [`${at === "" ? "The pattern" : at} is empty.`];
  return entries.flatMap(([name, value]) => {
    const field = at === "" ? name : `${at}.${name}`;
    if (name === OR) return alternativesProblems(value, at);
    if (isInOr && reserved.has(name)) return [`${field}: a field in $or cannot be called "${name}".`];
    if (isObject(value)) return objectProblems(value, field, isInOr);
    if (!Array.isArray(value)) return [`${field} has to be a list of what the field may be, or an object.`];
    if (value.length === 0) return [`${field}: the list is empty, which nothing matches.`];
    return (value as readonly unknown[]).flatMap((match) =>
      matchProblem(match).map((problem) => `${field}: ${problem}.`),
    );
  });
}

function alternativesProblems(value: unknown, at: string): readonly string[] {
  const field = at === "" ? OR : `${at}.${OR}`;
  if (!Array.isArray(value) || value.length < 2) return [`${field} has to be a list of two or more patterns.`];
  return (value as readonly unknown[]).flatMap((alternative) =>
    isObject(alternative) ? objectProblems(alternative, at, true) : [`${field} can only have patterns in it.`],
  );
}

/** The fields that a pattern names, and those that it names in two places that both have to match. */
function fieldsOf(pattern: EventPattern, path: Path): { fields: ReadonlySet<string>; repeated: readonly string[] } {
  const parts = Object.entries(pattern).map(([name, value]) => {
    if (name !== OR) {
      const field = [...path, name];
      if (Array.isArray(value)) return { fields: new Set([fieldKey(field)]), repeated: [] };
      return fieldsOf(value as EventPattern, field);
    }
    const alternatives = alternativesIn(pattern).map((alternative) => fieldsOf(alternative, path));
    return {
      fields: new Set(alternatives.flatMap(({ fields }) => [...fields])),
      repeated: alternatives.flatMap(({ repeated }) => repeated),
    };
  });
  const all = parts.flatMap(({ fields }) => [...fields]);
  const repeatedHere = all.filter((field, index) => all.indexOf(field) !== index);
  return { fields: new Set(all), repeated: [...parts.flatMap(({ repeated }) => repeated), ...repeatedHere] };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { type Clause, type FieldTest, type Path, clausesOf } from "./clauses";
import { matchesValue } from "./match";
import { type EventPattern, type Match, type Scalar, isOperator } from "./pattern";

/**
 * Whether an event, as `JSON.parse` reads it, matches a pattern that has no {@link problems}.
 *
 * It follows AWS's engine, event-ruler: lists in the event are seen through, and fields below the same list have to match
 * in the same element. `exists: false` is stricter where objects in a list differ: the field must be in none of them.
 *
 * @see https://github.com/aws/event-ruler
 */
export function evaluate(pattern: EventPattern, event: unknown): boolean {
  return clausesOf(pattern).some((clause) => isMet(clause, event));
}

/** The fields of a clause as a tree, because the fields of an object are looked at together. */
interface Node {
  readonly children: Map<string, Node>;
  test?: FieldTest;
}

function isMet(clause: Clause, event: unknown): boolean {
  const root: Node = { children: new Map() };
  for (const test of clause.values()) {
    let node = root;
    for (const key of test.path) {
      const child = node.children.get(key) ?? { children: new Map<string, Node>() };
      node.children.set(key, child);
      node = child;
    }
    node.test = test;
  }
  return isObjectMet(root, event, event);
}

function isObjectMet(node: Node, value: unknown, event: unknown): boolean {
  if (Array.isArray(value))
    return [...(value as readonly unknown[]), undefined].some((element) => isObjectMet(node, element, event));
  return [...node.children].every(([key, child]) => {
    const inner = valueOf(value, key);
    if (child.test !== undefined && !isFieldMet(child.test, inner, event)) return false;
    return child.children.size === 0 || isObjectMet(child, inner, event);
  });
}

function isFieldMet({ path, matches }: FieldTest, value: unknown, event: unknown): boolean {
  const values = scalarsIn(value);
  const isAbsent = () => scalarsAt(path, event).length === 0;
  return matches.some((match) =>
    isAbsenceTest(match) ? isAbsent() : values.some((scalar) => matchesValue(match, scalar)),
  );
}

function isAbsenceTest(match: Match): boolean {
  return isOperator(match) && "exists" in match && !match.exists;
}

function valueOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** The values of a field that holds one or a list of them. An object is none, and neither is an empty list. */
function scalarsIn(value: unknown): readonly Scalar[] {
  if (Array.isArray(value)) return (value as readonly unknown[]).flatMap(scalarsIn);
  return value === undefined || (typeof value === "object" && value !== null) ? [] : [value as Scalar];
}

function scalarsAt([key, ...rest]: Path, value: unknown): readonly Scalar[] {
  if (key === undefined) return scalarsIn(value);
  if (Array.isArray(value))
    return (value as readonly unknown[]).flatMap((element) => scalarsAt([key, ...rest], element));
  return scalarsAt(rest, valueOf(value, key));
}

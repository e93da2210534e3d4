import { type EventPattern, type Match, OR, alternativesIn } from "./pattern";

/** A field of the event: the keys that lead to it. */
export type Path = readonly string[];

/** What one field may be. */
export interface FieldTest {
  readonly path: Path;
  readonly matches: readonly Match[];
}

/** A pattern without `$or`: fields that all have to match, by their paths. */
export type Clause = ReadonlyMap<string, FieldTest>;

/** The key of a field in a {@link Clause}. Keys with a dot are not distinguished from two keys, as in AWS. */
export function fieldKey(path: Path): string {
  return path.join(".");
}

/**
 * The pattern as clauses of which one has to match, which is how AWS reads it. In a clause that names a field twice, in
 * `$or` and beside it, the last one counts.
 */
export function clausesOf(pattern: EventPattern): readonly Clause[] {
  return expand([new Map()], pattern, []);
}

/** How many clauses a pattern has, counted without writing them. */
export function countClauses(pattern: EventPattern): number {
  let count = 1;
  for (const [key, value] of Object.entries(pattern)) {
    if (key === OR) count *= alternativesIn(pattern).reduce((sum, alternative) => sum + countClauses(alternative), 0);
    else if (!Array.isArray(value)) count *= countClauses(value as EventPattern);
  }
  return count;
}

function expand(clauses: readonly Clause[], pattern: EventPattern, path: Path): readonly Clause[] {
  let expanded = clauses;
  for (const [key, value] of Object.entries(pattern)) {
    const field = [...path, key];
    if (key === OR) {
      const soFar = expanded;
      expanded = alternativesIn(pattern).flatMap((alternative) => expand(soFar, alternative, path));
    } else if (Array.isArray(value)) {
      const test: FieldTest = { path: field, matches: value as readonly Match[] };
      expanded = expanded.map((clause) => new Map([...clause, [fieldKey(field), test]]));
    } else expanded = expand(expanded, value as EventPattern, field);
  }
  return expanded;
}

import { distance } from "fastest-levenshtein";

/**
 * What to write instead of an unknown name: `; did you mean "x"?` if a known name is near, and all of a few known names otherwise.
 *
 * @param expected What is said of the known names if none is near.
 */
export function nearest(
  wrong: string,
  known: readonly string[],
  expected = `expected one of ${choices(known)}`,
): string {
  const name = nearestName(wrong, known);
  return name === undefined ? `; ${expected}` : `; did you mean "${name}"?`;
}

/** Near is what differs, whatever the case, in two characters or in a third of them, and in no more than half of a short name. */
function nearestName(wrong: string, known: readonly string[]): string | undefined {
  // The cost is the product of both lengths.
  const start = wrong.slice(0, 200).toLowerCase();
  const [best] = known
    .map((name) => ({ name, edits: distance(start, name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  if (best === undefined) return undefined;
  const allowed = Math.min(Math.max(2, start.length / 3), Math.max(start.length, best.name.length) / 2);
  return best.edits <= allowed ? best.name : undefined;
}

/** All of a few names; for many, see the documentation. */
export function choices(names: readonly (string | number)[]): string {
  return names.length <= 30 ? names.join(", ") : `the ${names.length} values in the documentation, such as ${names[0]}`;
}

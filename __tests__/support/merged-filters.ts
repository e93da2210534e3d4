/** Keys of the filters that docs/upgrading.md says are merged into others, sorted. */
export function mergedIn(upgrading: string): string[] {
  return firstColumn(upgrading, "| Merged into");
}

/** Ids of the detections that it says are merged with others, sorted. */
export function mergedDetectionsIn(upgrading: string): string[] {
  return firstColumn(upgrading, "| Merged with");
}

function firstColumn(text: string, head: string): string[] {
  const [, table = ""] = text.split(head);
  return [...table.split("\n\n")[0]!.matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key!).sort();
}

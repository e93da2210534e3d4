/** Keys of the filters that docs/upgrading.md says are merged into others, sorted. */
export function mergedIn(upgrading: string): string[] {
  const [, table = ""] = upgrading.split("| Merged into");
  return [...table.split("\n## ")[0]!.matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key!).sort();
}

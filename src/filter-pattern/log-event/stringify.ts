/** Compact JSON of a value, however deeply nested. */
export function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch (error) {
    // The engine's own recursion gave up; anything else, such as a cycle, is the caller's.
    if (error instanceof RangeError) return stringifyDeep(value);
    throw error;
  }
}

/** Writes what is still to be written from a stack of its own: values, and pieces of punctuation between them. */
function stringifyDeep(root: unknown): string {
  const pieces: string[] = [];
  const pending: ({ readonly value: unknown } | string)[] = [{ value: root }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") pieces.push(next);
    else if (Array.isArray(next.value))
      pushAll(
        "[",
        next.value.map((value: unknown) => ["", value]),
        "]",
      );
    else if (typeof next.value === "object" && next.value !== null)
      pushAll(
        "{",
        Object.entries(next.value)
          .filter(([, value]) => value !== undefined)
          .map(([key, value]) => [`${JSON.stringify(key)}:`, value]),
        "}",
      );
    else pieces.push(JSON.stringify(next.value) ?? "null");
  }
  return pieces.join("");

  function pushAll(opening: string, entries: (readonly [string, unknown])[] | unknown[][], closing: string): void {
    pending.push(closing);
    for (let i = entries.length - 1; i >= 0; i--) {
      const [label, value] = entries[i] as [string, unknown];
      pending.push({ value }, `${i === 0 ? "" : ","}${label}`);
    }
    pending.push(opening);
  }
}

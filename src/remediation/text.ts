/** What controls a terminal, changes the direction of writing or is invisible. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;

/** A text of others as part of a line: no longer than a reader wants, and without line ends. */
export function inOneLine(text: string, longest = 1000): string {
  const line = text.replace(unprintable, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** A word that a shell takes as one, and that is not split by a mail. */
export function quoted(word: string): string {
  const line = inOneLine(word);
  return /^[\w./:=@%+,-]+$/.test(line) ? line : `'${line.replaceAll("'", "'\\''")}'`;
}

/** `a, b and 3 more`. */
export function someOf(items: readonly string[], most = 20): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join(", ")} and ${more} more` : items.join(", ");
}

/** What steers a terminal, turns the direction of writing, or is not seen at all; and the other line ends of Unicode. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text as it may be shown to people: what they would not see stands there as in JSON, `\u001b`. Lines and tabs stay. */
export function visible(text: string): string {
  return text.replace(unseen, (character) => (/[\n\t]/.test(character) ? character : escaped(character)));
}

/** A value within a line, in which it can begin no new one. */
export function inLine(value: string): string {
  return value.replace(unseen, escaped);
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/** Characters that control a terminal, change the direction of writing or are invisible; and the other line ends of Unicode. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text that is safe to show: invisible characters are escaped as in JSON, `\u001b`. Line ends and tabs stay. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => (/[\n\t]/.test(character) ? character : escaped(character)));
}

/** A value that is safe within a line: line ends are escaped as well. */
export function inLine(value: string): string {
  return value.replace(invisible, escaped);
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

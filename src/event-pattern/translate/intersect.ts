import { matchesValue } from "../match";
import { type AnythingBut, type Match, type NumericTest, isOperator } from "../pattern";

/** What matches both; `"none"` if nothing does, undefined if no single match says it. */
export function intersect(one: Match, other: Match): Match | "none" | undefined {
  if (!isOperator(one)) return matches(other, one) ? one : "none";
  if (!isOperator(other)) return intersect(other, one);
  if (JSON.stringify(one) === JSON.stringify(other)) return one;
  if (isAbsence(one) || isAbsence(other)) return "none";
  if (isAnyText(one)) return other;
  if (isAnyText(other)) return one;
  if ("numeric" in one && "numeric" in other) return range(one.numeric, other.numeric);
  if ("anything-but" in one && "anything-but" in other) {
    const excluded = excludeBoth(one["anything-but"], other["anything-but"]);
    return excluded && { "anything-but": excluded };
  }
  return undefined;
}

/** Whether a value matches, where a translation has only these operators. */
function matches(match: Match, value: Exclude<Match, object>): boolean {
  return isOperator(match) ? !isAbsence(match) && matchesValue(match, value) : match === value;
}

function isAbsence(match: Match): boolean {
  return isOperator(match) && "exists" in match;
}

function isAnyText(match: Match): boolean {
  return isOperator(match) && "prefix" in match && match.prefix === "";
}

function range(one: NumericTest, other: NumericTest): Match | undefined {
  const [lower, upper] = one[0].startsWith(">") ? [one, other] : [other, one];
  if (!lower[0].startsWith(">") || !upper[0].startsWith("<") || lower.length > 2 || upper.length > 2) return undefined;
  if (lower[1] >= upper[1]) return undefined;
  return { numeric: [lower[0], lower[1], upper[0], upper[1]] as unknown as NumericTest };
}

type Texts = Readonly<Record<string, string | readonly string[]>>;

/** Translations exclude values as a list. */
function excludeBoth(one: AnythingBut, other: AnythingBut): AnythingBut | undefined {
  if (Array.isArray(one) && Array.isArray(other)) return [...new Set([...(one as string[]), ...(other as string[])])];
  if (Array.isArray(one) || Array.isArray(other)) return undefined;
  const [[operator, texts]] = Object.entries(one as Texts) as [[string, string | readonly string[]]];
  const others = (other as Texts)[operator];
  return others && ({ [operator]: [...new Set([texts, others].flat(2))] } as unknown as AnythingBut);
}

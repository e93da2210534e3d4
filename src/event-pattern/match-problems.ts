import { parseBlock } from "./address";
import { LARGEST_NUMBER } from "./match";

/** Why AWS would not accept a value as what a field may be; nothing if it does. */
export function matchProblem(match: unknown): readonly string[] {
  if (Array.isArray(match)) return ["a list in the list; one list is all alternatives"];
  if (typeof match !== "object" || match === null) return [];
  const [operator, ...others] = Object.keys(match);
  if (operator === undefined || others.length > 0) return ["an operator is an object with one key"];
  const check = Object.hasOwn(checks, operator) ? checks[operator] : undefined;
  if (check === undefined) return [`there is no operator "${operator}", only ${Object.keys(checks).join(", ")}`];
  return check((match as Record<string, unknown>)[operator]).map((problem) => `${operator} ${problem}`);
}

type Check = (value: unknown) => readonly string[];

const isText: Check = (value) => (typeof value === "string" ? [] : ["takes a text"]);

const checks: Readonly<Record<string, Check>> = {
  prefix: textOrIgnoreCase,
  suffix: textOrIgnoreCase,
  "equals-ignore-case": isText,
  wildcard: wildcardProblem,
  cidr: (value) =>
    typeof value === "string" && parseBlock(value) !== undefined
      ? []
      : ["takes a block of addresses such as 10.0.0.0/8, of more than one address"],
  numeric: numericProblem,
  exists: (value) => (typeof value === "boolean" ? [] : ["takes true or false"]),
  "anything-but": anythingButProblem,
};

function textOrIgnoreCase(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return isText(value);
  const text = (value as Record<string, unknown>)["equals-ignore-case"];
  return Object.keys(value).length === 1 && typeof text === "string"
    ? []
    : ["takes a text, or equals-ignore-case with one"];
}

function wildcardProblem(value: unknown): readonly string[] {
  if (typeof value !== "string") return isText(value);
  const plain = value.replace(/\\[\\*]/g, "-");
  if (plain.includes("\\")) return ["has a \\ before something other than * and \\"];
  return plain.includes("**") ? ["has two * in a row, which AWS refuses"] : [];
}

function numericProblem(value: unknown): readonly string[] {
  const [operator, limit, second, top, ...more] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const isOne = ["=", "<", "<=", ">", ">="].includes(operator as string) && second === undefined;
  const isRange = [">", ">="].includes(operator as string) && ["<", "<="].includes(second as string);
  const limits = isRange ? [limit, top] : [limit];
  if (!(isOne || isRange) || more.length > 0 || !limits.every((one) => typeof one === "number"))
    return ['takes an operator and a number, or the two ends of a range such as [">", 0, "<=", 5]'];
  if (isRange && (limit as number) >= (top as number)) return ["has a range in which no number is"];
  return limits.every((one) => Math.abs(one as number) <= LARGEST_NUMBER)
    ? []
    : [`compares numbers up to ${LARGEST_NUMBER} only`];
}

function anythingButProblem(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null)
    return ["string", "number"].includes(typeof value) ? [] : ["takes texts or numbers, not true, false or null"];
  if (Array.isArray(value)) {
    const types = new Set((value as readonly unknown[]).map((one) => typeof one));
    const isUniform = types.size === 1 && (types.has("string") || types.has("number"));
    return isUniform ? [] : ["takes a list of texts or a list of numbers"];
  }
  const [operator, ...others] = Object.keys(value);
  const texts: readonly unknown[] = [Object.values(value)[0]].flat();
  if (others.length > 0 || !["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(operator ?? ""))
    return ["takes values, or one of prefix, suffix, equals-ignore-case, wildcard"];
  if (texts.length === 0 || !texts.every((text) => typeof text === "string")) return [`${operator} takes texts`];
  if (operator === "wildcard") return texts.flatMap(wildcardProblem);
  return texts.includes("") && operator !== "equals-ignore-case" ? [`${operator} excludes every text`] : [];
}

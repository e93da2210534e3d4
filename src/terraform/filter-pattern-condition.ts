import { hclString } from "./hcl";

/*
 * CloudWatch Logs filter patterns, checked by Terraform: its regular expressions and a count of brackets are enough for all of
 * the grammar except the dialect of regular expressions and some rules about values. What is refused here, the parser refuses too.
 */

/** White space as the parser reads it, which is JavaScript's `\s`; RE2's is ASCII. */
const space = String.raw`[\s\v\p{Z}\x{feff}]*`;
const spaces = String.raw`[\s\v\p{Z}\x{feff}]+`;
/** Replacements for a text or regular expression, a quoted key, and a condition on a selector or a field, once read. */
const [textToken, keyToken, selected, named] = [
  String.raw`\x01"`,
  String.raw`\x01`,
  String.raw`\x02`,
  String.raw`\x03`,
];

/** Strings and quoted keys in one pass from left to right, because either may hold what begins the other. */
const quoted = String.raw`"(?:[^"\\]|\\(?s:.))*(")|(\.)\['[^']+'\]`;
const regex = String.raw`%[A-Za-z0-9 :_#=@/;,^$?\[\]{}|\\*+.-]+%`;

const name = String.raw`[A-Za-z_][\w-]*`;
const key = String.raw`\.(?:[\w-]+|\*|${keyToken})`;
const selector = String.raw`\$${key}(?:${key}|\[(?:\*|[0-9]{1,9})\])*`;
/** A plus is part of a number only. */
const word = String.raw`(?:[+-]?[0-9.]+[eE]\+[0-9]+|\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\w.*-]+)`;
const comparison = String.raw`${space}(?:!?=${space}(?:${textToken}|${word})|[<>]=?${space}[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)`;
const constant = String.raw`${spaces}(?i:IS${spaces}(?:NULL|TRUE|FALSE)|NOT${spaces}EXISTS)`;

/** Conditions with `&&` or `||` between them and brackets around them; whether the brackets match is counted. */
function expression(condition: string): string {
  const operand = String.raw`(?:\(${space})*${condition}(?:${space}\))*`;
  return String.raw`${operand}(?:${space}(?:&&|\|\|)${space}${operand})*`;
}
const field = String.raw`${space}(?:\.\.\.|${name}|${expression(named)})?${space}`;
const json = String.raw`\{${space}${expression(selected)}${space}\}`;
const delimited = String.raw`\[${field}(?:,${field})*\]`;
/** Also a regular expression alone. */
const terms = String.raw`(?:[^%"()\[\]{}\x01-\x03]|${textToken})*`;

/** An HCL condition: whether the text of an expression can be a filter pattern, however long. */
export function filterPatternCondition(text: string): string {
  const lexed = `replace(${text}, ${hclString(`/${quoted}/`)}, "$2\\u0001$1")`;
  const withoutRegexes = `replace(lexed, ${hclString(`/${regex}/`)}, "\\u0001\\"")`;
  const withoutSelectors = `replace(${withoutRegexes}, ${hclString(`/${selector}(?:${comparison}|${constant})/`)}, "\\u0002")`;
  const reduced = `replace(${withoutSelectors}, ${hclString(`/${name}${comparison}/`)}, "\\u0003")`;
  const brackets = `split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024))`;
  // As many ( as ) in the end, and never fewer before.
  const balanced = `length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])`;
  const checks = [
    `length(regexall("%[^%]*%", lexed)) <= 2`,
    `can(regex(${hclString(`^${space}(?:${json}|${delimited}|${terms})${space}$`)}, reduced))`,
    `alltrue([for part in ${brackets} : ${balanced}])`,
  ];
  return `alltrue(flatten([for lexed in [${lexed}] : [for reduced in [${reduced}] : ${checks.join(" && ")}]]))`;
}

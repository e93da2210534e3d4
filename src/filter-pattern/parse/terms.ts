import { awsWording } from "../filter-pattern-error";
import type { RegexPattern, Term, TermsPattern } from "../syntax-tree";
import { Scanner } from "./scanner";
import { parseQuoted, parseRegex } from "./value";

const roles = { "-": "excluded", "?": "optional" } as const;

/** Words and `"phrases"`, each required, `-excluded` or `?optional`. */
export function parseTerms(text: string): TermsPattern {
  const scanner = new Scanner(text);
  const terms: Term[] = [];
  for (scanner.skipSpace(); !scanner.atEnd; scanner.skipSpace()) terms.push(parseTerm(scanner));
  return { kind: "terms", terms, start: 0, end: text.length };
}

/** `%…%` as the whole pattern. */
export function parseWholeRegex(text: string): RegexPattern {
  const scanner = new Scanner(text);
  scanner.skipSpace();
  const regex = parseRegex(scanner);
  scanner.skipSpace();
  if (!scanner.atEnd) scanner.fail("a regular expression cannot be combined with terms");
  return { kind: "regex", regex, start: 0, end: text.length };
}

/** Recorded: a dot and a letter of any script need no quotes. */
const BARE_TERM = /[\w.\p{L}]+/uy;

/** Whether a term keeps its meaning without quotes. */
export function isBareTerm(text: string): boolean {
  return new Scanner(text).match(BARE_TERM) === text;
}

function parseTerm(scanner: Scanner): Term {
  const start = scanner.offset;
  const sign = scanner.match(/[-?]/y) as keyof typeof roles | undefined;
  const role = sign === undefined ? "required" : roles[sign];
  const text = scanner.next === '"' ? parsePhrase(scanner) : scanner.match(BARE_TERM);
  // AWS reads `a-b` as two terms: a sign may follow a term without a space between them.
  if (text === undefined || !/^$|[\s?-]/.test(scanner.next)) failTerm(scanner, start);
  return { kind: "term", role, text, start, end: scanner.offset };
}

function parsePhrase(scanner: Scanner): string {
  const phrase = parseQuoted(scanner);
  return phrase.text === "" ? scanner.fail("the phrase is empty", phrase.start) : phrase.text;
}

function failTerm(scanner: Scanner, start: number): never {
  const term = /^\S*/.exec(scanner.text.slice(start))?.[0] ?? "";
  const advice =
    scanner.atEnd || /\s/.test(scanner.next)
      ? "a term is missing after the sign"
      : 'letters, digits, _ and . only; put any other term in "double quotes"';
  return scanner.fail(advice, scanner.offset, awsWording.invalidTerm(term));
}

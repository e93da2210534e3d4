import { RE2JS } from "re2js";

/** What is wrong with a regular expression, and where in its source. */
export interface RegexProblem {
  readonly advice: string;
  readonly at: number;
  /** Whether the character at `at` is outside the dialect altogether; AWS words that differently. */
  readonly badCharacter: boolean;
}

/** The most that one quantifier may repeat; the limit of RE2. */
const MAX_REPEAT = 1000;

/** The most characters of an expression with its repetitions expanded; keeps matching fast. */
const MAX_EXPANSION = 5000;

const ALLOWED = /[A-Za-z0-9 :_#=@/;,^$?[\]{}|\\*+.-]/;

/** Members of the classes, written out: RE2's own \s lacks the vertical tab, and so its \S has it. */
const CLASSES: Readonly<Record<string, string>> = {
  d: "0-9",
  D: "\\x{0}-\\x{2f}\\x{3a}-\\x{10ffff}",
  w: "0-9A-Za-z_",
  W: "\\x{0}-\\x{2f}\\x{3a}-\\x{40}\\x{5b}-\\x{5e}\\x{60}\\x{7b}-\\x{10ffff}",
  s: "\\x{9}-\\x{d}\\x{20}",
  S: "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}",
};

/** Compiles a regular expression of the AWS dialect to an unanchored search that takes linear time. */
export function compileRegex(source: string): (text: string) => boolean {
  if (/^[\w :#=@/;,-]+$/.test(source)) return (text) => text.includes(source);
  const translation = translateRegex(source, ({ advice }) => {
    throw new RangeError(advice);
  });
  const expression = RE2JS.compile(translation);
  return (text) => expression.test(text);
}

/**
 * Checks a regular expression against the dialect of AWS and writes it in RE2's, literals escaped.
 *
 * AWS documents letters, digits, some punctuation, classes, alternatives, greedy and lazy quantifiers and `\xhh`. Where
 * the behaviour of its engine is unknown (a class in a class, a repeated anchor), the text is refused.
 */
export function translateRegex(source: string, refuse: (problem: RegexProblem) => never): string {
  return new Translator(source, refuse).translate();
}

/** One character by its code, or a class by its members. */
type Member = { readonly code: number } | { readonly members: string };

const literal = (code: number): string => `\\x{${code.toString(16)}}`;

class Translator {
  private at = 0;
  private expansion = 0;

  constructor(
    private readonly source: string,
    private readonly refuse: (problem: RegexProblem) => never,
  ) {}

  translate(): string {
    this.checkCharacters();
    let translation = "";
    while (this.at < this.source.length) {
      const repeated = /[$^|]/.test(this.next) ? this.anchor() : this.atom();
      translation += repeated + this.quantifier(repeated.length > 1);
    }
    return translation;
  }

  private get next(): string {
    return this.source.charAt(this.at);
  }

  private checkCharacters(): void {
    if (this.source === "") this.fail("the regular expression is empty");
    const characters = [...this.source];
    const at = characters.findIndex((character) => !ALLOWED.test(character));
    const character = characters[at];
    if (character === undefined) return;
    const hint = character <= "\x7f" ? `; write \\x${character.charCodeAt(0).toString(16).padStart(2, "0")}` : "";
    this.refuse({ advice: `'${character}' is not allowed in a regular expression${hint}`, at, badCharacter: true });
  }

  private anchor(): string {
    return this.source.charAt(this.at++);
  }

  private atom(): string {
    if (this.next === "[") return this.characterClass();
    if (this.next === "\\") return this.single(this.escape());
    if (/[*+?{]/.test(this.next)) this.fail(`there is nothing for ${this.next} to repeat; write \\${this.next}`);
    const character = this.source.charAt(this.at++);
    return character === "." ? "[^\\n]" : literal(character.charCodeAt(0));
  }

  private single(member: Member): string {
    return "code" in member ? literal(member.code) : `[${member.members}]`;
  }

  private escape(): Member {
    const start = this.at++;
    const letter = this.source.charAt(this.at++);
    const members = CLASSES[letter];
    if (members !== undefined) return { members };
    if (letter === "x") {
      const hex = /^[0-9A-Fa-f]{2}/.exec(this.source.slice(this.at))?.[0];
      if (hex === undefined) return this.fail("\\x takes two hexadecimal digits", start);
      this.at += 2;
      return { code: parseInt(hex, 16) };
    }
    if (letter === "" || /[A-Za-z0-9]/.test(letter)) this.fail("the escapes are \\d \\D \\s \\S \\w \\W \\xhh", start);
    return { code: letter.charCodeAt(0) };
  }

  private characterClass(): string {
    const start = this.at++;
    let set = "[";
    if (this.next === "^") set += this.source.charAt(this.at++);
    for (let first = true; first || this.next !== "]"; first = false) {
      if (this.at >= this.source.length) this.fail("this [ is never closed", start);
      set += this.range();
    }
    this.at++;
    return `${set}]`;
  }

  private range(): string {
    const start = this.at;
    const low = this.classMember();
    const isRange = /^-[^\]]/.test(this.source.slice(this.at));
    if (!isRange) return "code" in low ? literal(low.code) : low.members;
    this.at++;
    const high = this.classMember();
    if (!("code" in low) || !("code" in high)) return this.fail("a class cannot begin or end a range", start);
    if (high.code < low.code) this.fail("this range runs backwards", start);
    return `${literal(low.code)}-${literal(high.code)}`;
  }

  private classMember(): Member {
    if (this.next === "\\") return this.escape();
    if (this.next === "[") this.fail("write \\[ for a bracket in a class");
    return { code: this.source.charCodeAt(this.at++) };
  }

  private quantifier(repeatable: boolean): string {
    const start = this.at;
    const text = /^(?:[*+?]|\{\d{1,9}(?:,\d{0,9})?\})/.exec(this.source.slice(start))?.[0];
    if (text === undefined) {
      if (this.next === "{" && repeatable) this.fail("expected {n}, {n,} or {n,m}; write \\{ for a brace");
      this.expand(1, start);
      return "";
    }
    if (!repeatable) this.fail(`there is nothing for ${text} to repeat; write \\${text}`);
    this.at += text.length;
    const [low = 1, high = low] = (text.match(/\d+/g) ?? []).map(Number);
    if (high < low) this.fail("the counts run backwards", start);
    if (high > MAX_REPEAT) this.fail(`more than ${MAX_REPEAT} repetitions`, start);
    this.expand(high, start);
    // Lazy or greedy makes no difference to whether there is a match.
    if (this.next === "?") this.at++;
    if (/[*+?{]/.test(this.next)) this.fail("a repetition cannot be repeated");
    return text;
  }

  private expand(characters: number, start: number): void {
    this.expansion += characters;
    if (this.expansion > MAX_EXPANSION) this.fail(`repetitions add up to more than ${MAX_EXPANSION} characters`, start);
  }

  private fail(advice: string, at = this.at): never {
    return this.refuse({ advice, at, badCharacter: false });
  }
}

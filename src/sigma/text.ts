import { translateRegex } from "../filter-pattern/regex";
import { RuleRefusal } from "./problem";

/** A text of a rule: characters, and between them `*` for any text and `?` for any character. */
export type Glob = readonly (string | Wildcard)[];

type Wildcard = typeof anyText | typeof anyCharacter;
export const anyText = Symbol("*");
const anyCharacter = Symbol("?");

/** Reads the escapes `\*`, `\?` and `\\`; any other backslash is one. */
export function parseGlob(text: string): Glob {
  const parts: (string | Wildcard)[] = [];
  const add = (more: string) => {
    const last = parts.at(-1);
    if (typeof last === "string") parts[parts.length - 1] = last + more;
    else parts.push(more);
  };
  for (const [token] of text.matchAll(/\\[*?\\]|[^]/gu)) {
    if (token === "*") parts.push(anyText);
    else if (token === "?") parts.push(anyCharacter);
    else add(token.length === 2 && token.startsWith("\\") ? token[1]! : token);
  }
  return parts;
}

/** What a filter pattern compares with. */
export type Compared =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "regex"; readonly source: string };

/**
 * A text as filter patterns have it: `*` at its ends only, where AWS documents it. Anything else that stands for something needs one of the
 * two regular expressions that a pattern may have.
 *
 * @throws {@link RuleRefusal} Where a regular expression cannot say it either.
 */
export function comparedWith(glob: Glob): Compared {
  const inner = glob.filter((part, index) => part !== anyText || (index > 0 && index < glob.length - 1));
  const isPlain = inner.every((part) => typeof part === "string" && !part.includes("*"));
  if (isPlain) return { kind: "text", text: glob.map((part) => (part === anyText ? "*" : part)).join("") };
  const source = glob.map((part) => {
    if (part === anyText) return String.raw`[\s\S]*`;
    return part === anyCharacter ? String.raw`[\s\S]` : [...(part as string)].map(literal).join("");
  });
  return checked(`^${source.join("")}$`);
}

/**
 * A regular expression of a rule in the dialect of AWS.
 *
 * @throws {@link RuleRefusal} For groups, look-arounds and whatever else AWS does not take.
 */
export function regexOf(source: string): Compared {
  const tokens = source.match(/\\[^]|[^]/gu) ?? [];
  return checked(
    tokens
      .map((token) => {
        if (token === "(" || token === ")")
          throw new RuleRefusal(
            `the regular expression has round brackets, which AWS does not take: write the alternatives as a list of values`,
          );
        const character = token.replace(/^\\(?=[^])/, "");
        const isEscape = token.length > 1 && token.startsWith("\\");
        if (isEscape && /[\w]/.test(character)) return token;
        return allowed.test(character) ? token : literal(character);
      })
      .join(""),
  );
}

/** Characters that AWS takes in a regular expression, whatever they mean there. */
const allowed = /^[A-Za-z0-9 :_#=@/;,^$?[\]{}|\\*+.-]$/;
const operators = /^[\^$?[\]{}|\\*+.]$/;

/** A character that stands for itself in a regular expression. */
function literal(character: string): string {
  if (operators.test(character)) return `\\${character}`;
  if (allowed.test(character)) return character;
  const code = character.codePointAt(0)!;
  if (code > 0x7f)
    throw new RuleRefusal(`${character} is needed in a regular expression, where AWS takes ASCII characters only`);
  return `\\x${code.toString(16).padStart(2, "0")}`;
}

function checked(source: string): Compared {
  translateRegex(source, ({ advice }) => {
    throw new RuleRefusal(`AWS does not take the regular expression: ${advice}`);
  });
  return { kind: "regex", source };
}

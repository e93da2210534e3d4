import { RuleRefusal } from "./problem";

/** The condition of a rule, or a part of it. */
export type Condition<Leaf> =
  | { readonly kind: "and" | "or"; readonly operands: readonly Condition<Leaf>[] }
  | { readonly kind: "not"; readonly operand: Condition<Leaf> }
  | { readonly kind: "leaf"; readonly leaf: Leaf };

/** Several conditions as one; a single one stays as it is. */
export function joined<Leaf>(kind: "and" | "or", operands: readonly Condition<Leaf>[]): Condition<Leaf> {
  return operands.length === 1 ? operands[0]! : { kind, operands };
}

const quantifiers = new Map<string, "and" | "or">([
  ["1", "or"],
  ["any", "or"],
  ["all", "and"],
]);

/** Brackets within brackets; without a limit a text of brackets would get as deep as the stack. */
const deepest = 64;

/**
 * Reads a condition such as `selection and not 1 of filter_*`: a condition over the names of searches.
 *
 * @param names The searches that the rule has.
 * @throws {@link RuleRefusal} For what is no condition of a single event, and for searches that the rule lacks.
 */
export function parseCondition(text: string, names: readonly string[]): Condition<string> {
  return new ConditionParser(text, names).parse();
}

class ConditionParser {
  private readonly tokens: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(
    text: string,
    private readonly names: readonly string[],
  ) {
    if (text.includes("|"))
      throw new RuleRefusal(
        `the condition counts or correlates events (${text.slice(text.indexOf("|")).trim()}); only rules that decide on one event are taken`,
      );
    const other = /[^\w\s()*-]/.exec(text)?.[0];
    if (other !== undefined) throw new RuleRefusal(`${other} in the condition is unknown`);
    this.tokens = text.match(/[()]|[\w*-]+/g) ?? [];
  }

  parse(): Condition<string> {
    const condition = this.disjunction();
    if (this.next !== undefined) throw new RuleRefusal(`"${this.next}" in the condition is unexpected: and, or?`);
    return condition;
  }

  private get next(): string | undefined {
    return this.tokens[this.at];
  }

  private takes(word: string): boolean {
    if (this.next !== word) return false;
    this.at++;
    return true;
  }

  private disjunction(): Condition<string> {
    const operands = [this.conjunction()];
    while (this.takes("or")) operands.push(this.conjunction());
    return joined("or", operands);
  }

  private conjunction(): Condition<string> {
    const operands = [this.negation()];
    while (this.takes("and")) operands.push(this.negation());
    return joined("and", operands);
  }

  private negation(): Condition<string> {
    if (++this.depth > deepest) throw new RuleRefusal(`the condition is nested more than ${deepest} levels deep`);
    const condition: Condition<string> = this.takes("not") ? { kind: "not", operand: this.negation() } : this.operand();
    this.depth--;
    return condition;
  }

  private operand(): Condition<string> {
    if (this.takes("(")) {
      const inner = this.disjunction();
      if (!this.takes(")")) throw new RuleRefusal("a ( in the condition is never closed");
      return inner;
    }
    const word = this.next;
    if (word === undefined || ["and", "or", "of", ")"].includes(word))
      throw new RuleRefusal(`the name of a search is missing in the condition before ${word ?? "its end"}`);
    this.at++;
    if (this.takes("of")) return this.selector(word);
    if (!this.names.includes(word)) throw new RuleRefusal(`the condition needs the search ${word}, which is missing`);
    return { kind: "leaf", leaf: word };
  }

  /** `1 of filter_*`, `all of them`. */
  private selector(quantifier: string): Condition<string> {
    const kind = quantifiers.get(quantifier);
    if (kind === undefined) throw new RuleRefusal(`"${quantifier} of" in the condition: only 1, any and all are taken`);
    const pattern = this.next;
    if (pattern === undefined) throw new RuleRefusal(`the condition ends after "${quantifier} of"`);
    this.at++;
    if (!/^[\w*-]+$/.test(pattern))
      throw new RuleRefusal(`"${quantifier} of" in the condition needs them, or a name with *`);
    if (pattern.split("*").length > 3) throw new RuleRefusal(`${pattern} in the condition has more than two *`);
    const isWanted = (name: string) => pattern.startsWith("_") || !name.startsWith("_");
    const chosen = this.names.filter((name) => isWanted(name) && matches(pattern, name));
    if (chosen.length === 0) throw new RuleRefusal(`no search has a name like ${pattern}, which the condition needs`);
    return joined(
      kind,
      chosen.map((leaf) => ({ kind: "leaf", leaf })),
    );
  }
}

function matches(pattern: string, name: string): boolean {
  if (pattern === "them") return true;
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name);
}

import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Scalar, type YAMLMap } from "yaml";
import type { Selector } from "../filter-pattern";
import { joined, type Condition } from "./condition";
import { selectorOf } from "./field";
import { RuleRefusal, type Problems } from "./problem";
import type { FieldTest, Order } from "./test";
import { anyText, comparedWith, parseGlob, regexOf, type Glob } from "./text";

/** A test of one field. */
export interface Leaf {
  readonly subject: Selector;
  readonly test: FieldTest;
}

type Search = Condition<Leaf>;

/** How a field is compared, from its modifiers. */
interface Comparison {
  readonly how: "text" | "re" | "exists" | Order;
  /** For texts: where any text may stand. */
  readonly open: { readonly before: boolean; readonly after: boolean };
  /** Whether all values are asked for, and not one of them. */
  readonly all: boolean;
  readonly cased: boolean;
}

const orders: Readonly<Partial<Record<string, Order>>> = { lt: "<", lte: "<=", gt: ">", gte: ">=" };
const positions = ["contains", "startswith", "endswith"];
/** The modifiers that are taken. */
const modifiers = [...positions, "all", "exists", "cased", "re", ...Object.keys(orders)];

/** Reads the searches of rules: maps of fields, and lists of such maps. */
export class SearchReader {
  constructor(
    private readonly document: Document,
    private readonly problems: Problems,
  ) {}

  /** Undefined if a problem was reported. */
  read(node: unknown, at: number): Search | undefined {
    const search = this.resolved(node);
    if (isMap(search)) return this.ofMap(search);
    if (!isSeq(search) || search.items.length === 0)
      return this.refuse(at, "a search is a map of fields, or a list of such maps");
    const maps = search.items.map((item) => this.resolved(item));
    if (!maps.every((map) => isMap(map)))
      return this.refuse(
        at,
        "keywords are searched in the whole event, which a filter pattern cannot: name their fields",
      );
    return all(
      "or",
      maps.map((map) => this.ofMap(map)),
    );
  }

  /** A node, or what an alias means. */
  resolved(node: unknown): unknown {
    if (!isAlias(node)) return node;
    const target = node.resolve(this.document);
    if (target === undefined) this.problems.report(node.range?.[0] ?? 0, `the alias *${node.source} has no anchor`);
    return target;
  }

  /** What is written: the name of a search or of a field, a condition. Undefined if a problem was reported. */
  wordOf(scalar: Scalar): string | undefined {
    return this.problems.orReport(scalar.range?.[0] ?? 0, () => {
      const value = valueOf(scalar);
      if (typeof value === "symbol") throw new RuleRefusal("merge keys are not taken: write the fields themselves");
      if (isScalar(scalar) && value !== null) refuseMisread(scalar);
      return String(value ?? "");
    });
  }

  /** Reports names that YAML reads otherwise, and merge keys. */
  checkNames({ items }: YAMLMap): void {
    for (const { key } of items) this.wordOf(key as Scalar);
  }

  private refuse(at: number, reason: string): undefined {
    this.problems.report(at, reason);
    return undefined;
  }

  private ofMap(map: YAMLMap): Search | undefined {
    const at = map.range?.[0] ?? 0;
    if (map.items.length === 0) return this.refuse(at, "a search names at least one field");
    return all(
      "and",
      map.items.map(({ key, value }) => this.ofField(key as Scalar, value)),
    );
  }

  private ofField(key: Scalar, node: unknown): Search | undefined {
    const at = key.range?.[0] ?? 0;
    const name = this.wordOf(key);
    if (name === undefined) return undefined;
    const [field = "", ...given] = name.split("|");
    if (field === "")
      return this.refuse(
        at,
        "keywords are searched in the whole event, which a filter pattern cannot: name their fields",
      );
    const subject = this.problems.orReport(at, () => selectorOf(field));
    const comparison = this.problems.orReport(at, () => comparisonOf(given));
    const value = this.resolved(node);
    if (isMap(value)) return this.refuse(at, `${field} has a map as its value; write a path with dots: ${field}.name`);
    const values = isSeq(value) ? value.items.map((item) => this.resolved(item)) : [value];
    if (values.length === 0) return this.refuse(at, `${field} has no values`);
    if (subject === undefined || comparison === undefined) return undefined;
    return all(
      comparison.all ? "and" : "or",
      values.map((one) => {
        if (one === undefined) return undefined;
        const place = (one as Node | null)?.range?.[0] ?? at;
        if (one !== null && !isScalar(one)) return this.refuse(place, `a value of ${field} is a list or a map`);
        return this.problems.orReport(place, () => testOf(one, comparison, subject));
      }),
    );
  }
}

/** Undefined if one of them is. */
function all(kind: "and" | "or", searches: readonly (Search | undefined)[]): Search | undefined {
  const known = searches.filter((search) => search !== undefined);
  return known.length === searches.length ? joined(kind, known) : undefined;
}

/** @throws {@link RuleRefusal} For modifiers that are not taken, or not together. */
function comparisonOf(given: readonly string[]): Comparison {
  const unknown = given.find((modifier) => !modifiers.includes(modifier));
  if (unknown !== undefined)
    throw new RuleRefusal(`the modifier ${unknown} is not taken; these are: ${modifiers.join(", ")}`);
  const [kind, other] = given.filter((modifier) => modifier !== "all" && modifier !== "cased");
  if (other !== undefined) throw new RuleRefusal(`the modifiers ${kind} and ${other} are not taken together`);
  const isText = kind === undefined || positions.includes(kind);
  if (given.includes("cased") && !isText)
    throw new RuleRefusal(`the modifiers ${kind} and cased are not taken together`);
  return {
    how: isText ? "text" : (orders[kind] ?? (kind as "re" | "exists")),
    open: { before: kind === "contains" || kind === "endswith", after: kind === "contains" || kind === "startswith" },
    all: given.includes("all"),
    cased: given.includes("cased"),
  };
}

const leaf = (subject: Selector, test: FieldTest): Search => ({ kind: "leaf", leaf: { subject, test } });
const not = (operand: Search): Search => ({ kind: "not", operand });

/** @throws {@link RuleRefusal} For a value that does not fit the modifiers, or that no filter pattern compares with. */
function testOf(scalar: Scalar | null, { how, open, cased }: Comparison, subject: Selector): Search {
  const value = valueOf(scalar);
  if (how === "exists") {
    if (typeof value !== "boolean") throw new RuleRefusal("exists takes true or false");
    return value ? leaf(subject, { kind: "exists" }) : not(leaf(subject, { kind: "exists" }));
  }
  const isSameNumber = how !== "text" && Number(scalar?.source) === value;
  if (scalar !== null && value !== null && !isSameNumber) refuseMisread(scalar);
  if (how === "re") {
    if (typeof value !== "string") throw new RuleRefusal("re takes a text");
    return leaf(subject, { kind: "equals", to: regexOf(value) });
  }
  if (how !== "text") {
    if (typeof value !== "number") throw new RuleRefusal("lt, lte, gt and gte take a number without quotes");
    return leaf(subject, { kind: "order", operator: how, number: String(value) });
  }
  const isWhole = !open.before && !open.after;
  if (value === null) {
    if (!isWhole) throw new RuleRefusal("contains, startswith and endswith need a text, not null");
    return leaf(subject, { kind: "null" });
  }
  if (isWhole && typeof value === "number")
    return leaf(subject, { kind: "equals", to: { kind: "number", text: String(value) } });
  const text = String(value);
  if (isWhole && !cased && /^(true|false)$/i.test(text))
    return leaf(subject, { kind: "boolean", value: text.toLowerCase() === "true" });
  const glob = opened(parseGlob(text), open);
  // Whatever there is, but null.
  if (glob.length === 1 && glob[0] === anyText) return not(leaf(subject, { kind: "null" }));
  return leaf(subject, { kind: "equals", to: comparedWith(glob) });
}

function opened(glob: Glob, { before, after }: Comparison["open"]): Glob {
  const begun: Glob = before && glob[0] !== anyText ? [anyText, ...glob] : glob;
  return after && begun.at(-1) !== anyText ? [...begun, anyText] : begun;
}

/** YAML 1.1 has y and n for true and false; the parsers of Sigma do not. */
function valueOf(scalar: Scalar | null): unknown {
  const { value = null, source = "" } = scalar ?? {};
  return typeof value === "boolean" && /^[yn]$/i.test(source) ? source : value;
}

/** Refuses what YAML reads otherwise than it is written: 012, yes, 2026-01-01. */
function refuseMisread(scalar: Scalar): void {
  const { source = "" } = scalar;
  const value = valueOf(scalar);
  const isOther =
    typeof value === "boolean"
      ? !/^(true|false)$/i.test(source)
      : typeof value === "number"
        ? String(value) !== source
        : typeof value !== "string";
  if (isOther) throw new RuleRefusal(`YAML reads ${source.slice(0, 40)} as ${String(value)}: put it in quotes`);
}

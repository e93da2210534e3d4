import {
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { parseCondition, type Condition } from "./condition";
import { filterPatternOf } from "./filter";
import { Problems, type RuleProblem } from "./problem";
import { SearchReader, type Leaf } from "./search";

/** A rule that decides on one event of CloudTrail, as a filter pattern. */
export interface Rule {
  /** From the title: lower-case letters, digits and hyphens, 2 to 44 of them. */
  readonly id: string;
  /** At most 100 characters. */
  readonly title: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  /** The description, at most 250 characters. */
  readonly why: string;
  readonly pattern: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
}

/** What a file contains: the rules that are taken, and why others are not. */
export interface Rules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}

const severities = new Map<string, Rule["severity"]>([
  ["informational", "low"],
  ["low", "low"],
  ["medium", "medium"],
  ["high", "high"],
  ["critical", "critical"],
]);

/** Rules in a file; more is no file of rules. */
const mostRules = 1000;

/** Reads the Sigma rules of a file, which may have several YAML documents. */
export function readRules(source: string): Rules {
  const lines = new LineCounter();
  const lineOf = (offset: number) => lines.linePos(offset).line;
  // As pySigma reads it: YAML 1.1.
  const documents = parseAllDocuments(source, {
    version: "1.1",
    prettyErrors: false,
    lineCounter: lines,
    logLevel: "silent",
  });
  if (!Array.isArray(documents) || documents.every(isEmpty))
    return { rules: [], problems: [{ line: 1, reason: "there is no rule" }] };
  if (documents.length > mostRules)
    return {
      rules: [],
      problems: [{ line: 1, reason: `has ${documents.length} documents; at most ${mostRules} are read` }],
    };
  const rules: Rule[] = [];
  const all: RuleProblem[] = [];
  for (const document of documents) {
    if (isEmpty(document) && document.errors.length === 0) continue;
    const problems = new Problems();
    const rule = ruleIn(document, problems, lineOf);
    all.push(...problems.listed(lineOf));
    if (rule !== undefined) rules.push(rule);
  }
  return { rules, problems: all };
}

/** After a --- at the end there is a document as well. */
function isEmpty({ contents }: Document): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

/** Undefined if a problem was reported. */
function ruleIn(document: Document, problems: Problems, lineOf: (at: number) => number): Rule | undefined {
  const [mistake] = document.errors;
  const start = document.contents?.range?.[0] ?? document.range?.[0] ?? 0;
  if (mistake !== undefined) problems.report(mistake.pos[0], `no YAML: ${mistake.message}`);
  else if (!isMap(document.contents))
    problems.report(start, "no rule: a rule is a map with title, logsource and detection");
  if (problems.count > 0) return undefined;
  const reader = new RuleReader(document, problems);
  return reader.read(start, lineOf(start));
}

class RuleReader {
  private readonly rule: YAMLMap;
  private readonly searches: SearchReader;

  constructor(
    document: Document,
    private readonly problems: Problems,
  ) {
    this.rule = document.contents as YAMLMap;
    this.searches = new SearchReader(document, problems);
  }

  read(start: number, line: number): Rule | undefined {
    this.searches.checkNames(this.rule);
    for (const [name, reason] of Object.entries(others))
      if (this.rule.has(name)) this.problems.report(this.at(this.rule, name), reason);
    const title = this.text("title", start).replace(/\s+/g, " ").trim();
    const id = idOf(title);
    if (id.length < 2 && title !== "")
      this.problems.report(
        this.at(this.rule, "title"),
        "the title gives no id, which needs two letters or digits, a letter first",
      );
    this.checkSource(start);
    const severity = this.severity();
    const pattern = this.rule.has("correlation") ? undefined : this.pattern(start);
    const why = this.text("description").replace(/\s+/g, " ").trim();
    if (this.problems.count > 0 || pattern === undefined) return undefined;
    return { id, title: shortened(title, 100), severity, why: shortened(why, 250), pattern, line };
  }

  private at(map: YAMLMap, name: string): number {
    const pair = map.items.find(({ key }) => isScalar(key) && key.value === name);
    return (pair?.key as Scalar | undefined)?.range?.[0] ?? map.range?.[0] ?? 0;
  }

  /** @param required Where to report that it is missing; unset: it may be. */
  private text(name: string, required?: number): string {
    const value = this.rule.get(name);
    if (typeof value === "string" && value.trim() !== "") return value;
    if (value !== undefined && value !== null && typeof value !== "string")
      this.problems.report(this.at(this.rule, name), `${name} is no text: put it in quotes`);
    else if (required !== undefined) this.problems.report(required, `the rule has no ${name}`);
    return "";
  }

  private severity(): Rule["severity"] {
    const level = this.text("level") || "medium";
    const severity = severities.get(level);
    if (severity === undefined)
      this.problems.report(
        this.at(this.rule, "level"),
        `the level ${JSON.stringify(level)} is unknown; there are ${[...severities.keys()].join(", ")}`,
      );
    return severity ?? "medium";
  }

  private checkSource(start: number): void {
    const source = this.searches.resolved(this.rule.get("logsource", true));
    if (!isMap(source)) {
      // A correlation has none.
      if (!this.rule.has("correlation")) this.problems.report(start, "the rule has no logsource");
      return;
    }
    this.searches.checkNames(source);
    const named = ["product", "service", "category"].flatMap((name) => {
      const value = source.get(name);
      return value === undefined ? [] : [`${name} ${String(value)}`];
    });
    const wanted = "product aws, service cloudtrail";
    if (named.join(", ") !== wanted)
      this.problems.report(
        this.at(this.rule, "logsource"),
        `its log source is ${named.join(", ") || "not named"}; only ${wanted} is taken`,
      );
  }

  private pattern(start: number): string | undefined {
    const detection = this.searches.resolved(this.rule.get("detection", true));
    if (!isMap(detection)) {
      this.problems.report(start, "the rule has no detection");
      return undefined;
    }
    const found = new Map<string, Condition<Leaf> | undefined>();
    for (const { key, value } of detection.items) {
      const name = this.searches.wordOf(key as Scalar);
      if (name === undefined) continue;
      const at = (key as Scalar).range?.[0] ?? start;
      if (name === "timeframe")
        this.problems.report(at, "a timeframe correlates events; only rules that decide on one event are taken");
      else if (name !== "condition") found.set(name, this.searches.read(value, at));
    }
    const written = this.searches.resolved(detection.get("condition", true));
    const at = this.at(detection, "condition");
    if (isCollection(written)) this.problems.report(at, "the detection has several conditions: write a rule for each");
    const text = isScalar(written) ? this.searches.wordOf(written) : undefined;
    if (text === "" || written === undefined) this.problems.report(at, "the detection has no condition");
    if (!text) return undefined;
    const condition = this.problems.orReport(at, () => parseCondition(text, [...found.keys()]));
    if (condition === undefined || this.problems.count > 0) return undefined;
    return this.problems.orReport(at, () => filterPatternOf(inserted(condition, found)));
  }
}

/** The keys of what is no rule for a single event. */
const others = {
  correlation: "a correlation counts or orders events of other rules; only rules that decide on one event are taken",
  filter: "a filter changes other rules, and is none: add its condition to them",
  action: "a document with an action changes the documents after it: write each rule in full",
};

/** A condition with the searches that it names. */
function inserted(
  condition: Condition<string>,
  found: ReadonlyMap<string, Condition<Leaf> | undefined>,
): Condition<Leaf> {
  switch (condition.kind) {
    case "leaf":
      return found.get(condition.leaf)!;
    case "not":
      return { kind: "not", operand: inserted(condition.operand, found) };
    default:
      return { kind: condition.kind, operands: condition.operands.map((operand) => inserted(operand, found)) };
  }
}

/** The name of an event rule has 64 characters, of which a prefix may be 20. */
const longestId = 44;

/** The id that a title gives: `AWS: Root "used"` is `aws-root-used`. One that is too long ends with a word. */
function idOf(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f']/g, "")
    .replace(/[^a-z0-9]+/g, "-");
  const id = words.replace(/^[^a-z]+/, "").replace(/-$/, "");
  if (id.length <= longestId) return id;
  const whole = id.slice(0, longestId + 1).replace(/-[^-]*$/, "");
  return whole.length > 1 && whole.length <= longestId ? whole : id.slice(0, longestId);
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const cut = characters.slice(0, most - 1).join("");
  return `${cut.replace(/\s+\S*$/, "")}…`;
}

import {
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { pathText, type Problem } from "./terraform/schema";
import { isSecretPath, tellsSecret } from "./terraform/secrets";

/** Settings as they were written, with the place of each. */
export interface SettingsText {
  readonly value: unknown;
  /** What the text itself has wrong. With a mistake in its syntax nothing else of it is worth a look. */
  readonly problems: readonly Problem[];
  readonly isReadable: boolean;
  /**
   * Where a setting stands, as `line 4, column 3`; of one that is missing, where the nearest thing around it stands.
   *
   * @param path As in {@link Problem}. @param ofName Whether the place of its name is wanted, not that of its value.
   */
  placeOf(path: string, ofName?: boolean): string;
}

/** Settings are a few levels deep; without a limit an alias in an alias would get as deep as the stack. */
const deepest = 64;
/** A list or map of more entries is no honest one, and every entry takes time. AWS takes 1000 rules in a region. */
const mostEntries = 2000;
/** Of a text with more mistakes, the first are told. */
const mostMistakes = 100;
/** The lines that a text can have for the name above it to be seen: an RSA key of 8192 bits has a hundred. */
const longestText = 200;
/** How much aliases may add before they are taken for an attack. */
const mostFromAliases = 100_000;

/** Reads YAML 1.2, of which JSON is a part: one parser, and one kind of message, serves both. */
export function readSettingsText(source: string, isJson: boolean): SettingsText {
  return new Reader(source, isJson);
}

class Reader implements SettingsText {
  readonly value: unknown;
  readonly problems: Problem[] = [];
  readonly isReadable: boolean;
  private readonly lines = new LineCounter();
  private readonly places = new Map<string, { readonly name: number; readonly value: number }>();
  private readonly targets = new Map<Node, Node | undefined>();
  /** The lists and maps that are being read, each within the one before it. */
  private readonly open = new Set<Node>();
  private readonly told = new Set<string>();
  private aliasesFollowed = 0;
  private fromAliases = 0;

  private readonly sourceLines: readonly string[];

  constructor(
    private readonly source: string,
    private readonly isJson: boolean,
  ) {
    this.sourceLines = source.split(/\r?\n/);
    // Keys as they are written (012 is no 10), and no tags but those of JSON's own types.
    const document = parseDocument(source, {
      schema: "core",
      resolveKnownTags: false,
      stringKeys: true,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: this.lines,
      logLevel: "error",
    });
    this.isReadable = document.errors.length === 0;
    const mistakes = [...firstOfEachLine(document.errors, this.lines), ...document.warnings];
    for (const mistake of mistakes.slice(0, mostMistakes)) {
      const [at] = mistake.pos;
      this.problems.push({ path: "", where: this.lineAndColumn(at), message: this.explain(mistake) });
    }
    if (!this.isReadable) return;
    const { explicit, version } = document.directives?.yaml ?? {};
    if (explicit && version !== "1.2") {
      this.report("", 0, `%YAML ${version} is not read here, but 1.2, where yes and on are text: delete the line`);
    }
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_key, node) => {
        if (isAlias(node)) this.targets.set(node, anchors.get(node.source));
        else if (node.anchor) anchors.set(node.anchor, node);
      },
    });
    const { contents } = document;
    const start = contents?.range?.[0] ?? 0;
    this.places.set("", { name: start, value: start });
    // A file with comments only is an empty one.
    this.value = this.read(contents, []) ?? {};
  }

  placeOf(path: string, ofName = false): string {
    const exact = this.places.get(path);
    if (exact) return this.lineAndColumn(ofName ? exact.name : exact.value);
    // Of what is missing: what is around it.
    for (let end = path.length - 1; end > 0; end--) {
      const around = /[.[]/.test(path[end]!) ? this.places.get(path.slice(0, end)) : undefined;
      if (around) return this.lineAndColumn(around.name);
    }
    return this.lineAndColumn(this.places.get("")?.name ?? 0);
  }

  private lineAndColumn(offset: number): string {
    const { line, col } = this.lines.linePos(offset);
    return `line ${line}, column ${col}`;
  }

  private report(path: string, at: number, message: string): void {
    // What an alias repeats is told once.
    const problem = { path, where: this.lineAndColumn(at), message };
    const key = `${problem.where}: ${message}`;
    if (!this.told.has(key) && this.told.size < mostMistakes) this.problems.push(problem);
    this.told.add(key);
  }

  private read(node: Node | null, path: readonly (string | number)[]): unknown {
    if (node === null) return undefined;
    const at = node.range?.[0] ?? 0;
    if (this.isTooDeep(path, at)) return undefined;
    if (isAlias(node)) return this.follow(node, path, (target) => this.read(target, path));
    if (this.aliasesFollowed > 0 && this.isTooMuch(1, at)) return undefined;
    if (isScalar(node)) {
      this.refuseForeignComment(node, path);
      this.refuseOtherNumber(node, path);
      // A name with nothing behind it is unset.
      return node.value ?? undefined;
    }
    this.open.add(node);
    try {
      return this.collection(node, path, at);
    } finally {
      this.open.delete(node);
    }
  }

  private collection(node: Node, path: readonly (string | number)[], at: number): unknown {
    if ((isSeq(node) || isMap(node)) && node.items.length > mostEntries) {
      this.report(pathText(path), at, `has ${node.items.length} entries; at most ${mostEntries} are read`);
      return undefined;
    }
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const itemAt = (item as Node).range?.[0] ?? at;
        this.places.set(pathText([...path, index]), { name: itemAt, value: itemAt });
        return this.read(item as Node, [...path, index]);
      });
    }
    if (!isMap(node)) return undefined;
    const entries = this.entriesOf(node, path);
    return Object.fromEntries(
      [...entries].map(([name, { key, value }]) => {
        const keyAt = key.range?.[0] ?? at;
        this.places.set(pathText([...path, name]), { name: keyAt, value: value ? value.range![0] : keyAt });
        return [name, this.read(value, [...path, name])];
      }),
    );
  }

  private isTooDeep(path: readonly (string | number)[], at: number): boolean {
    if (path.length <= deepest) return false;
    this.report(pathText(path.slice(0, 3)), at, `is nested more than ${deepest} levels deep`);
    return true;
  }

  private isTooMuch(more: number, at: number): boolean {
    const before = this.fromAliases;
    this.fromAliases += more;
    if (before <= mostFromAliases && this.fromAliases > mostFromAliases) {
      this.report("", at, `aliases make more than ${mostFromAliases} settings of this file`);
    }
    return this.fromAliases > mostFromAliases;
  }

  /** The settings of a map, with those that `<<` merges in: its own come first, then the maps in their order. */
  private entriesOf(
    map: YAMLMap,
    path: readonly (string | number)[],
  ): Map<string, { key: Scalar; value: Node | null }> {
    const own = new Map<string, { key: Scalar; value: Node | null }>();
    const merged: typeof own = new Map();
    for (const { key: anyKey, value } of map.items) {
      const key = anyKey as Scalar;
      const name = String(key.value ?? "");
      const at = key.range![0];
      const isAnchors = path.length === 0 && name.startsWith("x-");
      const child = pathText([...path, name]);
      this.refuseForeignComment(key, path);
      if (name === "__proto__") this.report(child, at, "cannot be used as a name");
      else if (own.has(name)) {
        const first = this.lines.linePos(own.get(name)!.key.range![0]).line;
        const fix = name === "<<" ? "write one, with a list: <<: [*one, *other]" : "keep one of them";
        this.report(child, at, `is set twice, first in line ${first}; ${fix}`);
      } else if (!isAnchors) own.set(name, { key, value: value as Node | null });
    }
    const merge = own.get("<<");
    if (!merge || merge.key.type !== Scalar.PLAIN) return own;
    own.delete("<<");
    const from = this.mergedMaps(merge.value, path);
    if (!from) {
      this.report(
        pathText([...path, "<<"]),
        merge.key.range![0],
        "must be followed by an alias of a map, or a list of such",
      );
      return own;
    }
    for (const entries of from) for (const [name, entry] of entries) if (!merged.has(name)) merged.set(name, entry);
    return new Map([...merged, ...own]);
  }

  /** Undefined where it is no map, nor a list of maps. */
  private mergedMaps(
    node: Node | null,
    path: readonly (string | number)[],
  ): ReturnType<Reader["entriesOf"]>[] | undefined {
    if (isAlias(node)) {
      // Not there, or within itself: that is told already.
      let isTold = true;
      const maps = this.follow(node, path, (target) => {
        isTold = false;
        return this.mergedMaps(target, path);
      });
      return isTold ? [] : maps;
    }
    if (isMap(node)) {
      const at = node.range?.[0] ?? 0;
      if (this.isTooDeep(path, at)) return [];
      return this.isTooMuch(node.items.length, at) ? [] : [this.entriesOf(node, [...path, "<<"])];
    }
    if (!isSeq(node)) return undefined;
    const maps = node.items.map((item) => (isSeq(item) ? undefined : this.mergedMaps(item as Node, path)));
    return maps.some((each) => each === undefined) ? undefined : maps.flatMap((each) => each!);
  }

  /** Reads what an alias stands for. */
  private follow<T>(alias: Node & { source: string }, path: readonly (string | number)[], read: (target: Node) => T) {
    const target = this.targets.get(alias);
    const at = alias.range?.[0] ?? 0;
    if (!target) {
      const missing = isSecretPath(path) ? "such anchor above" : `anchor &${alias.source} above *${alias.source}`;
      const message = `there is no ${missing}; a text that starts with * must be quoted`;
      this.report(pathText(path), at, message);
      return undefined;
    }
    if (this.open.has(target)) {
      this.report(pathText(path), at, `*${alias.source} is within &${alias.source} itself`);
      return undefined;
    }
    this.aliasesFollowed++;
    try {
      return read(target);
    } finally {
      this.aliasesFollowed--;
    }
  }

  /** In JSON everything is quoted, so what is not may be a comment of JSON's relatives, which YAML takes for text. */
  private refuseForeignComment({ type, source, range }: Scalar, path: readonly (string | number)[]): void {
    if (this.isJson && type === Scalar.PLAIN && foreignComment.test(source ?? "")) {
      this.report(pathText(path), range![0], noComments);
    }
  }

  /** 012 and 1.10 are 12 and 1.1, and a long number is rounded: whoever wrote it may have meant the text. */
  private refuseOtherNumber({ value, source = "", range }: Scalar, path: readonly (string | number)[]): void {
    if (typeof value !== "number" || source === String(value)) return;
    const message = isSecretPath(path)
      ? "got a number that is not shown here, and is read as another one: put it in quotes"
      : `got ${source.slice(0, 40)}, which is read as ${value}: write ${value}, or put it in quotes`;
    this.report(pathText(path), range![0], message);
  }

  /** A line with those above it, from the name on that they belong to: a key takes many lines. */
  private passageTo(line: number): string {
    let first = line - 2;
    while (first > line - longestText && !/:(\s|$)/.test(this.sourceLines[first] ?? ":")) first--;
    return this.sourceLines.slice(Math.max(first, 0), line).join("\n");
  }

  /** A mistake in our words, with the line it is in. */
  private explain({ code, message, pos: [at] }: YAMLError): string {
    const { line, col } = this.lines.linePos(at);
    const text = (this.sourceLines[line - 1] ?? "").replaceAll("\t", " ");
    const isHidden = tellsSecret(this.passageTo(line));
    // Of a long line, what is around the place.
    const from = Math.max(0, col - 60);
    const excerpt = isHidden ? "" : `\n    ${text.slice(from, from + 100)}\n    ${" ".repeat(col - 1 - from)}^`;
    const isComment = /^\s*(\/\/|\/\*)/.test(text) || (this.isJson && foreignComment.test(text));
    // A later version of the parser may know more codes.
    const said = (words as Partial<typeof words>)[code] ?? words.IMPOSSIBLE;
    const what = isHidden ? "…" : (/^\S+/.exec(this.source.slice(at))?.[0] ?? "");
    return `${isComment ? noComments : typeof said === "string" ? said : said(message, what)}${excerpt}`;
  }
}

const foreignComment = /(^|\s)(\/\/|\/\*)/;
const noComments = "a comment starts with #, not with // or /*";

/** The parser's mistakes in our words; what is given is the parser's message, and the text at the place up to a space. */
const words: Readonly<Record<ErrorCode, string | ((message: string, what: string) => string)>> = {
  ALIAS_PROPS: "an alias (*name) can have neither an anchor nor a tag",
  BAD_ALIAS:
    "an anchor (&name) or alias (*name) needs a name, which cannot end in a colon; a text that starts with & or * must be quoted",
  BAD_COLLECTION_TYPE: (_message, what) => `the tag ${what} does not fit its value: delete it`,
  BAD_DIRECTIVE: "this directive is not known here: delete the line; a text that starts with % must be quoted",
  BAD_DQ_ESCAPE: String.raw`there is no such escape in "…": write \\ for a backslash, or use single quotes`,
  BAD_INDENT: (message) =>
    message.startsWith("Flow")
      ? "a [ or { above is not closed, or what is in it is not indented"
      : "the indentation differs from that of the lines it belongs to",
  BAD_PROP_ORDER: "an anchor (&name) or a tag (!name) comes after the - or the name, in front of the value",
  BAD_SCALAR_START: (_message, what) => `a text that starts with ${what[0]} must be quoted`,
  BLOCK_AS_IMPLICIT_KEY:
    "a second name on one line, or an item that is less indented than its list; a text with a colon and a space in it must be quoted",
  BLOCK_IN_FLOW: "within [ ] and { } commas separate the items, not lines",
  DUPLICATE_KEY: "is set twice; keep one of them",
  IMPOSSIBLE: "this cannot be read",
  KEY_OVER_1024_CHARS: "a name can have 1024 characters at most, and a colon behind it on the same line",
  MISSING_CHAR: (message) => {
    if (message.includes("closing")) return "a quote is not closed";
    if (message.includes("end with")) return "a [ or { above is not closed";
    if (message.startsWith("Comments")) return "a # that begins a comment needs a space in front of it";
    if (message.includes("map values")) return "a name needs a colon and a space behind it";
    return "a space, a comma, a colon or a line break is missing here";
  },
  MULTILINE_IMPLICIT_KEY: "a name needs a colon and a space behind it, on the same line",
  MULTIPLE_ANCHORS: "a value can have one anchor (&name)",
  MULTIPLE_DOCS: "a second document begins here: keep one of them in this file",
  MULTIPLE_TAGS: "a value can have one tag (!name)",
  NON_STRING_KEY: "a name must be text, not a list or a map",
  RESOURCE_EXHAUSTION: "this is nested too deeply",
  TAB_AS_INDENT: "spaces indent, not tabs",
  TAG_RESOLVE_FAILED: (_message, what) =>
    `the tag ${what} is not known here, or does not fit its value: delete it; a text that starts with ! must be quoted`,
  UNEXPECTED_TOKEN: (_message, what) =>
    `${what || "the end"} does not belong here: see whether a quote, a bracket or the indentation is wrong, here or above`,
};

/** One mistake in a line, and mistakes about structure, lead to others that are none. */
function firstOfEachLine(mistakes: readonly YAMLError[], lines: LineCounter): YAMLError[] {
  const seen = new Set<number>();
  return [...mistakes]
    .sort((a, b) => a.pos[0] - b.pos[0])
    .filter(({ code, pos }, index) => {
      const { line } = lines.linePos(pos[0]);
      const isNew = !seen.has(line);
      seen.add(line);
      return isNew && (code !== "UNEXPECTED_TOKEN" || index === 0);
    });
}

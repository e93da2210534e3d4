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
import { formatPath, type Problem } from "./terraform/parse";
import { isSecretPath, containsSecret } from "./terraform/text/secrets";

/** Settings as they were written, with the position of each. */
export interface SettingsText {
  readonly value: unknown;
  /** Problems of the text itself. After a syntax error nothing else is checked. */
  readonly problems: readonly Problem[];
  readonly isReadable: boolean;
  /**
   * The position of a setting, as `line 4, column 3`; for a missing one, that of the nearest group around it.
   *
   * @param path As in {@link Problem}. @param ofName Whether to return the position of its name, not that of its value.
   */
  placeOf(path: string, ofName?: boolean): string;
}

/** Settings are a few levels deep; without a limit an alias in an alias would get as deep as the stack. */
const deepest = 64;
/** Every entry takes time, and no honest list or map has more. AWS allows 1000 rules in a region. */
const mostEntries = 2000;
/** How many mistakes are reported. */
const mostMistakes = 100;
/** How many lines above a mistake are searched for its name: an RSA key of 8192 bits has a hundred. */
const longestText = 200;
/** How many settings aliases may add; more is an attack. */
const mostFromAliases = 100_000;

/** Reads YAML 1.2, which includes JSON: one parser, and one kind of message, for both. */
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
  private readonly reported = new Set<string>();
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
      this.report("", 0, `%YAML ${version} is not supported, only 1.2, where yes and on are text: delete the line`);
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
    // For a missing setting: the group around it.
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
    // A problem that an alias repeats is reported once.
    const problem = { path, where: this.lineAndColumn(at), message };
    const key = `${problem.where}: ${message}`;
    if (!this.reported.has(key) && this.reported.size < mostMistakes) this.problems.push(problem);
    this.reported.add(key);
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
      // A name without a value is unset.
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
      this.report(formatPath(path), at, `has ${node.items.length} entries; at most ${mostEntries} are read`);
      return undefined;
    }
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const itemAt = (item as Node).range?.[0] ?? at;
        this.places.set(formatPath([...path, index]), { name: itemAt, value: itemAt });
        return this.read(item as Node, [...path, index]);
      });
    }
    if (!isMap(node)) return undefined;
    const entries = this.entriesOf(node, path);
    return Object.fromEntries(
      [...entries].map(([name, { key, value }]) => {
        const keyAt = key.range?.[0] ?? at;
        this.places.set(formatPath([...path, name]), { name: keyAt, value: value ? value.range![0] : keyAt });
        return [name, this.read(value, [...path, name])];
      }),
    );
  }

  private isTooDeep(path: readonly (string | number)[], at: number): boolean {
    if (path.length <= deepest) return false;
    this.report(formatPath(path.slice(0, 3)), at, `is nested more than ${deepest} levels deep`);
    return true;
  }

  private isTooMuch(more: number, at: number): boolean {
    const before = this.fromAliases;
    this.fromAliases += more;
    if (before <= mostFromAliases && this.fromAliases > mostFromAliases) {
      this.report("", at, `aliases expand this file to more than ${mostFromAliases} settings`);
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
      const child = formatPath([...path, name]);
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
        formatPath([...path, "<<"]),
        merge.key.range![0],
        "must be followed by an alias of a map, or a list of such aliases",
      );
      return own;
    }
    for (const entries of from) for (const [name, entry] of entries) if (!merged.has(name)) merged.set(name, entry);
    return new Map([...merged, ...own]);
  }

  /** Undefined if it is neither a map nor a list of maps. */
  private mergedMaps(
    node: Node | null,
    path: readonly (string | number)[],
  ): ReturnType<Reader["entriesOf"]>[] | undefined {
    if (isAlias(node)) {
      // A missing or circular alias is reported already.
      let isReported = true;
      const maps = this.follow(node, path, (target) => {
        isReported = false;
        return this.mergedMaps(target, path);
      });
      return isReported ? [] : maps;
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

  /** Reads the target of an alias. */
  private follow<T>(alias: Node & { source: string }, path: readonly (string | number)[], read: (target: Node) => T) {
    const target = this.targets.get(alias);
    const at = alias.range?.[0] ?? 0;
    if (!target) {
      const missing = isSecretPath(path) ? "such anchor above" : `anchor &${alias.source} above *${alias.source}`;
      const message = `no ${missing}; a text that starts with * must be quoted`;
      this.report(formatPath(path), at, message);
      return undefined;
    }
    if (this.open.has(target)) {
      this.report(formatPath(path), at, `*${alias.source} is inside &${alias.source} itself`);
      return undefined;
    }
    this.aliasesFollowed++;
    try {
      return read(target);
    } finally {
      this.aliasesFollowed--;
    }
  }

  /** In JSON all text is quoted, so other text may be a comment of JSON's relatives, which YAML reads as text. */
  private refuseForeignComment({ type, source, range }: Scalar, path: readonly (string | number)[]): void {
    if (this.isJson && type === Scalar.PLAIN && foreignComment.test(source ?? "")) {
      this.report(formatPath(path), range![0], noComments);
    }
  }

  /** 012 and 1.10 are 12 and 1.1, and a long number is rounded: its author may have meant text. */
  private refuseOtherNumber({ value, source = "", range }: Scalar, path: readonly (string | number)[]): void {
    if (typeof value !== "number" || source === String(value)) return;
    const message = isSecretPath(path)
      ? "got a number, not shown, that is read as another one: put it in quotes"
      : `got ${source.slice(0, 40)}, which is read as ${value}: write ${value}, or put it in quotes`;
    this.report(formatPath(path), range![0], message);
  }

  /** A line with the lines above it, starting at the name they belong to: a private key has many lines. */
  private passageTo(line: number): string {
    let first = line - 2;
    while (first > line - longestText && !/:(\s|$)/.test(this.sourceLines[first] ?? ":")) first--;
    return this.sourceLines.slice(Math.max(first, 0), line).join("\n");
  }

  /** A clear message for a mistake, with its line. */
  private explain({ code, message, pos: [at] }: YAMLError): string {
    const { line, col } = this.lines.linePos(at);
    const text = (this.sourceLines[line - 1] ?? "").replaceAll("\t", " ");
    const isHidden = containsSecret(this.passageTo(line));
    // Of a long line, the part around the mistake.
    const from = Math.max(0, col - 60);
    const excerpt = isHidden ? "" : `\n    ${text.slice(from, from + 100)}\n    ${" ".repeat(col - 1 - from)}^`;
    const isComment = /^\s*(\/\/|\/\*)/.test(text) || (this.isJson && foreignComment.test(text));
    // A later version of the parser may have more codes.
    const template = (words as Partial<typeof words>)[code] ?? words.IMPOSSIBLE;
    const what = isHidden ? "…" : (/^\S+/.exec(this.source.slice(at))?.[0] ?? "");
    return `${isComment ? noComments : typeof template === "string" ? template : template(message, what)}${excerpt}`;
  }
}

const foreignComment = /(^|\s)(\/\/|\/\*)/;
const noComments = "a comment starts with #, not with // or /*";

/** Clear messages for the parser's mistakes, from the parser's message and the text at the position up to a space. */
const words: Readonly<Record<ErrorCode, string | ((message: string, what: string) => string)>> = {
  ALIAS_PROPS: "an alias (*name) can have neither an anchor nor a tag",
  BAD_ALIAS:
    "an anchor (&name) or alias (*name) needs a name, which cannot end in a colon; a text that starts with & or * must be quoted",
  BAD_COLLECTION_TYPE: (_message, what) => `the tag ${what} does not fit its value: delete it`,
  BAD_DIRECTIVE: "unknown directive: delete the line; a text that starts with % must be quoted",
  BAD_DQ_ESCAPE: String.raw`unknown escape in "…": write \\ for a backslash, or use single quotes`,
  BAD_INDENT: (message) =>
    message.startsWith("Flow")
      ? "a [ or { above is not closed, or its content is not indented"
      : "the indentation differs from that of the lines it belongs to",
  BAD_PROP_ORDER: "an anchor (&name) or a tag (!name) comes after the - or the name, before the value",
  BAD_SCALAR_START: (_message, what) => `a text that starts with ${what[0]} must be quoted`,
  BLOCK_AS_IMPLICIT_KEY:
    "a second name on one line, or an item that is less indented than its list; a text with a colon and a space in it must be quoted",
  BLOCK_IN_FLOW: "within [ ] and { } commas separate the items, not lines",
  DUPLICATE_KEY: "is set twice; keep one of them",
  IMPOSSIBLE: "this cannot be read",
  KEY_OVER_1024_CHARS: "a name can have 1024 characters at most, and a colon after it on the same line",
  MISSING_CHAR: (message) => {
    if (message.includes("closing")) return "a quote is not closed";
    if (message.includes("end with")) return "a [ or { above is not closed";
    if (message.startsWith("Comments")) return "a # that begins a comment needs a space before it";
    if (message.includes("map values")) return "a name needs a colon and a space after it";
    return "a space, a comma, a colon or a line break is missing here";
  },
  MULTILINE_IMPLICIT_KEY: "a name needs a colon and a space after it, on the same line",
  MULTIPLE_ANCHORS: "a value can have one anchor (&name)",
  MULTIPLE_DOCS: "a second document begins here: keep one of them in this file",
  MULTIPLE_TAGS: "a value can have one tag (!name)",
  NON_STRING_KEY: "a name must be text, not a list or a map",
  RESOURCE_EXHAUSTION: "this is nested too deeply",
  TAB_AS_INDENT: "spaces indent, not tabs",
  TAG_RESOLVE_FAILED: (_message, what) =>
    `the tag ${what} is unknown, or does not fit its value: delete it; a text that starts with ! must be quoted`,
  UNEXPECTED_TOKEN: (_message, what) =>
    `${what || "the end"} is unexpected: check quotes, brackets and indentation, here and above`,
};

/** One mistake in a line, and mistakes about structure, cause others that are none. */
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

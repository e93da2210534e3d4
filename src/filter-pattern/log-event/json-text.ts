import { JsonNumber } from "./json-number";

/** A node of an event. Numbers are {@link JsonNumber}s where a JavaScript number would not do. */
export type JsonNode =
  string | number | boolean | null | JsonNumber | readonly JsonNode[] | { readonly [key: string]: JsonNode };

/** Matches, outside strings at least, the numbers that JSON.parse would not keep exactly or whose notation it would lose. */
const LOSSY_NUMBER = /(?:"\s*:|[[,])\s*-?\d+(?:[.eE]|(?<=\d{16}))/;

/** Reads a JSON text, however deeply nested; undefined if it is not one. */
export function parseJsonText(text: string): JsonNode | undefined {
  try {
    return LOSSY_NUMBER.test(text) ? new ExactParser(text).parse() : (JSON.parse(text) as JsonNode);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An array or object that is not closed yet. */
type Open =
  | { readonly kind: "array"; readonly node: JsonNode[] }
  | { readonly kind: "object"; readonly node: Record<string, JsonNode>; key: string };

/** Reads JSON keeping the text of its numbers. It keeps its own stack, so that hostile nesting cannot exhaust the engine's. */
class ExactParser {
  private at = 0;
  private readonly open: Open[] = [];

  constructor(private readonly text: string) {}

  /** @throws SyntaxError */
  parse(): JsonNode {
    for (;;) {
      let node = this.startValue();
      if (node === undefined) continue;
      for (;;) {
        const parent = this.open[this.open.length - 1];
        if (parent === undefined) return this.finish(node);
        this.add(parent, node);
        const separator = this.token();
        if (separator === ",") {
          if (parent.kind === "object") parent.key = this.key();
          break;
        }
        if (separator !== (parent.kind === "array" ? "]" : "}")) this.fail();
        this.open.pop();
        node = parent.node;
      }
    }
  }

  /** A whole value, or undefined after the opening of an array or object that is not empty. */
  private startValue(): JsonNode | undefined {
    const token = this.token();
    switch (token) {
      case "[":
        if (this.skip("]")) return [];
        this.open.push({ kind: "array", node: [] });
        return undefined;
      case "{":
        if (this.skip("}")) return {};
        this.open.push({ kind: "object", node: {}, key: this.key() });
        return undefined;
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private add(parent: Open, node: JsonNode): void {
    if (parent.kind === "array") parent.node.push(node);
    // An assignment to __proto__ would set the prototype instead of a key.
    else if (parent.key === "__proto__")
      Object.defineProperty(parent.node, parent.key, {
        value: node,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else parent.node[parent.key] = node;
  }

  private finish(node: JsonNode): JsonNode {
    if (this.token() !== "") this.fail();
    return node;
  }

  private key(): string {
    if (this.token() !== '"') this.fail();
    const key = this.string();
    if (this.token() !== ":") this.fail();
    return key;
  }

  private string(): string {
    const start = this.at - 1;
    for (let escaped = false; ; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 34) {
        const literal = this.text.slice(start, ++this.at);
        // JSON.parse knows the escapes.
        return escaped ? (JSON.parse(literal) as string) : literal.slice(1, -1);
      }
      if (code === 92) {
        escaped = true;
        this.at++;
      } else if (!(code >= 32)) {
        this.fail();
      }
    }
  }

  private number(): JsonNode {
    const sticky = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    sticky.lastIndex = --this.at;
    const text = sticky.exec(this.text)?.[0] ?? this.fail();
    this.at += text.length;
    return text.length <= 15 && /^-?\d+$/.test(text) ? Number(text) : new JsonNumber(text);
  }

  private word<Value>(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.at - 1)) this.fail();
    this.at += word.length - 1;
    return value;
  }

  /** Moves over the next character that is not white space; empty at the end. */
  private token(): string {
    this.skipSpace();
    return this.text.charAt(this.at++);
  }

  private skip(character: string): boolean {
    this.skipSpace();
    const found = this.text.charAt(this.at) === character;
    if (found) this.at++;
    return found;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  private fail(): never {
    throw new SyntaxError(`not JSON at ${this.at}`);
  }
}

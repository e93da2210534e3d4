import { type JsonNode, parseJsonText } from "./json-text";
import { splitFields, type LineFields } from "./line-fields";
import { stringify } from "./stringify";

/**
 * One log event, ready for any number of compiled patterns: what patterns need of it is computed once.
 *
 * Created by {@link parseEvent}.
 */
export class LogEvent {
  #text: string | undefined;
  #json: JsonNode | undefined;
  #fields: LineFields | undefined;
  #isParsed: boolean;

  /** @internal */
  constructor(source: string | object) {
    this.#isParsed = typeof source !== "string";
    if (typeof source === "string") this.#text = source;
    else this.#json = source as JsonNode;
  }

  /** The event as text: as given, or compact JSON. */
  get text(): string {
    return (this.#text ??= stringify(this.#json ?? null));
  }

  /** The event as a JSON object; undefined for anything else, arrays included. */
  get json(): JsonNode | undefined {
    if (!this.#isParsed) {
      this.#isParsed = true;
      // Text that cannot hold an object is not worth an exception inside the JSON parser.
      if (/^\s*\{/.test(this.text)) this.#json = parseJsonText(this.text);
    }
    return typeof this.#json === "object" && this.#json !== null && !Array.isArray(this.#json) ? this.#json : undefined;
  }

  /** The event as a line of fields. */
  get fields(): LineFields {
    return (this.#fields ??= splitFields(this.text));
  }
}

/**
 * Prepares an event for several patterns, which then share the work of reading it.
 *
 * Prefer the raw text: an object from `JSON.parse` has lost the digits of large numbers and cannot
 * distinguish `1` from `1.0`. Text patterns see an object as compact JSON.
 */
export function parseEvent(event: string | object): LogEvent {
  return new LogEvent(event);
}

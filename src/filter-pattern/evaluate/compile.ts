import { LogEvent, parseEvent } from "../log-event/log-event";
import { compileRegex } from "../regex";
import type { FilterPattern, Term, TermsPattern } from "../syntax-tree";
import { compileDelimited } from "./delimited";
import { compileJson } from "./json";

/** Whether an event, given as raw text, as a parsed JSON object or prepared by {@link parseEvent}, matches a pattern. */
export type Matcher = (event: string | object) => boolean;

/**
 * Compiles a pattern to a function over events. It never throws on JSON and takes time linear in the event.
 *
 * One event for many patterns is read once if it is prepared by {@link parseEvent}.
 */
export function compile(pattern: FilterPattern): Matcher {
  const matches = compileOnEvent(pattern);
  return (event) => matches(event instanceof LogEvent ? event : parseEvent(event));
}

function compileOnEvent(pattern: FilterPattern): (event: LogEvent) => boolean {
  switch (pattern.kind) {
    case "json": {
      const matches = compileJson(pattern);
      return (event) => matches(event.json);
    }
    case "delimited": {
      const matches = compileDelimited(pattern);
      return (event) => matches(event.fields);
    }
    case "terms": {
      const matches = compileTerms(pattern);
      return (event) => matches(event.text);
    }
    case "regex": {
      const matches = compileRegex(pattern.regex.source);
      return (event) => matches(event.text);
    }
  }
}

function compileTerms({ terms }: TermsPattern): (text: string) => boolean {
  const textsOf = (role: Term["role"]) => terms.filter((term) => term.role === role).map((term) => term.text);
  const required = textsOf("required");
  const excluded = textsOf("excluded");
  const optional = textsOf("optional");
  if (optional.length > 0 && optional.length === terms.length)
    return (text) => optional.some((term) => text.includes(term));
  // AWS ignores optional terms if there are others.
  return (text) => required.every((term) => text.includes(term)) && !excluded.some((term) => text.includes(term));
}

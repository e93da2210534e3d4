export { compile, type Matcher } from "./compile";
export { FilterPatternError } from "./filter-pattern-error";
export { format } from "./format";
export { type LimitError, type Limits, limits } from "./limits";
export { LogEvent, parseEvent } from "./log-event";
export { parse } from "./parse";
export type * from "./syntax-tree";

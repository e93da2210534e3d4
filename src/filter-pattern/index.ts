export { FilterPatternError } from "./filter-pattern-error";
export { format } from "./format";
export { type LimitError, type Limits, limits } from "./limits";
export { parse } from "./parse";
export type * from "./syntax-tree";

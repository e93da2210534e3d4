export { FilterPatternError } from "./filter-pattern-error";
export { format } from "./format";
export { parse } from "./parse";
export type * from "./syntax-tree";

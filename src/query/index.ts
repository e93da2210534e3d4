export { type Column, columns, hiveType, isList } from "./columns";
export {
  type CountQuery,
  type CountedDetection,
  MAX_QUERY_BYTES,
  type Scope,
  type Uncounted,
  countQueries,
  partitionOf,
} from "./count";
export type { Difference } from "./difference";
export { type Success, type Translation, toSql } from "./translate/to-sql";

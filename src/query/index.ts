export { type Column, columns, hiveType } from "./columns";
export type { Difference } from "./difference";
export { type Success, type Translation, toSql } from "./translate/to-sql";

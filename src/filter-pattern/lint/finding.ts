import type { FilterPattern, Span } from "../syntax-tree";
import type { FieldKnowledge } from "./field-knowledge";

/** Something that AWS accepts and that probably does not mean what its author intended. */
export interface Finding extends Span {
  readonly code: FindingCode;
  readonly message: string;
  /** What to write in place of the text from `start` to `end`, if there is an obvious choice. */
  readonly fix?: string;
}

/** What kind of mistake a {@link Finding} is; each has a rule of the same name. */
export type FindingCode =
  | "absent-field"
  | "always-matches"
  | "boolean-as-text"
  | "implied-exclusion"
  | "inclusive-or"
  | "inner-wildcard"
  | "mixed-operators"
  | "near-limit"
  | "never-matches"
  | "optional-ignored";

/** Looks for one kind of mistake. */
export type Rule = (pattern: FilterPattern, knowledge: FieldKnowledge) => readonly Finding[];

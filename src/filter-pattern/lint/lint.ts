import type { FilterPattern } from "../syntax-tree";
import { absentField } from "./absent-field";
import { alwaysMatches } from "./always-matches";
import { booleanAsText } from "./boolean-as-text";
import { type FieldKnowledge, cloudTrailFields } from "./field-knowledge";
import type { Finding, Rule } from "./finding";
import { inclusiveOr } from "./inclusive-or";
import { innerWildcard } from "./inner-wildcard";
import { mixedOperators } from "./mixed-operators";
import { nearLimit } from "./near-limit";
import { neverMatches } from "./never-matches";
import { impliedExclusion, optionalIgnored } from "./terms";

const rules: readonly Rule[] = [
  absentField,
  alwaysMatches,
  booleanAsText,
  impliedExclusion,
  inclusiveOr,
  innerWildcard,
  mixedOperators,
  nearLimit,
  neverMatches,
  optionalIgnored,
];

/**
 * Finds what AWS accepts but people get wrong, in the order of the pattern text.
 *
 * @param knowledge what is known of the fields; by default the fields of CloudTrail records
 */
export function lint(pattern: FilterPattern, knowledge: FieldKnowledge = cloudTrailFields): readonly Finding[] {
  return rules.flatMap((rule) => rule(pattern, knowledge)).sort((a, b) => a.start - b.start || a.end - b.end);
}

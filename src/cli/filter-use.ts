import { allowedFilters as allowed } from "../capabilities/detections/chosen";
import { refusals } from "../capabilities/detections/room";
import { filtersOf } from "../quantities";
import type { StackSettings } from "../stack-settings";

/** How many of the filters that a log group can have the detections take; undefined if they take none. */
export function filtersText(settings: StackSettings): string | undefined {
  const used = filtersOf(settings);
  if (used === undefined) return undefined;
  const withRegex = used.filter(({ hasRegex }) => hasRegex).length;
  return `Metric filters: ${used.length} of the ${allowed.filters} that a log group can have, ${withRegex} of the ${allowed.withRegex} with a regular expression.`;
}

/** What does not fit into the log group, by name. Terraform refuses it in the plan, in the same words. */
export function warningsOfFilters(settings: StackSettings): string[] {
  return refusals(filtersOf(settings) ?? []).map((refusal) => `No plan succeeds: ${refusal}`);
}

import { allowedFilters as allowed } from "../capabilities/detections/chosen";
import { filtersOf } from "../quantities";
import type { StackSettings } from "../stack-settings";

/** How many of the filters that a log group can have the detections take; undefined if they take none. */
export function filtersText(settings: StackSettings): string | undefined {
  const used = filtersOf(settings);
  if (used === undefined) return undefined;
  const { filters, withRegex } = used;
  return `Metric filters: ${filters} of the ${allowed.filters} that a log group can have, ${withRegex} of the ${allowed.withRegex} with a regular expression.`;
}

/** What does not fit into the log group, by name. Terraform refuses it in the plan. */
export function warningsOfFilters(settings: StackSettings): string[] {
  const used = filtersOf(settings);
  if (used === undefined || (used.filters <= allowed.filters && used.withRegex <= allowed.withRegex)) return [];
  const { filters, withRegex, custom, excepted } = used;
  const what =
    filters > allowed.filters
      ? `${filters} metric filters, and a log group can have ${allowed.filters}`
      : `${withRegex} metric filters with regular expressions, and a log group can have ${allowed.withRegex}`;
  const candidates = [
    ...(custom.length > 0 ? [`custom detections (${custom.join(", ")})`] : []),
    ...(excepted.length > 0 ? [`exceptions, which double the filters of a detection (${excepted.join(", ")})`] : []),
    "detections that you do not need, in detections.disabled",
  ];
  return [`The detections need ${what}: no plan succeeds. Disable or omit some of: ${candidates.join("; ")}.`];
}

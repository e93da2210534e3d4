import { detections, filterKey, type Detection } from "../../detections";
import { format, parse } from "../../filter-pattern";
import type { Alarm, LogGroup, MetricFilter } from "./inventory";

/** A filter of the catalogue: its key in Terraform, which is its name as well, and the detection it belongs to. */
export interface CatalogueFilter {
  readonly key: string;
  readonly detection: Detection;
}

const catalogue = detections.flatMap((detection) =>
  Object.entries(detection.filters).map(([name, pattern]) => ({
    key: filterKey(detection.id, name),
    detection,
    pattern,
  })),
);
const byKey = new Map<string, CatalogueFilter>(catalogue.map((filter) => [filter.key, filter]));
const byPattern = new Map<string, CatalogueFilter>(catalogue.map((filter) => [canonical(filter.pattern), filter]));

/** The filter of the catalogue with this name. */
export function findByName(name: string): CatalogueFilter | undefined {
  return byKey.get(name);
}

/** The filter of the catalogue that looks for just the same, however its text is spaced. */
export function findEquivalent({ pattern }: MetricFilter): CatalogueFilter | undefined {
  return byPattern.get(canonical(pattern));
}

/** Names of the filters of a detection that count something, and that none of these filters looks for. */
export function missingFilters({ filters, uncounted = [] }: Detection, kept: readonly MetricFilter[]): string[] {
  const texts = kept.map(({ pattern }) => canonical(pattern));
  return Object.keys(filters).filter((name) => !uncounted.includes(name) && !texts.includes(canonical(filters[name]!)));
}

export function isDetection(id: string): boolean {
  return detections.some((detection) => detection.id === id);
}

function canonical(pattern: string): string {
  try {
    return format(parse(pattern));
  } catch {
    // AWS takes patterns that no evaluator should; they are nobody's twin.
    return pattern;
  }
}

/** Alarms that watch what a filter counts. */
export function alarmsOf({ metricName, namespace }: MetricFilter, alarms: readonly Alarm[]): Alarm[] {
  return alarms.filter((alarm) => alarm.metricName === metricName && alarm.namespace === namespace);
}

/** The topics that alarms of these log groups tell: of our detections, and of filters that look for the same. */
export function topicsInUse(groups: readonly LogGroup[], alarms: readonly Alarm[]): string[] {
  const watching = groups
    .flatMap(({ filters }) => filters)
    .filter((filter) => findByName(filter.name) ?? findEquivalent(filter))
    .flatMap((filter) => alarmsOf(filter, alarms));
  const arns = watching.flatMap(({ actions }) => actions).filter((action) => action.split(":")[2] === "sns");
  return [...new Set(arns)];
}

/** What the alarm of a detection is set to where nothing is said. */
export function alarmDefaults({ threshold, periodSeconds }: Detection) {
  return { threshold, periodSeconds, evaluationPeriods: 1, actionsEnabled: true };
}

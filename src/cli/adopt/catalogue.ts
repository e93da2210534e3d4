import { countedFilters, detections, filterKey, type Detection } from "../../detections";
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

/** The filter of the catalogue that matches the same events, whatever the spacing of its pattern. */
export function findEquivalent({ pattern }: MetricFilter): CatalogueFilter | undefined {
  return byPattern.get(canonical(pattern));
}

/** Names of the counting filters of a detection that have no equivalent among these filters. */
export function missingFilters(detection: Detection, kept: readonly MetricFilter[]): string[] {
  const texts = kept.map(({ pattern }) => canonical(pattern));
  return Object.entries(countedFilters(detection)).flatMap(([name, text]) =>
    texts.includes(canonical(text)) ? [] : [name],
  );
}

export function isDetection(id: string): boolean {
  return detections.some((detection) => detection.id === id);
}

function canonical(pattern: string): string {
  try {
    return format(parse(pattern));
  } catch {
    // AWS accepts patterns that the parser refuses; they have no equivalent.
    return pattern;
  }
}

/** Alarms that watch what a filter counts. */
export function alarmsOf({ metricName, namespace }: MetricFilter, alarms: readonly Alarm[]): Alarm[] {
  return alarms.filter((alarm) => alarm.metricName === metricName && alarm.namespace === namespace);
}

/** The topics that the alarms of these log groups notify, as far as their filters are a detection's or equivalent to one. */
export function topicsInUse(groups: readonly LogGroup[], alarms: readonly Alarm[]): string[] {
  const watching = groups
    .flatMap(({ filters }) => filters)
    .filter((filter) => findByName(filter.name) ?? findEquivalent(filter))
    .flatMap((filter) => alarmsOf(filter, alarms));
  const arns = watching.flatMap(({ actions }) => actions).filter((action) => action.split(":")[2] === "sns");
  return [...new Set(arns)];
}

/** The defaults of a detection's alarm. */
export function alarmDefaults({ threshold, periodSeconds }: Detection) {
  return { threshold, periodSeconds, evaluationPeriods: 1, actionsEnabled: true };
}

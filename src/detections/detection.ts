/**
 * A detection is data: what to look for, why it matters, and what to do when it is found. The id is permanent; it is the
 * `for_each` key, the metric's name, the end of the alarm's name and the heading in the documentation.
 */
export interface Detection<Id extends string = string> {
  /** Kebab-case, never changed, never used again for something else. */
  readonly id: Id;
  /** What happened, in a few words: "The root user was used". */
  readonly title: string;
  readonly pack: Pack;
  readonly severity: Severity;
  /** Why it matters to the person on call, in a sentence or two. */
  readonly why: string;
  /** What to do first. */
  readonly firstSteps: string;
  readonly controls: readonly Control[];
  /** MITRE ATT&CK technique ids. */
  readonly techniques: readonly string[];
  /**
   * CloudWatch Logs filter patterns by name, all feeding the one metric of the detection. `canonical` is the text
   * that auditors compare exactly; noise is reduced by exceptions, never in it.
   */
  readonly filters: { readonly canonical: string; readonly [name: string]: string };
  /** Names of filters that exist for auditors only: another one counts all their matches. */
  readonly uncounted?: readonly string[];
  /** Why no event rule may report it, although event patterns could decide. */
  readonly alarmOnly?: string;
  /** What follows `filter` in a CloudWatch Logs Insights query that shows these events; short, for a link. */
  readonly insightsFilter: string;
  /** Number of matching events in a period that triggers the alarm. */
  readonly threshold: number;
  /** Length of a period, in seconds. */
  readonly periodSeconds: number;
}

/** The filter patterns of a detection that count, by name. */
export function countedFilters({ filters, uncounted = [] }: Pick<Detection, "filters" | "uncounted">) {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !uncounted.includes(name)));
}

/**
 * `cis`: the alarms of the CIS benchmark. `tamper`: attempts to disable the monitoring. `attack`: other known techniques. `data`: what
 * happens to objects in S3, which a trail records only if it is told to.
 */
export type Pack = "cis" | "tamper" | "attack" | "data";

/** `critical` is for a pager. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** An item of a benchmark that a detection answers. */
export interface Control {
  readonly benchmark: "CIS AWS Foundations" | "AWS Security Hub";
  /** Undefined where the benchmark has no versions. */
  readonly version?: string;
  readonly id: string;
}

/** A list of detections whose ids the type knows, so that editors complete them and TypeScript refuses others. */
export function listed<const Id extends string>(detections: readonly Detection<Id>[]): readonly Detection<Id>[] {
  return detections;
}

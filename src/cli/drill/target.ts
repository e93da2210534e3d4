import { audiences } from "../../capabilities/shared/alert-rules";
import { uncountedFilters } from "../../detections";
import { parseArn } from "../arn";
import type { Audience, Deployment } from "../deployment/deployment";

/** What a drill looks at. */
export interface Target {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** Topics of this account and region that alarms or event rules publish to. */
  readonly topics: readonly Topic[];
  readonly alarms: readonly Alarm[];
  readonly rules: readonly Rule[];
  readonly filters: readonly Filter[];
  /** The name of the log group that the detections search. */
  readonly logGroupName?: string;
  readonly detectorId?: string;
  /** Where events wait that EventBridge could not deliver. */
  readonly deadLetterQueue?: string;
  /** Regions whose events a forwarder sends here. */
  readonly forwardedRegions: readonly string[];
}

export interface Topic {
  readonly arn: string;
  readonly audience: Audience;
}

export interface Alarm {
  readonly name: string;
  /** The detection whose events it counts. */
  readonly detection?: string;
  readonly topicArns: readonly string[];
}

export interface Rule {
  readonly name: string;
  /** `guardduty-high`, or the id of a detection. */
  readonly source: string;
  /** What its alerts are called. */
  readonly title: string;
  readonly pattern: string;
  readonly topicArns: readonly string[];
}

/** A metric filter that counts for a detection. */
export interface Filter {
  readonly detection: string;
  readonly pattern: string;
  readonly metric: { readonly name: string; readonly namespace: string };
}

/** What a drill looks at, of what is deployed. */
export function targetOf(deployment: Deployment): Target {
  const { partition, account, region } = deployment;
  const targets = deployment.all("aws_cloudwatch_event_target");
  const topicsOf = (rule: string) =>
    targets.flatMap(({ attributes }) =>
      attributes.rule === rule && parseArn(attributes.arn).service === "sns" ? [attributes.arn] : [],
    );
  const alarms = deployment.all("aws_cloudwatch_metric_alarm").map(({ capability, key, attributes }): Alarm => ({
    name: attributes.alarm_name,
    detection: capability === "detections" ? key : undefined,
    topicArns: attributes.alarm_actions ?? [],
  }));
  const rules = deployment
    .all("aws_cloudwatch_event_rule")
    .map(({ key, attributes: { name, description, event_pattern } }) => ({
      name,
      source: key ?? name,
      // createAlertRules makes the description of the title.
      title: description.replace(/ \(\w+\)$/, ""),
      // A schedule has none, and no topic.
      pattern: event_pattern ?? "",
      topicArns: topicsOf(name),
    }))
    .filter(({ topicArns }) => topicArns.length > 0);
  const metricFilters = deployment.all("aws_cloudwatch_log_metric_filter", "detections");

  const audienceOf = (arn: string) => {
    const target = targets.find(({ attributes }) => attributes.arn === arn);
    const audience =
      target?.attributes.target_id ?? Object.entries(deployment.topics).find(([, own]) => own === arn)?.[0];
    return audiences.find((one) => one === audience) ?? "people";
  };
  const isHere = (arn: string) => parseArn(arn).account === account && parseArn(arn).region === region;
  const arns = new Set([...alarms, ...rules].flatMap(({ topicArns }) => topicArns).filter(isHere));
  return {
    partition,
    account,
    region,
    topics: [...arns].map((arn) => ({ arn, audience: audienceOf(arn) })),
    alarms,
    rules,
    filters: metricFilters.flatMap(({ key = "", attributes }) => {
      if (!counts(key)) return [];
      return attributes.metric_transformation.map(({ name, namespace }) => ({
        detection: key.replace(/\/.*$/, ""),
        pattern: attributes.pattern,
        metric: { name, namespace },
      }));
    }),
    logGroupName: metricFilters[0]?.attributes.log_group_name,
    detectorId: deployment.all("aws_guardduty_detector")[0]?.attributes.id,
    deadLetterQueue: deployment.all("aws_sqs_queue", "alert_delivery")[0]?.attributes.name,
    forwardedRegions: deployment.elsewhere.map((place) => place.region),
  };
}

/** A filter that counts nothing is there for auditors; an exception counts what is no reason for an alarm. */
function counts(key: string): boolean {
  return !key.endsWith("/except") && !uncountedFilters.includes(key);
}

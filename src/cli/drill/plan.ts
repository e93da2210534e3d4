import { globalEventsRegion } from "../../terraform/aws/partitions";
import { type ActionName, actionFor, actionNames, globalCalls, mostDenials } from "./actions";
import { minutes, type Route } from "./latencies";
import type { Alarm, Filter, Rule, Target } from "./target";

/** What the account says before a drill. */
export interface Survey {
  /** The alarms of the target by name. */
  readonly alarms: ReadonlyMap<string, LiveAlarm>;
  /** The default VPC, or why there is none to use. */
  readonly vpc: Usable;
  /** A type of sample finding that GuardDuty has none of, or why there is none. */
  readonly finding: Usable;
}

export type Usable = { readonly id: string } | { readonly why: string };

export interface LiveAlarm {
  readonly state: string;
  /** When it entered that state. */
  readonly since: Date;
  readonly threshold: number;
  /** How many periods have to reach the threshold. */
  readonly periods: number;
  readonly hasActions: boolean;
}

/** An alert that an action has to cause. */
export interface Expectation {
  readonly route: Route;
  /** The name of the alarm or event rule. */
  readonly name: string;
  readonly action: ActionName;
  /** The call that sets it off. */
  readonly call: string;
  /** Where it has to arrive. */
  readonly topicArns: readonly string[];
  readonly rule?: Rule;
  readonly metrics?: readonly Filter["metric"][];
}

export interface Plan {
  readonly steps: readonly ActionName[];
  readonly expectations: readonly Expectation[];
  readonly omitted: readonly Omission[];
  /** The alarm that is set, and its state. */
  readonly alarm?: { readonly name: string; readonly state: string };
  /** How many calls have to be denied. */
  readonly denials: number;
  readonly vpc?: string;
  readonly findingType?: string;
  /** The metric filters of what nobody may do for a drill. */
  readonly rootFilters: readonly Filter[];
}

export interface Omission {
  readonly what: string;
  readonly why: string;
}

/** The detection of what nobody may do for a drill. */
const rootDetection = "root-account-usage";
/** The detection that counts several events. */
const denialDetection = "unauthorized-api-calls";
const noAlarm = "no alarm that notifies a topic is left, in another state than ALARM";

/** Decides what a drill does. Only what has an alert is done, and only what is done is expected. */
export function planOf(target: Target, survey: Survey, { iam }: { readonly iam: boolean }): Plan {
  const omitted: Omission[] = [];
  const expectations: Expectation[] = [];
  const unforwarded: string[] = [];
  const alarm = alarmToSet(target, survey);
  const denials = denialsFor(target, survey);
  const obstacles: Partial<Record<ActionName, string>> = {
    ...("why" in survey.vpc && { "security group": survey.vpc.why }),
    ...(!iam && { user: "--no-iam omits it" }),
    ...(denials > mostDenials && { "denied calls": `${denials} denied calls would look like an attack` }),
    ...(!alarm && { alarm: noAlarm }),
    ...("why" in survey.finding && { finding: survey.finding.why }),
  };
  const expect = (kind: string, expectation: Expectation, obstacle: string | undefined) => {
    const why = obstacles[expectation.action] ?? obstacle ?? foreignTopic(target, expectation);
    if (why === undefined) expectations.push(expectation);
    else omitted.push({ what: `${kind} ${expectation.name}`, why });
    if (why !== undefined && expectation.route === "forwarded event") unforwarded.push(why);
  };

  for (const alarm of target.alarms) {
    const found = actionFor(alarm.detection);
    if (!found) continue;
    const metrics = target.filters.filter(({ detection }) => detection === alarm.detection).map(({ metric }) => metric);
    const topicArns = survey.alarms.get(alarm.name)?.hasActions ? alarm.topicArns : [];
    expect(
      "alarm",
      { route: "metric filter", name: alarm.name, ...found, topicArns, metrics },
      obstacleOf(alarm, survey) ?? tooManyEvents(alarm, survey),
    );
  }
  for (const rule of target.rules) {
    const found = actionForRule(rule);
    if (!found) continue;
    const route =
      found.action === "finding" ? "finding" : regionOfEvent(target, found.call) ? "forwarded event" : "event rule";
    const { name, topicArns } = rule;
    expect("event rule", { route, name, ...found, topicArns, rule }, otherRegion(target, found.call));
  }
  if (!expectations.some(({ route }) => route === "forwarded event")) {
    const why = obstacles.user ?? unforwarded[0] ?? "no event rule reports a call of IAM that a drill makes";
    omitted.push(...target.forwardedRegions.map((region) => ({ what: `event forwarder of ${region}`, why })));
  }
  if (alarm) {
    const { name, topicArns } = alarm;
    expect("alarm", { route: "direct alarm", name, action: "alarm", call: "SetAlarmState", topicArns }, undefined);
  } else {
    omitted.push({ what: "an alarm that is set", why: noAlarm });
  }

  const wanted = new Set(expectations.map(({ action }) => action));
  // What is denied is denied by the policy of the bucket.
  if (wanted.has("denied calls")) wanted.add("bucket");
  const steps = actionNames.filter((name) => wanted.has(name));
  return {
    steps,
    expectations,
    omitted: [...omitted, ...beyondDrills(target, alarm)],
    alarm: alarm && { name: alarm.name, state: survey.alarms.get(alarm.name)!.state },
    denials,
    vpc: "id" in survey.vpc ? survey.vpc.id : undefined,
    findingType: "id" in survey.finding ? survey.finding.id : undefined,
    rootFilters: target.filters.filter(({ detection }) => detection === rootDetection),
  };
}

/** How long to wait, in minutes, if the user does not say. */
export function usualWait({ expectations }: Plan): number {
  return Math.max(1, ...expectations.map(({ route }) => minutes[route]));
}

/** The alarm on root, because nothing else can set that off; else one that no action sets off. */
function alarmToSet({ alarms, topics }: Target, survey: Survey): Alarm | undefined {
  const usable = alarms.filter(
    (alarm) =>
      obstacleOf(alarm, survey) === undefined &&
      survey.alarms.get(alarm.name)!.hasActions &&
      alarm.topicArns.some((arn) => topics.some((topic) => topic.arn === arn)) &&
      !actionFor(alarm.detection),
  );
  return usable.find(({ detection }) => detection === rootDetection) ?? usable[0];
}

function obstacleOf({ name }: Alarm, { alarms }: Survey): string | undefined {
  const live = alarms.get(name);
  if (!live) return "it is in the state and not in the account: run terraform apply";
  if (live.state !== "ALARM") return undefined;
  return `it has been in ALARM since ${live.since.toISOString()}, and notifies only when it enters that state: try again when it is OK`;
}

function tooManyEvents({ name, detection }: Alarm, { alarms }: Survey): string | undefined {
  const { threshold, periods } = alarms.get(name)!;
  if (periods > 1) return `it takes events in ${periods} periods`;
  return threshold > 1 && detection !== denialDetection
    ? `it takes ${threshold} events, and a drill causes one`
    : undefined;
}

function denialsFor({ alarms }: Target, survey: Survey): number {
  const alarm = alarms.find(({ detection }) => detection === denialDetection);
  return (alarm && survey.alarms.get(alarm.name)?.threshold) ?? 1;
}

/** Of GuardDuty's rules the one of the severity that the sample has; of a detection's rules that of its canonical filter. */
function actionForRule({ source }: Rule): { readonly action: ActionName; readonly call: string } | undefined {
  return source === "guardduty-high" ? { action: "finding", call: "CreateSampleFindings" } : actionFor(source);
}

function foreignTopic({ topics }: Target, { topicArns }: Expectation): string | undefined {
  const arn = topicArns.find((topicArn) => !topics.some((topic) => topic.arn === topicArn));
  return arn === undefined ? undefined : `the topic ${arn} is of another account or region`;
}

/** The region whose bus has the event of a call, if it is another one. */
function regionOfEvent({ region }: Target, call: string): string | undefined {
  const where = globalCalls.includes(call) ? globalEventsRegion(region) : undefined;
  return where === region ? undefined : where;
}

function otherRegion(target: Target, call: string): string | undefined {
  const { region, forwardedRegions } = target;
  const where = regionOfEvent(target, call);
  if (where === undefined || forwardedRegions.includes(where)) return undefined;
  return `events of IAM are on the bus of ${where}, and no event forwarder sends them to ${region}`;
}

/** What is deployed and no drill sets off. */
function beyondDrills({ alarms, rules }: Target, set: Alarm | undefined): Omission[] {
  const others = [
    ...alarms.filter((alarm) => alarm !== set && !actionFor(alarm.detection)),
    ...rules.filter((rule) => !actionForRule(rule)),
  ];
  if (others.length === 0) return [];
  return [{ what: `${others.length} other alarms and event rules`, why: "nothing harmless sets them off" }];
}

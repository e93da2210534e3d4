import { type Evidence, isSeen, type Seconds, topicName } from "./evidence";
import { minutes, type Route } from "./latencies";
import type { Drill } from "./perform";
import type { Expectation, Omission } from "./plan";
import type { Target } from "./target";
import type { Watch } from "./watch";

export type Outcome = "seen" | "not seen" | "partly proved" | "not testable";

/** What became of an alert. */
export interface Result {
  readonly route: Route;
  /** The name of the alarm or event rule. */
  readonly name: string;
  /** The call that sets it off. */
  readonly call: string;
  readonly outcome: Outcome;
  /** Seconds from the call on. */
  readonly seconds: Seconds;
  /** Why it was not seen, or is only partly proved. */
  readonly cause?: string;
  readonly whereToLook?: string;
}

export interface Report {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly began: string;
  readonly ended: string;
  readonly waitMinutes: number;
  readonly results: readonly Result[];
  readonly omitted: readonly Omission[];
  /** What AWS did not let the drill look at. */
  readonly denied: readonly string[];
  /** What could not be undone. */
  readonly left: readonly string[];
}

/** Whether an alert was seen and everything else that was expected, too, and nothing is left of the drill. */
export function isGood({ results, left }: Report): boolean {
  const has = (wanted: Outcome) => results.some(({ outcome }) => outcome === wanted);
  return left.length === 0 && has("seen") && !has("not seen");
}

/** How many of the alerts that were expected were seen, in words. */
export function seenText({ results }: Report): string {
  const seen = results.filter(({ outcome }) => outcome === "seen").length;
  const expected = results.filter(({ outcome }) => outcome === "seen" || outcome === "not seen").length;
  return `${seen} of ${expected} alerts seen`;
}

export function reportOf(of: {
  readonly drill: Drill;
  readonly target: Target;
  readonly watch: Watch;
  /** Why steps could not be done, and topics not be subscribed to. */
  readonly obstacles: ReadonlyMap<string, string>;
  readonly rootMatches: boolean | string;
  readonly left: readonly string[];
  readonly waitMinutes: number;
}): Report {
  const { drill, target, watch, obstacles, rootMatches, left, waitMinutes } = of;
  const { account, id, journal, plan } = drill;
  const results = plan.expectations.map((expectation): Result => {
    const { route, name, call } = expectation;
    const evidence = watch.evidence.get(expectation);
    if (!evidence) {
      const cause = obstacles.get(expectation.action) ?? firstOf(expectation.topicArns, obstacles);
      return { route, name, call, outcome: "not testable", seconds: { messages: {} }, cause };
    }
    const seconds = watch.secondsOf(expectation);
    if (isSeen(expectation, evidence)) return { route, name, call, outcome: "seen", seconds };
    return { route, name, call, outcome: "not seen", seconds, ...causeOf(expectation, evidence, target, waitMinutes) };
  });
  return {
    id,
    account: account.account,
    region: account.region,
    began: journal.began.toISOString(),
    ended: account.now().toISOString(),
    waitMinutes,
    results: [...results, ...rootResult(drill, rootMatches, results)],
    omitted: plan.omitted,
    denied: [...watch.blind],
    left,
  };
}

function firstOf(keys: readonly string[], reasons: ReadonlyMap<string, string>): string | undefined {
  return keys.flatMap((key) => reasons.get(key) ?? [])[0];
}

/** The root user is not used for a drill. */
function rootResult({ plan }: Drill, matches: boolean | string, results: readonly Result[]): Result[] {
  if (plan.rootFilters.length === 0) return [];
  const rootAlarm = results.find(({ route, name }) => route === "direct alarm" && name === plan.alarm?.name);
  const of = { route: "metric filter", name: plan.rootFilters[0]!.metric.name, call: "ConsoleLogin" } as const;
  const isProved = matches === true && rootAlarm?.outcome === "seen";
  return [
    {
      ...of,
      outcome: isProved ? "partly proved" : matches === false ? "not seen" : "not testable",
      seconds: { messages: {} },
      cause: isProved
        ? "the root user is not used for a drill: its filter matches a sample of a sign-in, and its alarm notifies; that the event arrives is not proved"
        : matches === true
          ? "its filter matches a sample of a sign-in; its alarm was not seen to notify"
          : matches === false
            ? "its filter does not match a sample of a sign-in"
            : matches,
    },
  ];
}

type Cause = Required<Pick<Result, "cause" | "whereToLook">>;

/** The likely cause, which is behind the last place where the alert was seen. */
function causeOf(expectation: Expectation, evidence: Evidence, target: Target, waitMinutes: number): Cause {
  const { route, name, topicArns } = expectation;
  const likely = likelyCause(expectation, evidence, target);
  const silent = topicArns.filter((arn) => !evidence.messages.has(arn)).map(topicName);
  const heard =
    evidence.messages.size > 0
      ? ` It arrived at ${[...evidence.messages.keys()].map(topicName).join(", ")} and not at ${silent.join(", ")}.`
      : "";
  const early =
    waitMinutes < minutes[route] ? ` The drill waited ${waitMinutes} minutes; ${name} can take ${minutes[route]}.` : "";
  return { cause: `${likely.cause}.${heard}${early}`, whereToLook: likely.whereToLook };
}

function likelyCause({ route, name, call }: Expectation, evidence: Evidence, target: Target): Cause {
  if (route === "finding") {
    return {
      cause:
        "GuardDuty only updated an earlier sample, which is reported with guardduty.alerts.updates, or the event rule did not match",
      whereToLook: `event rule ${name}: metrics MatchedEvents and FailedInvocations; queue ${target.deadLetterQueue ?? "of undelivered alerts"}`,
    };
  }
  if (route === "forwarded event") {
    const regions = target.forwardedRegions.join(", ");
    return {
      cause: `the event forwarder of ${regions} did not send the event to ${target.region}, or the event rule there did not publish`,
      whereToLook: `event rules of the forwarder in ${regions}, and event rule ${name}: state, metrics MatchedEvents and FailedInvocations; queues of undelivered events in both regions`,
    };
  }
  if (route === "event rule") {
    return {
      cause: evidence.trail
        ? "CloudTrail has recorded the call, and the event rule did not publish: it is disabled, its role may not publish, or EventBridge lost the event"
        : "EventBridge got no event: no trail logs management events here, or EventBridge is late",
      whereToLook: `event rule ${name}: state, metrics MatchedEvents and FailedInvocations; queue ${target.deadLetterQueue ?? "of undelivered alerts"}`,
    };
  }
  if (evidence.alarm) {
    return {
      cause: evidence.failure
        ? `CloudWatch could not notify: ${evidence.failure}`
        : "the alarm entered ALARM, and its topic sent nothing: the policy of the topic or of its key does not let CloudWatch publish",
      whereToLook: `history of the alarm ${name}, items of the kind Action; policy of the topic and of its key`,
    };
  }
  if (route === "direct alarm")
    return { cause: "CloudWatch did not set the alarm", whereToLook: `history of the alarm ${name}` };
  if (evidence.metric) {
    return {
      cause:
        "the metric counted the event, and the alarm did not enter ALARM: its threshold is higher, or it excludes the caller",
      whereToLook: `alarm ${name}: metric, threshold, exceptions in detections.overrides`,
    };
  }
  if (evidence.trail) {
    return {
      cause:
        "the event is in the log group, and the metric did not count it: the metric filter is missing, has another pattern or another log group",
      whereToLook: `metric filters of ${target.logGroupName}`,
    };
  }
  return {
    cause: `CloudTrail has not delivered ${call} to the log group`,
    whereToLook: `aws cloudtrail get-trail-status: LatestCloudWatchLogsDeliveryError; log group ${target.logGroupName}`,
  };
}

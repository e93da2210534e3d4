import { DetectionRules } from "../capabilities/detections";
import type { Detection } from "../detections";
import { eventRoute, reach } from "../detections/event-route";

/** What the page says of all detections and EventBridge, before it says it of each. */
export function eventPatternsText(detections: readonly Detection[]): string {
  const count = (isMeant: (detection: Detection) => boolean) => detections.filter(isMeant).length;
  const whole = count((detection) => reach(detection) === "all");
  const parts = count((detection) => reach(detection) === "some");
  const counting = count(({ threshold }) => threshold > 1);
  const readOnly = count((detection) => eventRoute(detection).needsReadOnlyCalls);
  const byDefault = count((detection) => isInstantByDefault(detection) && reach(detection) !== "none");
  return `**Instant alerts.** EventBridge gets an event within about a minute, the log group after some. So a detection of severity high or
critical is an EventBridge rule as well, if an event pattern can decide as its filters do: "Routes" says it of each. For ${whole} of
${detections.length} one can, for ${parts} of a part of the events; ${counting} count several events, and a rule decides on each event alone. ${byDefault} are instant by
default, once they are enabled. The rule publishes an alert for each event, with actor, resource and source address; the alarm
follows, says that it is the record, and is complete: AWS delivers events on a best-effort basis
([why there are two](decisions/0022-two-alerts-for-one-event.md)).

\`\`\`yaml
alerts:
  instant: true # false: no event rules at all
detections:
  instantSeverities: [high, critical]
  instantInclude: [vpc-changes] # whatever the severity
  instantDisabled: [security-hub-disabled]
  custom:
    break-glass-role-used:
      title: The break-glass role was used
      pattern: '{ $.eventName = "AssumeRole" && $.requestParameters.roleArn = "*role/break-glass" }'
      # Without it, the alarm only.
      eventPattern: '{"source":["aws.sts"],"detail":{"eventName":["AssumeRole"],"requestParameters":{"roleArn":[{"suffix":"role/break-glass"}]}}}'
\`\`\`

A severity that is overridden counts. With an \`except\`, a threshold or several periods, or without actions, a detection has its alarm
only: a rule has nothing to count or to subtract with. One detection, or one event that several detections find, can be several
alerts; an alarm reports the first event of a period only. The rules need a trail in the account, and no log group.

Unless its state is \`ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS\`, a rule gets no calls with names that begin with Describe, Get or
List: the rules of ${readOnly} detections have that state, because they need it to see everything.

**Regions.** A rule gets the events of its own region. Those of IAM, Organizations, Route 53, CloudFront and of the root user's sign-in
are in one region of the partition only: us-east-1, in AWS GovCloud us-gov-west-1, in China cn-north-1. Where the monitoring is
in another region, these and all events of further regions have the alarm only, unless they are forwarded to the bus of this
region: the output \`event_patterns\` has the patterns for that.`;
}

const severitiesByDefault = DetectionRules.inputs.shape.instantSeverities.parse(undefined);

/** By the default of `detections.instantSeverities`. */
export function isInstantByDefault({ severity }: Detection): boolean {
  return severitiesByDefault.includes(severity);
}

/** "event rule and alarm", "alarm only, because …", or which filters have an event rule and which do not. */
export function routesText(detection: Detection): string {
  const { patterns, refused, needsReadOnlyCalls } = eventRoute(detection);
  const rule = isInstantByDefault(detection) ? "event rule and alarm" : "alarm, and event rule if chosen";
  const both = `${rule}${needsReadOnlyCalls ? ", with read-only calls" : ""}`;
  const reasons = Object.entries(refused);
  if (reasons.length === 0) return both;
  const [, reason] = reasons[0]!;
  if (Object.keys(patterns).length === 0 && reasons.every(([, other]) => other === reason))
    return `alarm only, because ${reason}`;
  return [
    ...Object.keys(patterns).map((name) => `\`${name}\` ${both}`),
    ...reasons.map(([name, why]) => `\`${name}\` alarm only, because ${why}`),
  ].join("; ");
}

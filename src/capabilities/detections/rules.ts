import type { Construct } from "constructs";
import { cloudTrailMessage, UNSAFE_TEXT } from "../../alert-text";
import { eventRoute, ruleKey } from "../../detections/event-route";
import { anyoneButRoot, forwardings, ofRoot, rootUser } from "../../detections/forwarding";
import { needsReadOnlyCalls } from "../../event-pattern";
import { partitions } from "../../terraform/aws/partitions";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { group } from "../../terraform/schema";
import { alertRulesOnLeaving, alertRulesOutputs, alertRulesShape, createAlertRules } from "../shared/alert-rules";
import { consoleDomain } from "../shared/console";
import { operations as common } from "../shared/operations";
import { chosenDetections, chosenShape, instantShape } from "./chosen";
import { ownCallsShape, ownSessions } from "./own-calls";

const inputs = group({ ...alertRulesShape, ...chosenShape, ...instantShape, ...ownCallsShape });

export type DetectionRulesProps = CapabilityProps<typeof inputs>;
export type DetectionRulesOutputs = DetectionRules["outputs"];

/**
 * The same detections again, as event rules: an alert for each event, within about a minute. It needs a trail in the account, and no
 * log group.
 */
export class DetectionRules extends Capability<typeof inputs, { eventPatterns: string; eventRuleNames: string[] }> {
  static readonly module = "detection-rules";
  static readonly summary =
    "EventBridge rules that publish an alert for each event of the detections that an event pattern can find.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = alertRulesOnLeaving;
  static readonly operations = [common];
  static readonly outputs = {
    eventPatterns:
      "The event patterns of rules that forward what these rules report, as JSON: by the key of a rule `pattern`, and `reads`, whether it needs read-only calls. Each event matches one at most, unless custom detections overlap.",
    ...alertRulesOutputs,
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: DetectionRulesProps) {
    super(scope, id, inputs, props);
    const hcl = hclIn(this);
    const own = ownSessions(this, this.inputs);

    const active = this.local(
      "active",
      chosenDetections(this, this.inputs, {
        ofCatalogue: (detection) => ({
          event_patterns: Object.fromEntries(
            Object.entries(eventRoute(detection).patterns).map(([name, pattern]) => [
              ruleKey(detection.id, name),
              {
                pattern: JSON.stringify(pattern),
                reads: needsReadOnlyCalls(pattern),
                forwarded_with: forwardings().get(ruleKey(detection.id, name))!.group,
                is_of_anyone: forwardings().get(ruleKey(detection.id, name))!.isOfAnyone,
              },
            ]),
          ),
        }),
        ofCustom: hcl`{ event_patterns = { (id) = {
          pattern = detection.event_pattern, reads = detection.read_only_calls, forwarded_with = id, is_of_anyone = false
        } } }`,
        isInstant: true,
        ownSessions: own,
      }),
    );
    // A text of a custom detection may contain what would break the templates.
    const safe = (text: string) => hcl`replace(${text}, ${`/${UNSAFE_TEXT}/`}, "'")`;
    const rules = this.local(
      "rules",
      hcl`merge([for id, detection in ${active} : { for key, found in detection.event_patterns : key => {
        pattern = ${own === undefined ? "${found.pattern}" : this.withoutOwn()},
        reads = found.reads,
        severity = detection.severity,
        description = "\${detection.title} (\${detection.severity})",
        title = ${safe("${detection.title}")},
        why = ${safe('${coalesce(detection.why, "It is the custom detection ${id}.")}')},
        first_steps = ${safe('${coalesce(detection.first_steps, "Find out whether the actor meant to do this, and who that is.")}')}
      } } if detection.is_instant]...)`,
    );
    const domain = this.local("console", consoleDomain(this, partitions["aws"]!.console!));
    const eventRuleNames = createAlertRules(
      this,
      this.inputs,
      rules,
      cloudTrailMessage({
        severity: "${upper(each.value.severity)}",
        title: "${each.value.title}",
        why: "${each.value.why}",
        firstSteps: "${each.value.first_steps}",
        console: domain,
      }),
    );

    // Whoever forwards events has to know the patterns, even those of a caller who marks all settings as sensitive.
    this.outputs = { eventPatterns: hcl`nonsensitive(sensitive(${this.forwardedPatterns(active)}))`, eventRuleNames };
  }

  /** The patterns of the rules that forward events, of which one at most matches an event: see {@link forwardings}. */
  private forwardedPatterns(active: string): string {
    const hcl = hclIn(this);
    const found = this.local(
      "instant_patterns",
      hcl`merge([for id, detection in ${active} : detection.event_patterns if detection.is_instant]...)`,
    );
    const groups = this.local("forwarded_together", hcl`{ for key, one in ${found} : one.forwarded_with => key... }`);
    const first = hcl`jsondecode(${found}[keys[0]].pattern)`;
    const details = hcl`[for key in keys : jsondecode(${found}[key].pattern).detail]`;
    // The others leave the events of the root user to the rule of their own.
    const isLeft = hcl`contains(keys(${groups}), ${ofRoot}) && alltrue([for key in keys : ${found}[key].is_of_anyone])`;
    const caller = hcl`{ for name, value in ${{ userIdentity: { type: anyoneButRoot } }} : name => value if ${isLeft} }`;
    return hcl`jsonencode({ for group, keys in ${groups} : keys[0] => {
      reads = anytrue([for key in keys : ${found}[key].reads]),
      pattern = jsondecode(
        group == ${ofRoot} ? jsonencode(merge(${first}, {
          detail = { "$or" = concat([${{ userIdentity: { type: [rootUser] } }}], ${details}) }
        })) : length(keys) > 1 ? jsonencode(merge(${first}, {
          detail = merge({ "$or" = ${details} }, ${caller})
        })) : ${isLeft} ? jsonencode(merge(${first}, {
          detail = merge(${first}.detail, { userIdentity = merge(lookup(${first}.detail, "userIdentity", {}), ${{ type: anyoneButRoot }}) })
        })) : ${found}[keys[0]].pattern
      )
    } })`;
  }

  /** The pattern of a rule without the calls of our functions. Not every event says who is behind it. */
  private withoutOwn(): string {
    const hcl = hclIn(this);
    const others = [{ arn: [{ exists: false }] }, { arn: [{ "anything-but": "${detection.own_sessions}" }] }];
    return hcl`length(detection.own_sessions) == 0 ? found.pattern : jsonencode(merge(jsondecode(found.pattern), {
      detail = merge(jsondecode(found.pattern).detail, {
        userIdentity = merge(lookup(jsondecode(found.pattern).detail, "userIdentity", {}), { "$or" = ${others} })
      })
    }))`;
  }
}

import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { group, oneOf, regionName, tagMap, text, topicArn, uniqueList } from "../../terraform/schema";
import { deadLetterQueue, deliveryRole, queueDepth } from "../shared/event-delivery";
import { allowedOnBus, createEventRules } from "../shared/event-rules";
import { operations } from "../shared/operations";
import { busArn, forwarderRole } from "./event-bus";
import { failurePattern, failures } from "./failures";
import { forwardedServices, serviceEvents } from "./service-events";

const inputs = group({
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Prefix of every name; the same as in the home region."),
  region: regionName().describe(
    "Region of the provider, in which the events are. Part of the role's name, because roles belong to no region.",
  ),
  homeRegion: regionName().describe("Region of the monitoring, in which the event rules publish alerts."),
  busArn: busArn()
    .optional()
    .describe(
      "Bus of the monitoring in that region, which may be in another account. Unset: the default bus of this account. With it the provider may be that of the home region as well: this bus is another one than the default bus, from which events are forwarded.",
    ),
  eventPatterns: text(/^[{][^\x00]*[}]$/, "a JSON object, the output `event_patterns` of the monitoring").describe(
    'What to forward, as JSON: `{"<key>": {"pattern": {…}, "reads": false}}`, with `reads` for a pattern that needs the read-only calls of CloudTrail. The output `event_patterns` of the monitoring.',
  ),
  services: uniqueList(oneOf(forwardedServices))
    .default([])
    .describe(
      "Services whose findings and evaluations are forwarded as well; the home region decides which of them are alerts.",
    ),
  alarmTopicArns: z
    .array(topicArn(), { error: "a list of ARNs" })
    .default([])
    .describe(
      "Topics of this region that the alarm on events which were not forwarded notifies. Without one the event of the alarm is forwarded, because an alarm reaches no topic of another region.",
    ),
  tags: tagMap().default({}).describe("Tags of the role, the queue, the rules and the alarm."),
});

export type EventForwarderProps = CapabilityProps<typeof inputs>;
export type EventForwarderOutputs = EventForwarder["outputs"];

/**
 * Rules that send the events of this account and region to the bus of the monitoring. They match no event of another account or region:
 * those that were forwarded to this bus are not forwarded again, so there is one hop and no loop.
 */
export class EventForwarder extends Capability<typeof inputs, { deadLetterQueueArn: string }> {
  static readonly module = "event-forwarder";
  static readonly summary =
    "EventBridge rules that send the events of an account in a region, such as those of global services, to the bus of the monitoring.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_cloudwatch_event_rule: "destroy",
    aws_cloudwatch_event_target: "destroy",
    aws_cloudwatch_metric_alarm: "destroy",
    aws_iam_role: "destroy",
    aws_iam_role_policy: "destroy",
    aws_sqs_queue: "destroy",
  };
  static readonly operations = operations;
  static readonly outputs = {
    deadLetterQueueArn: "ARN of the queue of events that could not be forwarded, in the region of the forwarder.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: EventForwarderProps) {
    super(scope, id, inputs, props);
    const { namePrefix, region, homeRegion, busArn, eventPatterns, services, alarmTopicArns, tags } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const hcl = hclIn(this);
    const defaultBus = aws.arn("events", "event-bus/default", { region: homeRegion });
    const homeBus = this.local("bus", hcl`coalesce(${busArn}, ${defaultBus})`);

    const forwarded = this.local(
      "forwarded",
      hcl`merge(
        jsondecode(${eventPatterns}),
        { for key, rule in ${{ [failures]: { pattern: failurePattern(namePrefix), reads: false } }} : key => rule if length(${alarmTopicArns}) == 0 },
        { for service, pattern in ${serviceEvents} : service => { pattern = pattern, reads = false } if contains(${services}, service) }
      )`,
    );
    const rules = this.local(
      "rules",
      hcl`{ for key, rule in ${forwarded} : key => {
        reads = rule.reads,
        pattern = ${unescaped(this, hcl`jsonencode(merge(rule.pattern, ${{ account: [aws.accountId], region: [region] }}))`)}
      } }`,
    );

    const allowed = allowedOnBus(this, region);
    const regionSetting = settingName(this, "region");
    const roleArn = deliveryRole(this, {
      name: forwarderRole(namePrefix, region),
      description: "EventBridge sends events to the home region",
      policy: "put-events",
      statements: [{ sid: "PutEvents", effect: "Allow", actions: ["events:PutEvents"], resources: [homeBus] }],
      tags,
      lifecycle: {
        precondition: [
          {
            condition: hcl`${aws.region} != ${homeRegion} || ${homeBus} != ${defaultBus}`,
            errorMessage: `The provider's region, ${aws.region}, is the home region, ${homeRegion}: events would go in a loop. Pass a provider of another region, or omit the forwarder.`,
          },
          {
            condition: hcl`${aws.region} == ${region}`,
            errorMessage: `The provider's region is ${aws.region}, and \`${regionSetting}\` is ${region}: set \`${regionSetting}\` to the region of the provider.`,
          },
          {
            condition: hcl`length(${rules}) <= ${allowed}`,
            errorMessage: hcl`format("An event bus can have %d rules in %s, and these would be %d: report fewer detections instantly.", ${allowed}, ${region}, length(${rules}))`,
          },
        ],
      },
    });
    const queue = deadLetterQueue(this, { name: `${namePrefix}event-forwarder`, tags });

    const rule = createEventRules(this, {
      rules,
      namePrefix,
      name: "forward-${each.key}",
      description: `Sends events of ${region} to ${homeRegion}`,
      tags,
      inPattern: ", account and region included",
    });
    new CloudwatchEventTarget(this, "target", {
      forEach: TerraformIterator.fromMap(Token.asAnyMap(rules)),
      rule: hcl`${rule.fqn}[each.key].name`,
      targetId: "home",
      arn: homeBus,
      roleArn,
      deadLetterConfig: { arn: queue.arn },
    });

    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: `${namePrefix}${failures}`,
      alarmDescription: `Events of ${region} did not reach ${homeRegion} (high). They are in the queue ${namePrefix}event-forwarder in ${region} for 14 days. First: read them there, with the reason in the attribute ERROR_MESSAGE; then correct the role or the bus, and delete them.`,
      actionsEnabled: true,
      alarmActions: alarmTopicArns,
      ...queueDepth(queue),
      tags,
    });

    this.outputs = { deadLetterQueueArn: queue.arn };
  }
}

/** AWS counts the characters that `jsonencode` writes as \u003c, \u003e and \u0025 as one each. */
function unescaped(scope: Construct, json: string): string {
  const hcl = hclIn(scope);
  return ["<", ">", "&"].reduce((text, character) => {
    const escape = `\\u00${character.charCodeAt(0).toString(16)}`;
    return hcl`replace(${text}, ${escape}, ${character})`;
  }, json);
}

import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { arnLike, policyDocument, stringEquals } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { arnOf, group, organizationId, tagMap, text } from "../../terraform/schema";
import { operations as common } from "../shared/operations";
import { operations } from "./operations";

/** AWS reserves "default", and names that begin with "aws." for partners. */
const busName = "[A-Za-z0-9_-]{1,256}";

export const busArn = () =>
  arnOf("events", `event-bus/${busName}`, "arn:<partition>:events:eu-west-1:111122223333:event-bus/security-events");

/** The name of a forwarder's role, in every account. */
export function forwarderRole(namePrefix: string, region: string): string {
  return `${namePrefix}event-forwarder-${region}`;
}

const inputs = group({
  name: text(new RegExp(`^${busName}$`), "the name of an event bus of 1 to 256 letters, digits, _ and -", /^default$/)
    .default("security-events")
    .describe("Name of the bus."),
  organizationId: organizationId().describe("Organization whose accounts may send events."),
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Prefix of the names of the forwarders' roles."),
  tags: tagMap().default({}).describe("Tags of the bus."),
});

export type EventBusProps = CapabilityProps<typeof inputs>;
export type EventBusOutputs = EventBus["outputs"];

/**
 * The bus that the events of all accounts and regions are sent to. Not the default bus: what is on that one a forwarder sends on, and
 * rules of others would get the events of the organization as well.
 */
export class EventBus extends Capability<typeof inputs, { busName: string; busArn: string; region: string }> {
  static readonly module = "event-bus";
  static readonly summary = "EventBridge bus that the event forwarders of an organization send to.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_cloudwatch_event_bus: "destroy",
    aws_cloudwatch_event_bus_policy: "destroy",
  };
  static readonly operations = [common, operations];
  static readonly outputs = {
    busName: "Name of the bus.",
    busArn: "ARN of the bus, known once its policy is applied.",
    region: "Region of the bus.",
  };

  readonly outputs;

  constructor(scope: Construct, id: string, props: EventBusProps) {
    super(scope, id, inputs, props);
    const { name, organizationId, namePrefix, tags } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const hcl = hclIn(this);

    const bus = new CloudwatchEventBus(this, "bus", { name, tags });
    const policy = new CloudwatchEventBusPolicy(this, "policy", {
      eventBusName: bus.name,
      policy: policyDocument(this, "policy_document", [
        {
          sid: "ForwardersPutEvents",
          effect: "Allow",
          principals: [{ type: "AWS", identifiers: ["*"] }],
          actions: ["events:PutEvents"],
          resources: [aws.arn("events", `event-bus/${name}`)],
          condition: [
            // A rule sends to a bus with its role, so that the caller has an organization, as a service has not.
            stringEquals("aws:PrincipalOrgID", organizationId),
            arnLike(
              "aws:PrincipalArn",
              aws.arn("iam", `role/${forwarderRole(namePrefix, "*")}`, { region: "", account: "*" }),
            ),
          ],
        },
      ]),
    });

    this.outputs = {
      busName: bus.name,
      busArn: aws.arn("events", `event-bus/${policy.eventBusName}`),
      // Of the resource, because names are made of it: data sources can be unknown in a plan that changes nothing.
      region: hcl`split(":", ${bus.arn})[3]`,
    };
  }
}

import { Token } from "cdktf";
import type { Construct } from "constructs";
import { remediationNames, remediationsOfConfig } from "../../remediation";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps } from "../../terraform/capability";
import { translate } from "../../terraform/cloudformation";
import { hclIn } from "../../terraform/hcl";
import { isReference } from "../../terraform/reference";
import { group, oneOf, tagKey, uniqueList } from "../../terraform/schema";
import { allowedRules } from "../shared/event-rules";
import { operations } from "../shared/operations";
import { createStackSet, stackSetOnLeaving, stackSetOutputs, stackSetShape } from "../shared/stack-set";
import { EventForwarder } from "./event-forwarder";
import { withFollowedCalls } from "./followed-calls";
import type { ForwardedService } from "./service-events";

const forwarder = EventForwarder.inputs.shape;

const inputs = group({
  ...stackSetShape,
  busArn: forwarder.busArn.unwrap().describe("Bus of the monitoring, in the region of the provider."),
  eventPatterns: forwarder.eventPatterns,
  services: forwarder.services,
  remediations: uniqueList(oneOf(remediationNames))
    .default([])
    .describe(
      "Remediations that examine resources of these accounts: what they need to know is forwarded as well, and tags that exempt a resource.",
    ),
  exemptTag: tagKey().default("security-monitoring:exempt").describe("Tag that exempts a resource from them."),
});

export type MemberForwarderProps = CapabilityProps<typeof inputs>;
export type MemberForwarderOutputs = MemberForwarder["outputs"];

/** Of a pattern, what account, region and the brackets around several take. */
const aroundPatterns = 150;

/**
 * The event forwarder in every account of organizational units. One rule has several patterns, because a template is short; which of them
 * matched, the rules of the bus find out anew.
 */
export class MemberForwarder extends Capability<typeof inputs, { stackSetName: string }> {
  static readonly module = "member-forwarder";
  static readonly summary = "Stack set with the event forwarder of the accounts of an organization.";
  static readonly inputs = inputs;
  static readonly onLeaving = stackSetOnLeaving;
  static readonly operations = operations;
  static readonly outputs = stackSetOutputs;

  readonly outputs;

  constructor(scope: Construct, id: string, props: MemberForwarderProps) {
    super(scope, id, inputs, props);
    const { namePrefix, busArn } = this.inputs;
    const { region } = AwsEnvironment.of(this);
    const eventPatterns = this.combined();
    const services = this.services();
    const translation = translate(this, "forwarder", (template) => {
      new EventForwarder(template, "Default", {
        namePrefix,
        region: template.region,
        homeRegion: region,
        busArn,
        eventPatterns,
        services,
      });
    });
    this.outputs = createStackSet(this, this.inputs, {
      name: "security-monitoring-forwarder",
      description: "Event forwarder of the security monitoring",
      translation,
      tooLong: "report fewer detections instantly",
    });
  }

  /** Whether there may be remediations. */
  private get hasRemediations(): boolean {
    const { remediations } = this.inputs;
    return isReference(remediations) || remediations.length > 0;
  }

  private services(): ForwardedService[] {
    const { services, remediations } = this.inputs;
    if (!this.hasRemediations) return services;
    const needed = hclIn(this)`[for name in ${remediations} : "config" if contains(${remediationsOfConfig()}, name)]`;
    return Token.asList(hclIn(this)`distinct(concat(${services}, ${needed}))`) as ForwardedService[];
  }

  /**
   * The patterns, several in one as far as it stays within AWS's length. One that has alternatives itself stays alone: AWS multiplies
   * their numbers. So does one that names more than source, type and detail, which could be an account or a region.
   */
  private combined(): string {
    const hcl = hclIn(this);
    const { eventPatterns } = this.inputs;
    const all = this.hasRemediations ? withFollowedCalls(this, eventPatterns, this.inputs) : eventPatterns;
    const patterns = this.local("patterns", hcl`jsondecode(${all})`);
    const isPlain = hcl`length(setsubtract(keys(rule.pattern), ["source", "detail-type", "detail"])) == 0 && length(regexall(${'"[$]or"'}, jsonencode(rule.pattern))) == 0`;
    const plain = this.local(
      "plain",
      hcl`[for key, rule in ${patterns} : { pattern = rule.pattern, reads = rule.reads, length = length(jsonencode(rule.pattern)) } if ${isPlain}]`,
    );
    const lengths = this.local("lengths", hcl`[for rule in ${plain} : rule.length + 1]`);
    // A pattern goes to the rule that its beginning would be in if all were one text: the last of a rule may end behind it.
    const room = this.local(
      "room",
      hcl`max(1, ${allowedRules.patternLength - aroundPatterns} - max(concat([0], ${lengths})...))`,
    );
    const groups = this.local(
      "groups",
      hcl`{ for at, rule in ${plain} : format("%s-%d", rule.reads ? "reads" : "calls", floor(sum(concat([0], slice(${lengths}, 0, at))) / ${room})) => rule... }`,
    );
    return this.local(
      "combined",
      hcl`jsonencode(merge(
        { for key, rule in ${patterns} : key => rule if !(${isPlain}) },
        { for key, rules in ${groups} : key => {
          pattern = jsondecode(length(rules) == 1 ? jsonencode(rules[0].pattern) : jsonencode({ "$or" = [for rule in rules : rule.pattern] })),
          reads = rules[0].reads
        } }
      ))`,
    );
  }
}

import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { isReference } from "../../terraform/reference";
import { flag, group, oneOf, tagMap, uniqueList } from "../../terraform/schema";
import { features, missingFeatures, missingFeaturesDate, runtimeAgents, runtimeMonitoring } from "./features";
import { operations } from "./operations";

/** What a user decides about the detector. */
export const detectorShape = {
  findingPublishingFrequency: oneOf(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"])
    .default("FIFTEEN_MINUTES")
    .describe(
      "How often GuardDuty publishes that a finding occurred again. A new finding is published within 5 minutes in any case.",
    ),
  features: uniqueList(oneOf(features))
    .default([])
    .describe(
      "Protection plans to enable. All others are disabled explicitly, because a new detector has most of them enabled. Unset: only the foundational detection in CloudTrail, VPC flow and DNS logs, which is the cheapest. Each plan is billed by what it analyses, after a trial of 30 days.",
    ),
  runtimeAgents: uniqueList(oneOf(runtimeAgents))
    .default([])
    .describe(
      `Agents that GuardDuty installs and updates by itself. They need ${runtimeMonitoring} in \`features\`, and are billed by the processors they run on.`,
    ),
  unavailableFeatures: uniqueList(oneOf(features))
    .default([])
    .describe(
      "Protection plans that the region does not have, and that are not even disabled: AWS refuses to name them. The plan says which.",
    ),
};

const rules = {
  agents: `combined with ${runtimeMonitoring} in features, which the agents belong to`,
  unavailable: "a feature that is not in unavailableFeatures as well",
};

/** Refuses combinations of features, where they are known, as the preconditions of the detector do. */
export function withFeatureRules<T extends z.ZodObject>(detector: T): T {
  return detector.superRefine(
    (settings, { issues }) => {
      const [wanted, agents, unavailable] = (["features", "runtimeAgents", "unavailableFeatures"] as const).map(
        (name) => {
          const list = (settings as Partial<Record<string, unknown>>)[name];
          return Array.isArray(list) && !isReference(list) ? (list as unknown[]) : undefined;
        },
      );
      const refuse = (name: string, at: number, input: unknown, message: string) =>
        issues.push({ code: "custom", input, path: [name, at], message, continue: true });
      if (wanted && agents && !wanted.includes(runtimeMonitoring)) {
        agents.forEach((agent, at) => refuse("runtimeAgents", at, agent, rules.agents));
      }
      wanted?.forEach((feature, at) => {
        if (unavailable?.includes(feature)) refuse("features", at, feature, rules.unavailable);
      });
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  );
}

const inputs = withFeatureRules(
  group({
    enable: flag()
      .default(true)
      .describe(
        "Whether the detector is active. A suspended one keeps its findings, detects nothing and costs nothing.",
      ),
    ...detectorShape,
    tags: tagMap().default({}).describe("Tags of the detector."),
  }),
);

export type GuardDutyDetectorProps = CapabilityProps<typeof inputs>;
export type GuardDutyDetectorOutputs = GuardDutyDetector["outputs"];

/**
 * The detector of GuardDuty, of which a region has one, and the state of every protection plan. Not among them are the former
 * EKS_RUNTIME_MONITORING, which RUNTIME_MONITORING excludes, and plans that version 5.100 of the provider does not know, such as
 * AI_ANALYST: AWS creates a detector without them.
 */
export class GuardDutyDetector extends Capability<typeof inputs, { detectorId: string }> {
  static readonly module = "guardduty-detector";
  static readonly summary = "GuardDuty detector of a region, with the state of every protection plan.";
  static readonly inputs = inputs;
  // Its findings go with it, and it may be the organization's by then.
  static readonly onLeaving: OnLeaving = {
    aws_guardduty_detector: "forget",
    aws_guardduty_detector_feature: "forget",
  };
  static readonly operations = operations;
  static readonly outputs = { detectorId: "ID of the detector." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: GuardDutyDetectorProps) {
    super(scope, id, inputs, props);
    this.outputs = createDetector(this, this.inputs);
  }
}

/**
 * The detector, and a resource for each protection plan whose state it has.
 *
 * @param isGoverned Whether an administrator configures it once it is there: then Terraform leaves it as it finds it.
 */
export function createDetector(
  capability: Construct & Pick<GuardDutyDetector, "local">,
  settings: z.output<typeof inputs>,
  isGoverned = false,
): { detectorId: string } {
  const { enable, findingPublishingFrequency, tags } = settings;
  const hcl = hclIn(capability);
  const { region } = AwsEnvironment.of(capability);
  const enabled = capability.local("enabled_features", hcl`${settings.features}`);
  const agents = capability.local("runtime_agents", hcl`${settings.runtimeAgents}`);
  const unavailable = capability.local("unavailable_features", hcl`${settings.unavailableFeatures}`);
  const missing = capability.local("missing_features", missingFeatures);
  const name = (setting: string) => settingName(capability, setting);

  const detector = new GuarddutyDetector(capability, "detector", {
    enable,
    findingPublishingFrequency,
    tags,
    lifecycle: {
      ignoreChanges: isGoverned ? ["enable", "finding_publishing_frequency"] : undefined,
      precondition: [
        {
          condition: hcl`length(${agents}) == 0 || contains(${enabled}, ${runtimeMonitoring})`,
          errorMessage: hcl`format(${`${name("runtimeAgents")}: got %s; must be ${rules.agents}.`}, join(", ", ${agents}))`,
        },
        {
          condition: hcl`length(setintersection(${enabled}, ${unavailable})) == 0`,
          errorMessage: hcl`format(${`features: got %s; must be ${rules.unavailable.replace("unavailableFeatures", name("unavailableFeatures"))}.`}, join(", ", setintersection(${enabled}, ${unavailable})))`,
        },
      ],
    },
  });

  // Nothing is written to a suspended detector. Destroying a feature changes nothing in AWS, and enabling writes it again.
  const states = capability.local(
    "features",
    hcl`{ for feature in ${[...features]} : feature => contains(${enabled}, feature) ? "ENABLED" : "DISABLED"
      if ${enable} && !contains(${unavailable}, feature) }`,
  );
  const each = TerraformIterator.fromMap(Token.asAnyMap(states));
  const feature = new GuarddutyDetectorFeature(capability, "feature", {
    forEach: each,
    detectorId: detector.id,
    name: each.key,
    status: "${each.value}",
    lifecycle: {
      ignoreChanges: isGoverned ? "all" : undefined,
      precondition: [
        {
          condition: hcl`!contains(lookup(${missing}, ${region}, []), each.key)`,
          errorMessage: `The region ${region} does not have the feature \${each.key} (as of ${missingFeaturesDate}): remove it from features, and add it to ${name("unavailableFeatures")}.`,
        },
      ],
    },
  });
  // All of them, always: AWS returns the disabled ones as well, and the provider would see a difference.
  feature.addOverride("dynamic.additional_configuration", {
    for_each: hcl`each.key == ${runtimeMonitoring} ? ${[...runtimeAgents]} : []`,
    content: {
      name: "${additional_configuration.value}",
      status: hcl`contains(${agents}, additional_configuration.value) ? "ENABLED" : "DISABLED"`,
    },
  });

  return { detectorId: detector.id };
}

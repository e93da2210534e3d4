import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, tagMap } from "../../terraform/schema";
import { createDetector, detectorShape, withFeatureRules } from "./detector";
import { operations } from "./operations";

const inputs = withFeatureRules(
  group({ ...detectorShape, tags: tagMap().default({}).describe("Tags of the detector.") }),
);

export type GuardDutyGovernedDetectorProps = CapabilityProps<typeof inputs>;
export type GuardDutyGovernedDetectorOutputs = GuardDutyGovernedDetector["outputs"];

/**
 * The detector of the management account. GuardDuty enables it in no account less: a management account becomes a member only if it has
 * one. From then on the administrator of the organization configures it, and AWS refuses the account to do so.
 * https://docs.aws.amazon.com/guardduty/latest/ug/add-member-accounts-guardduty-organization.html
 */
export class GuardDutyGovernedDetector extends Capability<typeof inputs, { detectorId: string }> {
  static readonly module = "guardduty-governed-detector";
  static readonly summary =
    "GuardDuty detector of a management account, which the administrator of the organization configures afterwards.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_guardduty_detector: "forget",
    aws_guardduty_detector_feature: "forget",
  };
  static readonly operations = operations;
  static readonly outputs = { detectorId: "ID of the detector." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: GuardDutyGovernedDetectorProps) {
    super(scope, id, inputs, props);
    this.outputs = createDetector(this, { ...this.inputs, enable: true }, true);
  }
}

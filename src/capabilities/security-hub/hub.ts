import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { flag, group } from "../../terraform/schema";
import { operations } from "./operations";

const inputs = group({
  autoEnableControls: flag()
    .default(true)
    .describe(
      "Whether controls that AWS adds to a standard are enabled. Set false to enable them one by one, in `enabledControls`.",
    ),
});

export type SecurityHubProps = CapabilityProps<typeof inputs>;
export type SecurityHubOutputs = SecurityHub["outputs"];

/**
 * Security Hub CSPM in one account and region, without a standard. Deleting it deletes its findings.
 *
 * Not its second version, which writes findings in OCSF: its resources need version 6.4x of the provider, which this product does
 * not require. Both can run side by side.
 */
export class SecurityHub extends Capability<typeof inputs, { hubArn: string }> {
  static readonly module = "security-hub";
  static readonly summary = "Security Hub CSPM, without a standard. A region has one hub.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_securityhub_account: "forget" };
  static readonly operations = operations;
  static readonly outputs = { hubArn: "ARN of the hub." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: SecurityHubProps) {
    super(scope, id, inputs, props);
    const hub = new SecurityhubAccount(this, "hub", {
      // The default standards are two, one of them the oldest of CIS: standards are a choice of their own.
      enableDefaultStandards: false,
      // One finding for a control, however many standards contain it.
      controlFindingGenerator: "SECURITY_CONTROL",
      autoEnableControls: this.inputs.autoEnableControls,
    });
    this.outputs = { hubArn: hub.arn };
  }
}

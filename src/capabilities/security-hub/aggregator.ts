import { SecurityhubFindingAggregator } from "@cdktf/provider-aws/lib/securityhub-finding-aggregator";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn, waitsFor } from "../../terraform/hcl";
import { arnOf, group, regionName, uniqueList } from "../../terraform/schema";
import { operations } from "./operations";

/** What a user decides about the aggregation. */
export const aggregatorShape = {
  regions: uniqueList(regionName())
    .default([])
    .describe(
      "Regions whose findings are collected. Each needs a hub of its own. Empty: every region, also those that are enabled later.",
    ),
};

const inputs = group({
  hubArn: arnOf(
    "securityhub",
    "hub/default",
    "arn:<partition>:securityhub:eu-west-1:111122223333:hub/default",
  ).describe("Hub that collects the findings."),
  ...aggregatorShape,
});

export type SecurityHubAggregatorProps = CapabilityProps<typeof inputs>;
export type SecurityHubAggregatorOutputs = SecurityHubAggregator["outputs"];

/** Findings of other regions, copied into this one, which becomes the home region of Security Hub. An account has one aggregator. */
export class SecurityHubAggregator extends Capability<typeof inputs, { aggregatorArn: string }> {
  static readonly module = "security-hub-aggregator";
  static readonly summary = "Collects the findings of other regions in the hub of this one.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_securityhub_finding_aggregator: "forget" };
  static readonly operations = operations;
  static readonly outputs = { aggregatorArn: "ARN of the aggregator." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: SecurityHubAggregatorProps) {
    super(scope, id, inputs, props);
    const { hubArn, regions } = this.inputs;
    const hcl = hclIn(this);
    const isEverywhere = hcl`length(${regions}) == 0`;
    const aggregator = new SecurityhubFindingAggregator(this, "aggregator", {
      linkingMode: hcl`${isEverywhere} ? "ALL_REGIONS" : "SPECIFIED_REGIONS"`,
      // Not an empty list, which the provider refuses.
      specifiedRegions: Token.asList(hcl`${isEverywhere} ? null : ${regions}`),
      lifecycle: waitsFor(this, hubArn, "An aggregator needs a hub."),
    });
    this.outputs = { aggregatorArn: aggregator.id };
  }
}

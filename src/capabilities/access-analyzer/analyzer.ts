import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { bounded, group, oneOf, tagMap } from "../../terraform/schema";
import { operations } from "./operations";

export const analyzerName = () =>
  bounded(
    1,
    255,
    /^[A-Za-z][A-Za-z0-9_.-]*$/,
    "an analyzer name of 1 to 255 letters, digits and _ . -, starting with a letter",
  );

const inputs = group({
  name: analyzerName()
    .default("security-monitoring")
    .describe("Name of the analyzer for external access. Another name replaces it: its findings are created anew."),
  type: oneOf(["ACCOUNT", "ORGANIZATION"])
    .default("ACCOUNT")
    .describe(
      "What is not external: the account, or all accounts of the organization whose delegated administrator it is. Another type replaces the analyzer: its findings and archive rules are gone.",
    ),
  tags: tagMap().default({}).describe("Tags of the analyzer."),
});

export type AccessAnalyzerProps = CapabilityProps<typeof inputs>;
export type AccessAnalyzerOutputs = AccessAnalyzer["outputs"];

/**
 * Finds what the account, or every account of its organization, shares with others (Security Hub IAM.28). A region has one such analyzer of an account: where it exists
 * already, creating it fails with ServiceQuotaExceededException.
 */
export class AccessAnalyzer extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "access-analyzer";
  static readonly summary = "IAM Access Analyzer for external access: what others can reach in the account.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_accessanalyzer_analyzer: "forget" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: AccessAnalyzerProps) {
    super(scope, id, inputs, props);
    const { name, type, tags } = this.inputs;
    new AccessanalyzerAnalyzer(this, "analyzer", { analyzerName: name, type, tags });
  }
}

import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { group, oneOf, tagMap, wholeNumber } from "../../terraform/schema";
import { analyzerName } from "./analyzer";
import { operations } from "./operations";

const inputs = group({
  name: analyzerName()
    .default("security-monitoring-unused-access")
    .describe("Name of the analyzer for unused access. Another name replaces it: its findings are created anew."),
  unusedAccessAgeDays: wholeNumber(1, 365, "days").describe(
    "Days without use after which a role, a user's credential or a permission is a finding. Another number replaces the analyzer: its findings are created anew.",
  ),
  type: oneOf(["ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS"])
    .default("ACCOUNT_UNUSED_ACCESS")
    .describe(
      "Whose access is analysed: that of the account, or of all accounts of the organization, each billed. Another type replaces the analyzer: its findings and archive rules are gone.",
    ),
  tags: tagMap().default({}).describe("Tags of the analyzer."),
});

export type UnusedAccessAnalyzerProps = CapabilityProps<typeof inputs>;
export type UnusedAccessAnalyzerOutputs = UnusedAccessAnalyzer["outputs"];

/**
 * Finds roles, credentials and permissions that nobody uses. IAM is global: one region of the account is enough, and each further
 * analyzer is billed again.
 */
export class UnusedAccessAnalyzer extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "unused-access-analyzer";
  static readonly summary = "IAM Access Analyzer for unused access: roles, credentials and permissions without use.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_accessanalyzer_analyzer: "forget" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: UnusedAccessAnalyzerProps) {
    super(scope, id, inputs, props);
    const { name, unusedAccessAgeDays, type, tags } = this.inputs;
    new AccessanalyzerAnalyzer(this, "analyzer", {
      analyzerName: name,
      type,
      configuration: { unusedAccess: { unusedAccessAge: unusedAccessAgeDays } },
      tags,
    });
  }
}

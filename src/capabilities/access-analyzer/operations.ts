import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the analyzers. */
export const operations: Operations = {
  aws_accessanalyzer_analyzer: {
    permissions: {
      everything: [
        "access-analyzer:CreateAnalyzer",
        "access-analyzer:DeleteAnalyzer",
        "access-analyzer:GetAnalyzer",
        "access-analyzer:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "everything",
        "access-analyzer:TagResource",
        "https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CreateAnalyzer.html",
      ),
      {
        target: "analyzerRole",
        actions: ["iam:CreateServiceLinkedRole"],
        conditions: { StringLike: { "iam:AWSServiceName": "access-analyzer.amazonaws.com" } },
        reason: "the first analyzer of an account creates AWSServiceRoleForAccessAnalyzer",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-using-service-linked-roles.html",
      },
    ],
    health: ["is ACTIVE"],
    costs: [{ unit: "rolesAndUsers", usd: 0.2, note: "only where accessAnalyzer.unusedAccessAgeDays is set" }],
  },
};

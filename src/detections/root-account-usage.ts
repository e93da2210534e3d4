import type { Detection } from "./detection";

export const rootAccountUsage: Detection = {
  id: "root-account-usage",
  title: "The root user was used",
  pack: "cis",
  severity: "critical",
  why: "Nothing can restrict the root user, and daily work never needs it. Unless somebody announced it, treat it as a takeover of the account.",
  firstSteps:
    "Ask the account's owner. If nobody did it: change the root password, delete root access keys, check MFA and the account's e-mail address, then look at what was done.",
  controls: [
    { benchmark: "CIS AWS Foundations", version: "1.2", id: "3.3" },
    { benchmark: "CIS AWS Foundations", version: "1.4", id: "4.3" },
    { benchmark: "CIS AWS Foundations", version: "3.0", id: "4.3" },
    { benchmark: "CIS AWS Foundations", version: "5.0", id: "4.3" },
    { benchmark: "CIS AWS Foundations", version: "6.0", id: "5.3" },
    { benchmark: "CIS AWS Foundations", version: "7.0", id: "5.3" },
    { benchmark: "AWS Security Hub", id: "CloudWatch.1" },
  ],
  techniques: ["T1078.004"],
  filters: {
    canonical:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  insightsFilter: 'userIdentity.type = "Root" and eventType != "AwsServiceEvent"',
  threshold: 1,
  periodSeconds: 300,
};

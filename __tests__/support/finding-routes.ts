import { externalAccess, guardDuty, compliance, securityHub } from "./finding-events";

/** Topics whose alerts can be enabled, as settings call them. */
export const alertTopics = ["guardduty", "accessAnalyzer", "config", "securityHub"] as const;
export type AlertTopic = (typeof alertTopics)[number];

interface Route {
  /** As docs/alerts.md calls it. */
  readonly source: string;
  /** The event of the source itself, and the rule that reports it. */
  readonly own?: { readonly topic: AlertTopic; readonly event: object; readonly rule: string };
  /** The same in Security Hub. */
  readonly inHub?: object;
  /** Who excludes the source from the rules of Security Hub: its own rules as long as they are enabled, or always. */
  readonly excludedBy: AlertTopic | "always" | "nobody";
}

/** Where a finding may come from, by which route it is reported, and who excludes whom, so that each source has exactly one. */
export const routes: readonly Route[] = [
  {
    source: "GuardDuty",
    own: { topic: "guardduty", event: guardDuty(8), rule: "guardduty-high" },
    inHub: securityHub("aws/guardduty"),
    excludedBy: "guardduty",
  },
  {
    source: "IAM Access Analyzer",
    own: { topic: "accessAnalyzer", event: externalAccess(), rule: "access-analyzer-external" },
    inHub: securityHub("aws/access-analyzer"),
    excludedBy: "accessAnalyzer",
  },
  {
    source: "AWS Config, our rules",
    own: { topic: "config", event: compliance("NON_COMPLIANT", "COMPLIANT"), rule: "config-noncompliant" },
    inHub: securityHub("aws/config"),
    excludedBy: "config",
  },
  {
    source: "AWS Config, rules of Security Hub",
    own: undefined,
    inHub: securityHub("aws/securityhub", "CRITICAL", { GeneratorId: "security-control/S3.8" }),
    excludedBy: "always",
  },
  { source: "Other products of AWS", inHub: securityHub("aws/inspector"), excludedBy: "nobody" },
  {
    source: "Other vendors",
    inHub: securityHub("arn:aws:securityhub:eu-west-1:222222222222:product/generico/secure-pro"),
    excludedBy: "nobody",
  },
  {
    source: "Other regions, aggregated",
    inHub: securityHub("aws/guardduty", "HIGH", {}, "us-east-1"),
    excludedBy: "nobody",
  },
];

import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Message,
  accessAnalyzerMessage,
  cloudTrailMessage,
  configComplianceMessage,
  exemptionMessage,
  guardDutyMessage,
  remediationMessage,
  securityHubMessage,
} from "../../src/alert-text";
import { notForwarded } from "../../src/capabilities/forwarding/alerts";
import { detections } from "../../src/detections";

/** Where the golden files are: of each kind of alert what people and chats get, and the event, which is what machines get. */
export const golden = join(__dirname, "../unit/alert-text/golden");

const console = "console.aws.amazon.com";

function detection(id: string): Message {
  const { severity, title, why, firstSteps } = detections.find((one) => one.id === id)!;
  return cloudTrailMessage({ severity: severity.toUpperCase(), title, why, firstSteps, console });
}

/** What is said of each kind of event, by the name of its golden files. */
export const messages: Readonly<Record<string, Message>> = {
  "root-sign-in": detection("root-account-usage"),
  "access-key-created": detection("access-key-created"),
  "trail-stopped": detection("trail-stopped"),
  "trail-stop-denied": detection("trail-stopped"),
  "key-deleted-by-aws": detection("kms-key-disabled-or-deleted"),
  "security-group-opened": detection("security-group-opened-to-all"),
  ...Object.fromEntries(
    ["low", "medium", "high", "critical"].map((band) => [
      `guardduty-${band}`,
      guardDutyMessage({ severity: band.toUpperCase(), console }),
    ]),
  ),
  "guardduty-sample": guardDutyMessage({ severity: "HIGH", console }),
  "security-hub": securityHubMessage({ console }),
  "access-analyzer-external": accessAnalyzerMessage({ severity: "HIGH", console }),
  "access-analyzer-unused": accessAnalyzerMessage({ severity: "LOW", console }),
  "config-non-compliant": configComplianceMessage({ severity: "MEDIUM", console }),
  "events-not-forwarded": notForwarded,
  "remediation-repaired": remediationMessage({ severity: "HIGH" }),
  "remediation-exemption": exemptionMessage({ severity: "HIGH" }),
  "remediation-exemption-in-member": exemptionMessage({ severity: "HIGH", isMember: true }),
};

/** An event of a kind, as the bus has it. */
export function alertEvent(kind: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(golden, `${kind}.machines.json`), "utf8")) as Record<string, unknown>;
}

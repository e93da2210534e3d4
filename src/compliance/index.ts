import { account } from "./account";
import { alerts } from "./alerts";
import { buckets } from "./buckets";
import { config } from "./config";
import { functions } from "./functions";
import { iam } from "./iam";
import { keys } from "./keys";
import { logGroup } from "./log-group";
import type { Requirement } from "./requirement";
import { services } from "./services";
import { trail } from "./trail";

export { checkovVersion, cisVersions, isRule } from "./requirement";
export type { AllowedOnly, Arguments, Expectation, Requirement, Rule } from "./requirement";

/** Requirements of auditors for everything except the detections, by heading. */
export const requirements = {
  Trail: trail,
  Buckets: buckets,
  Keys: keys,
  "Log group": logGroup,
  "Topic and alarms": alerts,
  "AWS Config": config,
  IAM: iam,
  Account: account,
  "Detection services": services,
  Remediation: functions,
} as const satisfies Readonly<Record<string, readonly Requirement[]>>;

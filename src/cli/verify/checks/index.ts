import type { Check } from "../judgement";
import { accountChecks } from "./account";
import { alarmChecks } from "./alarms";
import { bucketChecks } from "./buckets";
import { configChecks } from "./config";
import { dashboardChecks } from "./dashboards";
import { eventChecks } from "./events";
import { evidenceChecks } from "./evidence";
import { keyChecks } from "./keys";
import { logChecks } from "./logs";
import { organizationChecks } from "./organization";
import { queryChecks } from "./queries";
import { registrationChecks, regionChecks } from "./regions";
import { remediationChecks } from "./remediation";
import { serviceChecks } from "./services";
import { stackSetChecks } from "./stack-sets";
import { topicChecks } from "./topics";
import { trailChecks } from "./trail";

/** Every check, in the way of an event: from the trail to those who are alerted, what repairs, and what shows and investigates it. */
export const checks: readonly Check[] = [
  ...trailChecks,
  ...bucketChecks,
  ...evidenceChecks,
  ...keyChecks,
  ...logChecks,
  ...alarmChecks,
  ...topicChecks,
  ...eventChecks,
  ...regionChecks,
  ...configChecks,
  ...serviceChecks,
  ...accountChecks,
  ...organizationChecks,
  ...stackSetChecks,
  ...registrationChecks,
  ...remediationChecks,
  ...dashboardChecks,
  ...queryChecks,
];

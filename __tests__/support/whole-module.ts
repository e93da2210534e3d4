import { resolve } from "node:path";
import { detections } from "../../src/detections";
import { eventRoute, ruleKey } from "../../src/detections/event-route";
import { monitoringSettings, parseSettings, type MonitoringProps } from "../../src/settings";
import { asTerraformValue } from "../../src/terraform/variables";
import type { AccountContents } from "./account-contents";
import type { WorkspaceFiles } from "./workspace";

const rootAccountUsage = detections.find(({ id }) => id === "root-account-usage")!;

/** The event rules of detections with the defaults, sorted. */
export const rulesByDefault = Object.keys(eventRoute(rootAccountUsage).patterns)
  .map((filter) => ruleKey(rootAccountUsage.id, filter))
  .sort();

/** What the defaults alert with, sorted. */
export const alertsByDefault = {
  alarms: ["alerts-lost", "alerts-undelivered", "config-first-evaluations", rootAccountUsage.id],
  eventRules: ["config-first-evaluations", "config-noncompliant", "events-not-forwarded", ...rulesByDefault],
  queues: ["config-first-evaluations", "security-alert-rules"],
};

/** A root that calls the module and sets only who gets the alerts. Its output `monitoring` has all that the module exports. */
export const rootOfWholeModule: WorkspaceFiles = {
  "main.tf": `
module "security_monitoring" {
  source = "./module"
  alerts = { emails = ["security@example.com"] }
}

output "monitoring" { value = module.security_monitoring }
`,
  module: { copyOf: resolve(__dirname, "../../module") },
};

/** A root, as `main.tf.json`, that calls the module beside it with some settings. */
export function rootWith(settings: MonitoringProps): string {
  const inputs = asTerraformValue(monitoringSettings, parseSettings(monitoringSettings, settings, "settings"));
  return JSON.stringify({ module: { security_monitoring: { source: "./module", ...(inputs as object) } } });
}

/** What an account that was empty then contains: everything once. */
export function everythingOnce(outputs: Record<string, unknown>): AccountContents {
  const made = outputs["monitoring"] as Record<string, string>;
  return {
    trails: ["security-monitoring-trail"],
    buckets: [made["access_log_bucket_name"]!, made["trail_bucket_name"]!, made["config_bucket_name"]!].sort(),
    keys: [made["alert_key_arn"]!, made["log_key_arn"]!].sort(),
    logGroups: ["security-monitoring-trail"],
    metricFilters: ["root-account-usage", "root-account-usage/console", "root-account-usage/security-hub"],
    ...alertsByDefault,
    topics: [made["topic_arn"]!],
    subscribers: ["security@example.com"],
    rules: ["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited"],
    recorders: ["security-monitoring"],
    deliveryChannels: ["security-monitoring"],
    hubs: [],
    analyzers: [],
    chatChannels: [],
    workgroups: [],
    databases: [],
    savedQueries: [],
  };
}

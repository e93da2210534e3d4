import type { MonitoringProps } from "../../src/settings";

/** As little as has a resource of every kind that alerts, for what is about Terraform, its state or cdktf. */
export const alertsOnly: MonitoringProps = {
  trail: { enabled: false, existingLogGroup: { name: "theirs" } },
  config: { enabled: false },
  alerts: { emails: ["security@example.com"] },
};

import type { z } from "zod";
import { regionalSettings } from "../regional/settings";
import { group } from "../terraform/schema";

const { region, homeRegion, monitoring, existingRecorder } = regionalSettings.shape;

/** Settings of the monitoring of the management account in a region. */
export const managementMonitoringSettings = group({
  region,
  homeRegion,
  monitoring: monitoring.describe(
    "The output `regional` of the security account: settings that apply to every account, and where to deliver to.",
  ),
  existingRecorder,
});

export type ManagementMonitoringSettings = z.output<typeof managementMonitoringSettings>;
export type ManagementMonitoringProps = z.input<typeof managementMonitoringSettings>;

import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Composition } from "../shared/composition";
import { Dashboard, type DashboardProps } from "./dashboard";
import type { dashboardSettings } from "./settings";

/** @param shown What the other topics have to show. */
export function composeDashboard(
  composition: Composition,
  { enabled, name, logsInsightsEnabled }: z.output<typeof dashboardSettings>,
  {
    hasLogGroup,
    ...shown
  }: Omit<DashboardProps, "name" | "logsInsightsEnabled" | "provider"> & {
    /** Whether events of a trail reach the log group. */
    readonly hasLogGroup: Condition;
  },
): void {
  const { outlet } = composition;
  outlet.addIf(enabled, Dashboard, "dashboard", () => ({
    name: composition.named(name),
    logsInsightsEnabled: outlet.all(logsInsightsEnabled, hasLogGroup) as boolean,
    ...shown,
  }));
}

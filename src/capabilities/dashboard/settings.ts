import { flag, group } from "../../terraform/schema";
import { withPrefix } from "../shared/settings";
import { Dashboard } from "./dashboard";

export const dashboardSettings = group({
  enabled: flag()
    .default(false)
    .describe(
      "Whether there is a dashboard. AWS bills each that has more than 50 metrics, and each after the first three of an account.",
    ),
  name: withPrefix(Dashboard.inputs.shape.name),
  logsInsightsEnabled: Dashboard.inputs.shape.logsInsightsEnabled,
})
  .prefault({})
  .describe("The CloudWatch dashboard: what is enabled here, on one screen.");

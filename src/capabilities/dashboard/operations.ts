import type { Operations } from "../../terraform/operations";

/** What the commands need to know of the dashboard. */
export const operations: Operations = {
  aws_cloudwatch_dashboard: {
    permissions: {
      dashboard: ["cloudwatch:DeleteDashboards", "cloudwatch:GetDashboard", "cloudwatch:PutDashboard"],
    },
    health: ["shows what is deployed"],
    costs: [
      { unit: "dashboards", usd: 3, free: 3, note: "free with up to 50 metrics each" },
      { unit: "dashboardQueryGb", usd: 0.005, note: "only where dashboard.logsInsightsEnabled" },
    ],
    notAdopted: "what it shows follows from the settings",
  },
};

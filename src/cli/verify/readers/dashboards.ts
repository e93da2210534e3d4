import { CloudWatchClient, GetDashboardCommand } from "@aws-sdk/client-cloudwatch";
import type { Place } from "./context";

export async function readDashboards({ ask, client, deployment }: Place) {
  const cloudWatch = client(CloudWatchClient);
  return Promise.all(
    deployment.all("aws_cloudwatch_dashboard").map(async ({ attributes: deployed }) => ({
      deployed,
      dashboard: await ask("cloudwatch:GetDashboard", () =>
        cloudWatch.send(new GetDashboardCommand({ DashboardName: deployed.dashboard_name })),
      ),
    })),
  );
}

import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { oneOf } from "../../aws/answer";
import type { Place } from "./context";

export function readTrails({ ask, client, deployment }: Place) {
  const cloudTrail = client(CloudTrailClient);
  return Promise.all(
    deployment.all("aws_cloudtrail").map(async ({ attributes: deployed }) => {
      const { arn } = deployed;
      const [described, status] = await Promise.all([
        ask("cloudtrail:DescribeTrails", async () => {
          const { trailList = [] } = await cloudTrail.send(new DescribeTrailsCommand({ trailNameList: [arn] }));
          return trailList;
        }),
        ask("cloudtrail:GetTrailStatus", () => cloudTrail.send(new GetTrailStatusCommand({ Name: arn }))),
      ]);
      return { deployed, trail: oneOf(described, ({ TrailARN }) => TrailARN === arn), status };
    }),
  );
}

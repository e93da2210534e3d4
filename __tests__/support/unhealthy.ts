import { CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, readDeployment } from "../../src/cli/deployment/deployment";
import { observe } from "../../src/cli/verify/observe";
import { reportOn, type Report, type Result } from "../../src/cli/verify/report";
import { clientConfig } from "./aws";
import type { Emulator } from "./emulator";
import type { TerraformWorkspace } from "./terraform";

type Config = ReturnType<typeof clientConfig>;

/** What a trail does on AWS. */
export async function receiveEvents(config: Config, logGroupName: string): Promise<void> {
  const logs = new CloudWatchLogsClient(config);
  const stream = { logGroupName, logStreamName: "123456789012_CloudTrail_eu-west-1" };
  await logs.send(new CreateLogStreamCommand(stream));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message: "{}" }] }));
}

/** What `verify` says of a deployment. */
export async function healthOf({ endpoint, credentials }: Config, deployment: Deployment): Promise<Report> {
  return reportOn(deployment, await observe(deployment, { configuration: { endpoint, credentials } }));
}

export function unhealthy({ results }: Report): readonly Result[] {
  return results.filter(({ verdict }) => verdict !== "ok");
}

/** What `verify` finds wrong with the only monitoring of a workspace, right after an apply and the trail's first events. */
export async function unhealthyIn(
  emulator: Emulator,
  workspace: TerraformWorkspace,
  logGroupName: string,
): Promise<readonly Result[]> {
  await receiveEvents(clientConfig(emulator), logGroupName);
  const state = join(workspace.directory, "state.json");
  writeFileSync(state, (await workspace.run(["show", "-json"])).stdout);
  const report = await healthOf(clientConfig(emulator), readDeployment(undefined, { dir: workspace.directory, state }));
  if (report.results.length < 10) throw new Error("next to nothing was looked at");
  return unhealthy(report);
}

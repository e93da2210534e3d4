import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { deployerPolicies } from "../../src/deployer-policy";
import { parseSettings, type MonitoringProps } from "../../src/settings";
import { stackSettings } from "../../src/stack-settings";
import { deniedBy } from "../support/access";
import { accountContents, emptyAccount } from "../support/account-contents";
import { alertsOnly } from "../support/alerts-only";
import { clientConfig } from "../support/aws";
import { CdktfWorkspace } from "../support/cdktf";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { Project } from "../support/project";
import { describeWith } from "../support/requirements";
import { routeSettings, settingsFor } from "../support/route";

/** What cdktf applies is a file: the pipeline's route applies that with everything, and this one as little as alerts. */
describeWith({ terraform: true, awsProvider: true, emulator: true }, "cdktf deploy", () => {
  let emulator: Emulator;
  let workspace: CdktfWorkspace;

  const first = settingsFor(alertsOnly);
  const changed: MonitoringProps = {
    ...first,
    detections: { overrides: { "root-account-usage": { threshold: 2 } } },
  };
  const set = (settings: MonitoringProps) => {
    workspace.write({ "security-monitoring.yaml": JSON.stringify(settings) });
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    const app = `node ${JSON.stringify(resolve(__dirname, "../../dist/main.js"))}`;
    const files = { "cdktf.json": JSON.stringify({ language: "typescript", app, sendCrashReports: "false" }) };
    workspace = new CdktfWorkspace(files, { env: emulator.env });
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test.each(routeSettings)("synthesises the very file that the pipeline applies: $name", async ({ settings }) => {
    const project = new Project();
    try {
      project.synthesize(settings);
      set(settings);
      await workspace.synth();
      const file = "cdktf.out/stacks/security-monitoring/cdk.tf.json";
      expect(readFileSync(join(workspace.directory, file), "utf8")).toBe(
        readFileSync(join(project.folder, file), "utf8"),
      );
    } finally {
      project.remove();
    }
  });

  test("deploys with cdktf, and then has nothing left to do", async () => {
    set(first);
    const outputs = await workspace.deploy();
    expect(outputs).toMatchObject({ topic_arn: `arn:aws:sns:eu-west-1:${EMULATED_ACCOUNT}:security-alerts` });
    expect(await workspace.hasChanges()).toBe(false);
  });

  test("deploys a changed setting with cdktf", async () => {
    set(changed);
    expect(await workspace.hasChanges()).toBe(true);
    await workspace.deploy();
    const { MetricAlarms } = await new CloudWatchClient(clientConfig(emulator)).send(new DescribeAlarmsCommand());
    expect(MetricAlarms!.find(({ AlarmName }) => AlarmName === "root-account-usage")).toMatchObject({ Threshold: 2 });
  });

  test("destroys everything with cdktf", async () => {
    await workspace.destroy();
    expect(await accountContents(emulator)).toEqual(emptyAccount);
  });

  test("asked with cdktf for nothing that the deployer's policies for these settings do not allow", async () => {
    const policies = [first, changed].map((settings) =>
      deployerPolicies(parseSettings(stackSettings, settings, "settings")),
    );
    expect(await deniedBy(policies, await emulator.requests(), emulator.region)).toEqual([]);
  });
});

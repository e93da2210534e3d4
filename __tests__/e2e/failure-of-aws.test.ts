import { accountContents } from "../support/account-contents";
import { startEmulator, type Emulator } from "../support/emulator";
import { startFailingProxy, type FailingProxy } from "../support/failing-proxy";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";
import { everythingOnce, rootOfWholeModule } from "../support/whole-module";

// The provider waits about a minute for the lifecycle rules of a new bucket, and before every retry.
jest.setTimeout(300_000);

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an AWS that fails and throttles", () => {
  let emulator: Emulator;
  let proxy: FailingProxy;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    emulator = await startEmulator();
    proxy = await startFailingProxy(emulator, 2);
    workspace = new TerraformWorkspace(rootOfWholeModule, { env: proxy.env });
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.remove();
    await proxy?.stop();
    await emulator?.stop();
  });

  test("an apply of which every operation is refused twice goes through, makes everything once and leaves nothing to do", async () => {
    await workspace.apply();
    expect((await workspace.plan()).changes).toEqual([]);
    expect(await accountContents(emulator)).toEqual(everythingOnce(await workspace.outputs()));

    expect(new Set(proxy.refusals.values())).toEqual(new Set([2]));
    expect([...proxy.refusals.keys()]).toEqual(
      expect.arrayContaining([
        "CloudTrail_20131101.CreateTrail",
        "CloudTrail_20131101.StartLogging",
        "CreateRole",
        "CreateTopic",
        "Logs_20140328.CreateLogGroup",
        "Logs_20140328.PutMetricFilter",
        // S3: the bucket itself.
        "PUT",
        "PUT ?policy=",
        "PutMetricAlarm",
        "StarlingDoveService.PutConfigRule",
        "StarlingDoveService.StartConfigurationRecorder",
        "Subscribe",
        "TrentService.CreateKey",
      ]),
    );
  });
});

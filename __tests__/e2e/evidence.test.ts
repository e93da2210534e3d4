import { CloudTrailClient, ListTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, DeleteLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ConfigServiceClient, DescribeConfigurationRecordersCommand } from "@aws-sdk/client-config-service";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { resourcesOfConstruct, resourcesOfModule } from "../../src/cli/deployment/monitoring-resources";
import type { MonitoringProps } from "../../src/settings";
import { joinedName } from "../../src/terraform/naming";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { Project } from "../support/project";
import { describeWith } from "../support/requirements";
import { everySetting, harmless, refused, replacesTrail, settingsIn } from "../support/setting-changes";
import { isLoss, TerraformWorkspace } from "../support/terraform";
import { rootWith } from "../support/whole-module";

const takenDown: MonitoringProps = {
  trail: { enabled: false },
  config: { enabled: false },
  detections: { enabled: false },
  evidence: { retain: ["trail-bucket", "log-group", "config-bucket"] },
};

const page = (path: string) => readFileSync(resolve(__dirname, "../..", path), "utf8");
/** What docs/leaving.md tells to run in order to leave: to look, to leave, and to delete the evidence as well. */
const [lookAround, leaveForGood, deleteEverything] = page("docs/leaving.md").match(/^npm run leave .*$/gm) as string[];
/** What `npm run leave --` starts. */
const command = `${process.execPath} ${resolve(__dirname, "../../dist/cli.js")} leave`;
/** What is to be run where evidence was deleted by somebody else. */
const makeAnew = /^terraform state rm .*log_group.*$/m.exec(page("docs/leaving.md"))![0];

/** Without that of `for_each`. */
const withoutKey = (address: string) => address.replace(/\["[^"]*"\]$/, "");

const call = "module.security_monitoring";
const stackFolder = "cdktf.out/stacks/security-monitoring";
const ofModule = new Map(resourcesOfModule().map((own) => [`${call}.${own.address}`, own]));
/** The evidence and what belongs to it, and what is the account's own. */
const isKept = (address: string) => {
  const own = ofModule.get(withoutKey(address));
  return own !== undefined && own.onLeaving !== "destroy";
};

/** The state of the call of the module, with the addresses of the stack. */
function asStackState(text: string): string {
  interface Resource {
    readonly module?: string;
    readonly mode: string;
    readonly name: string;
    readonly instances: readonly object[];
  }
  const state = JSON.parse(text) as { resources: Resource[] };
  const resources = state.resources
    .filter(({ mode }) => mode === "managed")
    .map(({ module, name, instances, ...resource }) => ({
      ...resource,
      name: joinedName([/^module\.\w+\.module\.(\w+)/.exec(module!)![1]!, name]),
      instances: instances.map((instance) => ({ ...instance, dependencies: [] })),
    }));
  return JSON.stringify({ ...state, outputs: {}, check_results: null, resources });
}

test("every setting is among those whose change is planned below", () => {
  const changed = [...harmless, ...refused.map(([settings]) => settings), replacesTrail].flatMap(settingsIn);
  expect([...new Set(changed)].sort()).toEqual(everySetting());
});

describeWith({ terraform: true, awsProvider: true, emulator: true }, "the evidence", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let bucket: string;

  const plan = (settings: MonitoringProps) => {
    workspace.write({ "main.tf.json": rootWith(settings) });
    return workspace.plan();
  };
  const refusal = async (...args: string[]) => {
    const { stdout, stderr } = await workspace.run(["plan", "-refresh=false", "-no-color", "-input=false", ...args], {
      expectExitCode: [1],
    });
    const text = (stdout + stderr).replace(/\s+/g, " ");
    return [...text.matchAll(/run_leave_to_remove_the_protection\["(\w+)"\] has lifecycle\.prevent_destroy set/g)].map(
      ([, name]) => name,
    );
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    workspace = new TerraformWorkspace(
      { "main.tf.json": rootWith({}), module: { copyOf: resolve(__dirname, "../../module") } },
      { env: emulator.env },
    );
    await workspace.init();
    await workspace.apply();
    const { Buckets } = await new S3Client(clientConfig(emulator)).send(new ListBucketsCommand());
    bucket = Buckets!.find(({ Name }) => Name!.startsWith("audit-trail-"))!.Name!;
    await new S3Client(clientConfig(emulator)).send(
      new PutObjectCommand({ Bucket: bucket, Key: "AWSLogs/log.json", Body: "evidence" }),
    );
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test.each(harmless.map((settings) => ({ settings, names: settingsIn(settings).join(", ") })))(
    "stays in place when these settings change: $names",
    async ({ settings }) => {
      const { changes } = await plan(settings);
      expect(changes).not.toEqual([]);
      const gone = changes.filter(isLoss).map(({ address }) => address);
      // The role holds nothing; it goes where another one is given.
      const endangered = gone.filter((address) => isKept(address) && !/config_role/.test(address));
      expect([...endangered, ...gone.filter((address) => /aws_cloudtrail\./.test(address))]).toEqual([]);
    },
  );

  test("stays in place when the trail gets another name, which replaces the trail", async () => {
    const { changes } = await plan(replacesTrail);
    const gone = changes.filter(isLoss).map(({ address }) => address);
    expect(gone).toEqual(["module.security_monitoring.module.audit_trail[0].aws_cloudtrail.trail"]);
  });

  test.each(refused)("is protected: no plan for %j", async (settings, ...endangered) => {
    workspace.write({ "main.tf.json": rootWith(settings) });
    expect((await refusal()).sort()).toEqual(endangered.sort());
  });

  test("is not destroyed with the rest: no plan to destroy, and nothing is gone", async () => {
    workspace.write({ "main.tf.json": rootWith({}) });
    expect(await refusal("-destroy")).toHaveLength(5);
    expect((await plan({})).exitCode).toBe(0);
  });

  test("stays when AWS Config is handed over to another recorder, and so does the role of the account", async () => {
    const { changes } = await plan({
      config: { existingRecorder: { name: "organization" } },
      evidence: { retain: ["config-bucket"] },
    });
    const gone = changes.filter(isLoss).map(({ address }) => address);
    expect(gone.filter((address) => /config_recorder/.test(address))).toHaveLength(3);
    expect(gone.filter((address) => isKept(address))).toEqual([]);
  });

  test("stays when the trail is handed over to the organization's", async () => {
    const { changes } = await plan({
      trail: { enabled: false, existingLogGroup: { name: "organization" } },
      evidence: { retain: ["trail-bucket", "log-group"] },
    });
    const modules = changes.map(({ address, action }) => `${/module\.(\w+)\[0\]/.exec(address)![1]} ${action}`);
    expect([...new Set(modules)].sort()).toEqual(["audit_trail delete", "detections replace", "detections update"]);
  });

  test("is deleted with the call of the module: protection that is not in the code cannot refuse", async () => {
    workspace.write({ "main.tf.json": "{}" });
    const { changes } = await workspace.plan();
    expect(changes.map(({ address }) => address).filter(isKept)).not.toEqual([]);
  });

  test("that was deleted outside Terraform stops the plan, until Terraform forgets it and creates it again", async () => {
    const logs = new CloudWatchLogsClient(clientConfig(emulator));
    workspace.write({ "main.tf.json": rootWith({}) });
    await logs.send(new DeleteLogGroupCommand({ logGroupName: "security-monitoring-trail" }));
    expect(await refusal("-refresh=true")).toEqual(["log_group"]);
    await workspace.shell(makeAnew);
    await workspace.apply();
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand());
    expect(logGroups).toHaveLength(1);
  });

  test("is forgotten as docs/leaving.md describes, and other resources are not; the rest can be destroyed, and all be undone", async () => {
    // Somebody else's, by the same names.
    const theirs = {
      resource: { terraform_data: { trail_bucket: {} } },
      module: { theirs: { source: "./theirs", for_each: '${toset(["a"])}' } },
    };
    const config = JSON.parse(rootWith({})) as { module: object };
    workspace.write({
      "main.tf.json": JSON.stringify({ ...theirs, module: { ...config.module, ...theirs.module } }),
      "theirs/main.tf.json": '{"resource":{"terraform_data":{"trail_bucket":{}}}}',
    });
    await workspace.init();
    await workspace.apply();

    const before = await stateList();
    const { stdout: seen } = await leave(lookAround!);
    expect(seen).toContain(`trail_bucket           ${bucket}`);
    expect(await stateList()).toEqual(before);
    // What is printed is what --yes runs.
    const command = /^terraform state rm \\\n(.+\\\n)*.+$/m.exec(seen)![0];
    const { stdout } = await leave(leaveForGood!);
    expect(await stateList()).toEqual(before.filter((address) => !isKept(address)));
    expect(before.filter((address) => /theirs|^terraform_data/.test(address))).toHaveLength(2);

    workspace.write({ "main.tf.json": JSON.stringify(theirs) });
    const { changes } = await workspace.plan();
    expect(changes.length).toBeGreaterThan(10);
    expect(changes.filter(({ address, action }) => isKept(address) || action !== "delete")).toEqual([]);

    const undo = /terraform state push -force \S+/.exec(stdout)![0];
    await workspace.shell(undo);
    expect(await stateList()).toEqual(before);
    await workspace.shell(command);
    expect(await stateList()).toEqual(before.filter((address) => !isKept(address)));
    await workspace.shell(undo);
    // Theirs go, for the tests below, the next of which finds nothing left to do.
    await workspace.run(["state", "rm", "terraform_data.trail_bucket", "module.theirs"]);
    workspace.write({ "main.tf.json": rootWith({}) });
  });

  test("is forgotten in the stack as in the module, with the state moved to the stack's addresses", async () => {
    const project = new Project();
    project.synthesize({});
    const stack = new TerraformWorkspace(
      { [stackFolder]: { copyOf: project.stack } },
      { env: emulator.env, workingDirectory: stackFolder },
    );
    try {
      const { stdout: pulled } = await workspace.run(["state", "pull"]);
      stack.write({ [`${stackFolder}/moved.tfstate`]: asStackState(pulled) });
      await stack.init();
      await stack.run(["state", "push", "-force", "moved.tfstate"]);
      const { changes: left } = await stack.plan();
      expect(left.filter(({ address }) => !address.startsWith("output."))).toEqual([]);
      await expect(stack.planDestroy()).rejects.toThrow("lifecycle.prevent_destroy");

      const line = leaveForGood!.replace("--dir path/to/terraform ", "");
      await stack.shell(`cd ../../.. && ${line.replace("npm run leave --", command)}`);
      const addresses = (await stack.planDestroy()).changes
        .map(({ address }) => withoutKey(address))
        .filter((address) => !address.startsWith("output."));
      expect(addresses).toContain("aws_cloudtrail.audit_trail");
      const ofStack = new Map(resourcesOfConstruct([], true).map((own) => [own.address, own]));
      expect(new Set(addresses.map((address) => ofStack.get(address)?.onLeaving))).toEqual(new Set(["destroy"]));
    } finally {
      stack.remove();
      project.remove();
    }
  });

  test("is deleted with everything else as docs/leaving.md describes, without a refusal", async () => {
    const forced = { forceDestroyBucket: true };
    workspace.write({ "main.tf.json": rootWith({ trail: forced, config: forced, accessLogs: forced }) });
    await workspace.apply();
    const before = await stateList();
    const { stdout } = await leave(deleteEverything!);
    const addresses = (await workspace.planDestroy()).changes.map(({ address }) => address);
    for (const kept of ["trail_bucket", "log_group", "log_key"])
      expect(addresses).toContainEqual(expect.stringContaining(`module.${kept}[0].`));
    expect(addresses).not.toContainEqual(expect.stringContaining("aws_iam_service_linked_role"));
    await workspace.shell(/terraform state push -force \S+/.exec(stdout)![0]);
    expect(await stateList()).toEqual(before);
  });

  test("stays when the monitoring is taken down, and the bucket is as closed as before", async () => {
    const { changes } = await plan(takenDown);
    const gone = changes.filter(isLoss).map(({ address }) => address);
    expect(gone.filter(isKept)).toEqual([]);
    await workspace.applyPlan();
    expect((await workspace.plan()).exitCode).toBe(0);

    const client = clientConfig(emulator);
    const { Trails } = await new CloudTrailClient(client).send(new ListTrailsCommand());
    const { ConfigurationRecorders } = await new ConfigServiceClient(client).send(
      new DescribeConfigurationRecordersCommand(),
    );
    expect([...Trails!, ...ConfigurationRecorders!]).toEqual([]);
    await expectEvidence();
  });

  test("stays when Terraform forgets it and destroys the rest", async () => {
    await leave(leaveForGood!);
    // The rest goes with the call.
    workspace.write({ "main.tf.json": "{}" });
    await workspace.apply();

    const { Topics } = await new SNSClient(clientConfig(emulator)).send(new ListTopicsCommand());
    expect(Topics ?? []).toEqual([]);
    const { Roles } = await new IAMClient(clientConfig(emulator)).send(
      new ListRolesCommand({ PathPrefix: "/aws-service-role/config.amazonaws.com/" }),
    );
    expect(Roles).toHaveLength(1);
    await expectEvidence();
  });

  /** Runs one of its lines where Terraform runs. */
  function leave(line: string) {
    return workspace.shell(line.replace("npm run leave --", command).replace("path/to/terraform", "."));
  }

  async function stateList(): Promise<string[]> {
    const { stdout } = await workspace.run(["state", "list"]);
    return stdout.split("\n").filter((address) => address !== "" && !/(^|\.)data\./.test(address));
  }

  async function expectEvidence(): Promise<void> {
    const s3 = new S3Client(clientConfig(emulator));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "AWSLogs/log.json" }));
    expect(await Body!.transformToString()).toBe("evidence");
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    expect(Object.values(PublicAccessBlockConfiguration!)).toEqual([true, true, true, true]);
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    expect(Policy).toContain("DenyInsecureTransport");
    const { logGroups } = await new CloudWatchLogsClient(clientConfig(emulator)).send(new DescribeLogGroupsCommand());
    expect(logGroups!.map(({ logGroupName, kmsKeyId }) => [logGroupName, typeof kmsKeyId])).toEqual([
      ["security-monitoring-trail", "string"],
    ]);
  }
});

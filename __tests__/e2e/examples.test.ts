import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ConfigServiceClient, PutConfigurationRecorderCommand } from "@aws-sdk/client-config-service";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readDeployment } from "../../src/cli/deployment/deployment";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { ExampleApp } from "../support/example-app";
import { Project } from "../support/project";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";
import { healthOf, receiveEvents, unhealthy } from "../support/unhealthy";

interface Example {
  readonly account: string;
  /** Log groups that get events; those that another owner has are created before. */
  readonly logGroup: string;
  /** A Terraform root that calls the module, and is called by the one that deploys all examples. */
  readonly root?: string;
  /** Or a stack in that folder, with the paths of the monitorings in it. */
  readonly stack?: () => string;
  readonly monitorings?: readonly string[];
}

const repository = resolve(__dirname, "../..");

describeWith({ terraform: true, awsProvider: true, emulator: true }, "an example in an account of its own", () => {
  const projects: { remove(): void }[] = [];
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let states: string;

  const synthesised = (settings: string) => () => {
    const project = new Project();
    projects.push(project);
    project.synthesize(join(repository, settings));
    return project.stack;
  };
  const synthesisedApp = () => {
    const app = new ExampleApp();
    projects.push(app);
    return app.stack("account");
  };
  const ofModule = (name: string) => ({ root: `module/examples/${name}`, logGroup: "security-monitoring-trail" });
  const examples: Readonly<Record<string, Example>> = {
    basic: { ...ofModule("basic"), account: "200000000001" },
    event_forwarder: { ...ofModule("event-forwarder"), account: "200000000003" },
    existing_trail: { ...ofModule("existing-trail"), account: "200000000004", logGroup: "company-trail" },
    regions: { ...ofModule("regions"), account: "200000000008" },
    cdktf_deploy: {
      account: "200000000005",
      stack: synthesised("examples/cdktf-deploy/security-monitoring.yaml"),
      logGroup: "security-monitoring-trail",
    },
    pipeline_s3_backend: {
      account: "200000000006",
      stack: synthesised("examples/pipeline-s3-backend/security-monitoring.yaml"),
      logGroup: "security-monitoring-trail",
    },
    cdktf_app: {
      account: "200000000007",
      stack: synthesisedApp,
      monitorings: ["account/security_monitoring", "account/us_east_1"],
      logGroup: "acme-security-monitoring-trail",
    },
  };

  beforeAll(async () => {
    // To assume a role is nothing that the deployer's policies are about.
    emulator = await startEmulator({ deploysOurs: false });
    await ownersResources();
    workspace = new TerraformWorkspace(
      { "main.tf": rootOfAll(), module: { copyOf: join(repository, "module") } },
      { env: emulator.env },
    );
    for (const [name, { account, root, stack }] of Object.entries(examples)) {
      const file = root === undefined ? `${name}/cdk.tf.json` : `${root}/main.tf`;
      const text = readFileSync(root === undefined ? join(stack!(), "cdk.tf.json") : join(repository, file), "utf8");
      workspace.write({ [file]: inAccount(text, account) });
    }
    await workspace.init();
    // What waits for the provider's pauses leaves room for the rest.
    await workspace.run(["apply", "-auto-approve", "-input=false", "-parallelism=60"]);
    for (const { account, logGroup } of Object.values(examples)) await receiveEvents(await configOf(account), logGroup);
    await subscribeToPager();
    states = (await workspace.run(["show", "-json"])).stdout;
  });

  afterAll(async () => {
    workspace?.remove();
    for (const project of projects) project.remove();
    await emulator?.stop();
  });

  function rootOfAll(): string {
    return Object.entries(examples)
      .map(([name, { root = name }]) => `module "${name}" {\n  source = "./${root}"\n}\n`)
      .join("");
  }

  const roleOf = (account: string) => `arn:aws:iam::${account}:role/deployer`;

  /** The same with providers that assume a role of an account. */
  function inAccount(text: string, account: string): string {
    const role = { role_arn: roleOf(account) };
    if (!text.startsWith("{")) {
      return text.replace(/^provider "aws" \{$/gm, `$&\n  assume_role {\n    role_arn = "${role.role_arn}"\n  }`);
    }
    const stack = JSON.parse(text) as { provider: { aws: object[] } };
    const aws = stack.provider.aws.map((provider) => ({ ...provider, assume_role: [role] }));
    // The state is that of the root, and the provider is the one that is here.
    const terraform = { required_providers: { aws: { source: "hashicorp/aws" } } };
    return JSON.stringify({ ...stack, terraform, provider: { aws } });
  }

  async function configOf(account: string) {
    const sts = new STSClient(clientConfig(emulator));
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleOf(account), RoleSessionName: "examples" }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    return {
      ...clientConfig(emulator),
      credentials: { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! },
    };
  }

  /** What an example says that the account has. */
  async function ownersResources(): Promise<void> {
    const { account, logGroup } = examples["existing_trail"]!;
    const config = await configOf(account);
    await new CloudWatchLogsClient(config).send(new CreateLogGroupCommand({ logGroupName: logGroup }));
    const roleARN = `arn:aws:iam::${account}:role/recorder`;
    await new ConfigServiceClient(config).send(
      new PutConfigurationRecorderCommand({ ConfigurationRecorder: { name: "default", roleARN } }),
    );
  }

  /** The example leaves that to the owner of the topic. */
  async function subscribeToPager(): Promise<void> {
    const { account } = examples["cdktf_app"]!;
    const TopicArn = `arn:aws:sns:${emulator.region}:${account}:acme-pager`;
    await new SNSClient(await configOf(account)).send(
      new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "pager@example.com" }),
    );
  }

  test("are all that there are, but for one in a suite of its own, one without the whole module, and two of several accounts", () => {
    const folders = ["module/examples", "examples"].flatMap((folder) => readdirSync(join(repository, folder)));
    const verified = Object.keys(examples).map((name) => name.replaceAll("_", "-"));
    const others = ["bring-your-own", "detections-only", "log-archive", "organization-management"];
    expect(folders.sort()).toEqual([...verified, ...others].sort());
  });

  test.each(Object.keys(examples))("%s is healthy after an apply", async (name) => {
    const { account, root, monitorings = [undefined] } = examples[name]!;
    // Of a stack, the state that it has without the root around it.
    const state = root === undefined ? stateOfCall(name) : states;
    const dir = root === undefined ? join(workspace.directory, name) : workspace.directory;
    const file = join(workspace.directory, `${name}.json`);
    writeFileSync(file, state);
    const config = await configOf(account);
    for (const monitoring of monitorings) {
      const what = root === undefined ? monitoring : `module.${name}.module.security_monitoring`;
      const deployment = readDeployment(what, { dir, state: file });
      const report = await healthOf(config, deployment);
      expect(report.account).toBe(account);
      expect(unhealthy(report)).toEqual([]);
      expect(report.counts.ok).toBeGreaterThan(10);
      if (name === "event_forwarder") expect(deployment.elsewhere).toHaveLength(1);
    }
  });

  function stateOfCall(name: string): string {
    const call = `module.${name}`;
    const { values, ...rest } = JSON.parse(states) as {
      values: { root_module: { child_modules: { address: string }[] } };
    };
    const { address, ...module } = values.root_module.child_modules.find((child) => child.address === call)!;
    return JSON.stringify({ ...rest, values: { root_module: module } }).replaceAll(`"${address}.`, '"');
  }
});

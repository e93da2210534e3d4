import { CreateBucketCommand, ListObjectsV2Command, PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import { readdirSync } from "node:fs";
import { alertsOnly } from "../support/alerts-only";
import { clientConfig } from "../support/aws";
import { startEmulator, type Emulator } from "../support/emulator";
import { Project } from "../support/project";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

const stateBucket = "terraform-state";

describeWith({ terraform: true, awsProvider: true, emulator: true }, "the stack with its state in S3", () => {
  let emulator: Emulator;
  let project: Project;
  let workspace: TerraformWorkspace | undefined;

  const objects = async () => {
    const { Contents } = await new S3Client(clientConfig(emulator)).send(
      new ListObjectsV2Command({ Bucket: stateBucket }),
    );
    return (Contents ?? []).map(({ Key }) => Key);
  };
  /** A pipeline that has nothing but Terraform and the folder of the stack. */
  const pipeline = (s3: Record<string, unknown>) => {
    project.synthesize({ ...alertsOnly, backend: { s3 } });
    return new TerraformWorkspace(project.stack, { env: emulator.env });
  };
  /** What the emulator needs of a backend beside what AWS does. */
  const onEmulator = () => ({ endpoints: { s3: emulator.url }, use_path_style: true });

  beforeAll(async () => {
    emulator = await startEmulator();
    const s3 = new S3Client(clientConfig(emulator));
    await s3.send(
      new CreateBucketCommand({
        Bucket: stateBucket,
        CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
      }),
    );
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: stateBucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
  });

  beforeEach(() => {
    project = new Project();
  });

  afterEach(() => {
    workspace?.remove();
    project.remove();
  });

  afterAll(async () => {
    await emulator?.stop();
  });

  test("is one file", () => {
    project.synthesize(alertsOnly);
    expect(readdirSync(project.stack)).toEqual(["cdk.tf.json"]);
  });

  test("keeps the state where the settings say, and no lock behind, and moves it when they change", async () => {
    const s3 = { bucket: stateBucket, region: "eu-west-1", use_lockfile: true, ...onEmulator() };
    workspace = pipeline({ ...s3, key: "old/terraform.tfstate" });
    await workspace.init();
    await workspace.apply();
    expect(await objects()).toEqual(["old/terraform.tfstate"]);

    project.synthesize({ ...alertsOnly, backend: { s3: { ...s3, key: "new/terraform.tfstate" } } });
    workspace.write({ ".": { copyOf: project.stack } });
    await workspace.init("-migrate-state", "-force-copy");
    expect((await workspace.plan()).exitCode).toBe(0);
    expect(await objects()).toEqual(["new/terraform.tfstate", "old/terraform.tfstate"]);
    await workspace.destroy();
  });

  test("gets the rest of the backend from the pipeline, and has a state for each workspace", async () => {
    workspace = pipeline({ use_lockfile: true, ...onEmulator() });
    await workspace.init(
      `-backend-config=bucket=${stateBucket}`,
      "-backend-config=key=part/terraform.tfstate",
      "-backend-config=region=eu-west-1",
    );
    await workspace.run(["workspace", "new", "staging"]);
    await workspace.apply();
    expect(await objects()).toContain("env:/staging/part/terraform.tfstate");

    await workspace.run(["workspace", "select", "default"]);
    expect((await workspace.plan()).exitCode).toBe(2);
  });
});

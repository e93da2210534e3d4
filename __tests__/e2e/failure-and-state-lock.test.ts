import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { resolve } from "node:path";
import { accountContents } from "../support/account-contents";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { startFailingProxy, type FailingProxy } from "../support/failing-proxy";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

/** One module of those that the whole calls, with its state where several people can reach it. */
const files = {
  "main.tf": `
terraform {
  backend "s3" {
    bucket       = "states"
    key          = "security-monitoring.tfstate"
    use_lockfile = true
  }
}

variable "retention_days" { type = number }

module "log_group" {
  source         = "./log-group"
  kms_key_arn    = "arn:aws:kms:eu-west-1:${EMULATED_ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  retention_days = var.retention_days
}
`,
  "log-group": { copyOf: resolve(__dirname, "../../module/modules/log-group") },
};

describeWith({ terraform: true, awsProvider: true, emulator: true }, "a state that is kept and locked in S3", () => {
  let emulator: Emulator;
  let proxy: FailingProxy;
  let mine: TerraformWorkspace;
  let colleagues: TerraformWorkspace;

  beforeAll(async () => {
    emulator = await startEmulator();
    proxy = await startFailingProxy(emulator);
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-1" } as const;
    const s3 = new S3Client(clientConfig(emulator));
    await s3.send(new CreateBucketCommand({ Bucket: "states", CreateBucketConfiguration }));
    mine = new TerraformWorkspace(files, { env: emulator.env });
    colleagues = new TerraformWorkspace(files, { env: emulator.env });
    await Promise.all([mine.init(), colleagues.init()]);
  });

  afterAll(async () => {
    mine?.remove();
    colleagues?.remove();
    await proxy?.stop();
    await emulator?.stop();
  });

  /** Starts an apply and waits until AWS has done this operation and Terraform has not been told yet. */
  const applyAsFarAs = async (operation: string, variables: { retention_days: number }) => {
    const done = proxy.withhold(operation);
    const apply = mine.startApply(variables, { env: proxy.env });
    const handOn = await Promise.race([done, apply.ended]);
    if (typeof handOn !== "function") throw new Error(`the apply has ended without ${operation}`);
    return { apply, handOn };
  };

  test("a killed apply leaves its lock, which is broken by hand, and a resource that it just created, which is imported", async () => {
    const variables = { retention_days: 365 };
    const { apply } = await applyAsFarAs("Logs_20140328.CreateLogGroup", variables);
    apply.kill("SIGKILL");
    await expect(apply.ended).rejects.toThrow("ended by SIGKILL");

    const refusal = await mine.apply().then(String, String);
    expect(refusal).toContain("Error acquiring the state lock");
    const lock = /ID: +([0-9a-f-]{36})$/m.exec(refusal)![1]!;
    await mine.run(["force-unlock", "-force", lock]);

    const group = "module.log_group.aws_cloudwatch_log_group.group";
    const collision = await mine.apply().then(String, String);
    expect(collision).toContain("ResourceAlreadyExistsException");
    expect(collision).toContain(`with ${group}`);
    await mine.run(["import", "-input=false", "-no-color", group, "security-monitoring-trail"]);
    await mine.apply();

    expect((await colleagues.plan(variables)).changes).toEqual([]);
    expect((await accountContents(emulator)).logGroups).toEqual(["security-monitoring-trail"]);
  });

  test("of two concurrent applies one is refused, and the other succeeds", async () => {
    const variables = { retention_days: 731 };
    const { apply, handOn } = await applyAsFarAs("Logs_20140328.PutRetentionPolicy", variables);
    await expect(colleagues.apply(variables)).rejects.toThrow("Error acquiring the state lock");

    handOn();
    await apply.ended;
    expect((await colleagues.plan()).changes).toEqual([]);
    expect((await accountContents(emulator)).logGroups).toEqual(["security-monitoring-trail"]);
  });
});

import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { questions } from "../../smoke/questions";
import { parseState } from "../../src/cli/deployment/state";
import { accountContents, emptyAccount } from "../support/account-contents";
import { clientConfig } from "../support/aws";
import { EMULATED_ACCOUNT, startEmulator, type Emulator } from "../support/emulator";
import { PlayedTrail } from "../support/played-trail";
import { runCommand, type CommandResult } from "../support/process";
import { describeWith } from "../support/requirements";
import { terraformEnvironment } from "../support/terraform";
import { waitUntil } from "../support/wait-until";

const day = 24 * 60 * 60 * 1000;

describeWith({ terraform: true, awsProvider: true, emulator: true }, "the smoke test", () => {
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), "smoke-test-"));
  });

  afterAll(async () => {
    if (folder) rmSync(folder, { recursive: true, force: true });
    await emulator?.stop();
  });

  /** Runs it as people do; what it keeps is in the folder. */
  function smoke(args: readonly string[], onLine: (line: string, child: ChildProcess) => void): Promise<CommandResult> {
    const program = resolve(__dirname, "../../dist/smoke.js");
    return runCommand(process.execPath, [program, "--account", EMULATED_ACCOUNT, "--yes", ...args], {
      cwd: folder,
      env: { ...terraformEnvironment(folder), ...emulator.env, TMPDIR: folder },
      onStart: (child) => {
        child.stderr!.on("data", (text: string) => {
          for (const line of text.split("\n")) onLine(line, child);
        });
      },
    });
  }

  const workingFolders = () =>
    readdirSync(folder)
      .filter((name) => name.startsWith("security-monitoring-smoke-") && !name.endsWith(".log"))
      .map((name) => join(folder, name));
  const stateIn = (workingFolder: string) => join(workingFolder, "terraform.security-monitoring.tfstate");

  /** Everything that is left, in both regions, but keys that wait for their deletion. */
  async function left() {
    const { Roles = [] } = await new IAMClient(clientConfig(emulator)).send(new ListRolesCommand({}));
    const [home, elsewhere] = await Promise.all([
      accountContents(emulator),
      accountContents({ ...emulator, region: "us-east-1" }),
    ]);
    return { home, elsewhere, roles: Roles.map(({ RoleName }) => RoleName), folders: workingFolders() };
  }

  const nothing = { home: emptyAccount, elsewhere: emptyAccount, roles: [], folders: [] };

  /** In how many days AWS deletes the keys. */
  async function daysToDeletion(): Promise<number[]> {
    const kms = new KMSClient(clientConfig(emulator));
    const { Keys = [] } = await kms.send(new ListKeysCommand({}));
    const keys = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId }))));
    return keys.map(({ KeyMetadata }) => Math.round((KeyMetadata!.DeletionDate!.getTime() - Date.now()) / day));
  }

  test("that is interrupted while Terraform applies destroys everything, even what Terraform has no state of", async () => {
    let interrupted: Promise<void> | undefined;
    const { exitCode, stdout, stderr } = await smoke([], (line, child) => {
      if (line === "terraform apply") interrupted ??= interrupt(child);
    });
    await interrupted;
    expect(stderr).toContain("Interrupted. Everything will be destroyed. Please wait");
    expect(stdout).toMatch(/^terraform apply +differs +\d+ +interrupted$/m);
    expect(stdout).toMatch(/^terraform destroy +as expected/m);
    expect(stdout).not.toMatch(/^drill/m);
    expect(exitCode).toBe(2);
    expect(await left()).toEqual(nothing);
  });

  async function interrupt(child: ChildProcess): Promise<void> {
    const state = stateIn(workingFolders()[0]!);
    await waitUntil(() => existsSync(state) && readFileSync(state, "utf8").includes('"aws_s3_bucket_versioning"'));
    child.kill("SIGINT");
  }

  test("deploys, drills, verifies, asks every question that can be asked, and leaves nothing", async () => {
    let trail: Promise<PlayedTrail> | undefined;
    const { exitCode, stdout, stderr } = await smoke(["--report", "report.md"], (line) => {
      if (line === "drill") trail = playTrail();
      if (line === "verify") void trail!.then((played) => played.stop());
    });
    expect(stdout.match(/^.* differs .*$/gm)).toBeNull();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^terraform plan, which is empty +as expected/m);
    expect(stdout).toMatch(/^drill +as expected +\d+ +13 alerts seen, 0 not seen, 1 partly proved, 0 not testable$/m);
    expect(stdout).toMatch(/^verify +as expected +\d+ +1\d\d ok$/m);
    for (const { asks, ask } of questions) {
      expect(stdout).toContain(`\n${asks} `);
      expect(stderr.includes(`\n${asks}\n`)).toBe(ask !== undefined);
    }
    const report = readFileSync(join(folder, "report.md"), "utf8");
    expect(report.match(/^\| .* \| as expected: /gm)!.length).toBeGreaterThan(15);
    expect(readFileSync(/log (\S+\.log)/.exec(stderr)![1]!, "utf8")).toContain("Destroy complete!");
    expect(await left()).toEqual(nothing);
    expect(Math.max(...(await daysToDeletion()))).toBe(7);
  });

  /** Plays CloudTrail, which the emulator lacks: it delivers a file, and then what the drill does. None of this shows that AWS would. */
  async function playTrail(): Promise<PlayedTrail> {
    const seen = (await emulator.requests()).length;
    const state = parseState(readFileSync(stateIn(workingFolders()[0]!), "utf8"), "the state")!;
    const attribute = (address: string, name: string) =>
      String(state.resources.find((resource) => resource.address === address)!.instances[0]!.attributes[name]);
    await new S3Client(clientConfig(emulator)).send(
      new PutObjectCommand({
        Bucket: attribute("aws_s3_bucket.trail_bucket", "bucket"),
        Key: `AWSLogs/${EMULATED_ACCOUNT}/CloudTrail/eu-west-1/2026/11/30/a.json.gz`,
        Body: "{}",
        ServerSideEncryption: "aws:kms",
        SSEKMSKeyId: attribute("aws_kms_key.log_key", "arn"),
        BucketKeyEnabled: true,
      }),
    );
    return PlayedTrail.start(emulator, attribute("aws_cloudwatch_log_group.log_group", "name"), seen);
  }
});

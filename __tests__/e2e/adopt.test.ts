import { resolve } from "node:path";
import { byHand } from "../support/made-by-hand";
import { startEmulator, type Emulator } from "../support/emulator";
import { neutralEnvironment, runCommand } from "../support/process";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace, type Change } from "../support/terraform";

// The provider waits about a minute for the lifecycle rules of a bucket.
jest.setTimeout(300_000);

interface Result {
  readonly found: { kind: string; id: string; way: string; because: string }[];
  readonly imports: { to: string; id: string }[];
  readonly settings: object;
  readonly changes: { address?: string; what: string; why: string }[];
  readonly new: string[];
  readonly advice: string[];
  readonly questions: { kind: string; options: { choice: string }[] }[];
  readonly files: string[];
}

async function adopt(emulator: Emulator, folder: string, ...args: string[]) {
  const ending = await runCommand(process.execPath, [resolve(__dirname, "../../dist/cli.js"), "adopt", ...args], {
    cwd: folder,
    env: { ...neutralEnvironment(), ...emulator.env },
  });
  const result = (args.includes("--json") && ending.stdout ? JSON.parse(ending.stdout) : undefined) as Result;
  return { ...ending, result };
}

const rootUsage =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

describeWith({ terraform: true, awsProvider: true, emulator: true }, "adopt what was made by hand", () => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    emulator = await startEmulator();
    const hand = byHand(emulator);
    await hand.trail("security-monitoring-trail", { retentionDays: 90 });
    await hand.recorder("default");
    await hand.rule("s3-bucket-public-read-prohibited", "S3_BUCKET_PUBLIC_READ_PROHIBITED");
    await hand.rule("s3-bucket-public-write-prohibited", "S3_BUCKET_PUBLIC_WRITE_PROHIBITED");
    await hand.rule("restricted-ssh", "INCOMING_SSH_DISABLED");
    await hand.topic("security-alerts", ["email", "security@example.com"]);
    const logGroupName = "security-monitoring-trail-events";
    await hand.detection("RootUsage", { pattern: rootUsage, logGroupName, topicName: "security-alerts" });
    workspace = new TerraformWorkspace({ module: { copyOf: resolve(__dirname, "../../module") } }, { env: emulator.env });
  });

  afterAll(async () => {
    workspace?.remove();
    await emulator?.stop();
  });

  test("as a call of the module", async () => {
    const { exitCode, stderr, result } = await adopt(emulator, workspace.directory, "--json");
    expect([exitCode, stderr]).toEqual([0, ""]);
    await workspace.init();
    const { changes, text } = await workspace.plan();
    console.log(text.match(/Plan:.*/)?.[0]);
    const ups = changes.filter(({ actions }) => actions.join() === "update").map(({ address }) => address);
    const said = new Set(result.changes.map(({ address }) => address));
    console.log("not said", ups.filter((u) => !said.has(u)), "said, not done", [...said].filter((u) => !changes.some((c) => c.address === u)));
    await workspace.apply();
    const next = await workspace.plan();
    console.log(next.changes.map((c) => show(c)).join("\n"));
    expect(next.changes).toEqual([]);
  });
});

function show({ address, actions, before, after }: Change) {
  const b = (before ?? {}) as any, a = (after ?? {}) as any;
  const d = actions.includes("update") ? Object.keys({ ...a, ...b }).filter((k) => JSON.stringify(a[k]) !== JSON.stringify(b[k])).map((k) => `${k}: ${JSON.stringify(b[k])} -> ${JSON.stringify(a[k])}`).join("; ").slice(0, 1500) : "";
  return `${actions.join("/")} ${address} ${d}`;
}

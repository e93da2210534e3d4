import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { setTimeout as pause } from "node:timers/promises";
import type { ClientOf } from "../src/cli/aws/connection";
import { readDeployment } from "../src/cli/deployment/deployment";
import type { Report as DrillReport } from "../src/cli/drill/report";
import type { Report as VerifyReport } from "../src/cli/verify/report";
import type { Account } from "./answers";
import { Interrupted, type Interruption } from "./interruption";
import type { Place } from "./place";
import type { Programs, Result } from "./programs";
import { questions } from "./questions";
import { differs, expected, type Outcome, type Protocol } from "./report";
import type { WorkingFolder } from "./working-folder";

/** A run of the smoke test. */
export interface Smoke {
  readonly place: Place;
  readonly client: ClientOf;
  readonly folder: WorkingFolder;
  readonly programs: Programs;
  readonly protocol: Protocol;
  readonly interruption: Interruption;
}

/**
 * Deploys, drills, verifies and asks.
 *
 * @throws {@link Interrupted} If it was interrupted. What else fails is in the protocol, and nothing after it is done.
 */
export async function deployAndAsk(smoke: Smoke, settings: object): Promise<void> {
  const { folder, programs, protocol, place, client, interruption } = smoke;
  folder.write("security-monitoring.json", JSON.stringify(settings, null, 2));
  let failedApply: string | undefined;
  const apply = async (): Promise<Outcome> => {
    const first = await programs.terraform("apply", "-input=false", "-auto-approve");
    if (first.exitCode === 0) return done;
    failedApply = errorOf(first);
    await pause(30_000, undefined, { signal: interruption.signal }).catch(() => undefined);
    return ended(await programs.terraform("apply", "-input=false", "-auto-approve"));
  };
  const isDeployed =
    (await protocol.step("create a queue that receives the alerts", () => createQueue(smoke))) &&
    (await protocol.step("synth", async () => ended(await programs.command("synth")))) &&
    (await protocol.step("terraform init", async () => ended(await programs.terraform("init", "-input=false")))) &&
    (await protocol.step("terraform apply", apply));
  if (!isDeployed) return;
  await protocol.step("terraform plan, which is empty", async () => {
    const { exitCode, ...result } = await programs.terraform("plan", "-input=false", "-detailed-exitcode");
    return exitCode === 2 ? differs(changesIn(result.stdout)) : ended({ exitCode, ...result });
  });

  let drill: DrillReport | undefined;
  await protocol.step("drill", async () => {
    const result = await programs.command("drill", "--dir", folder.stack, "--yes", "--json");
    drill = reportOf<DrillReport>(result);
    if (!drill) return ended(result);
    const { results } = drill;
    const count = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
    const text = `${count("seen")} alerts seen, ${count("not seen")} not seen, ${count("partly proved")} partly proved, ${count("not testable")} not testable`;
    return result.exitCode === 0 ? expected(text) : differs([text, ...drill.left].join("; "));
  });
  await protocol.step("verify", async () => {
    const result = await programs.command("verify", "--dir", folder.stack, "--json");
    const report = reportOf<VerifyReport>(result);
    if (!report) return ended(result);
    const unhealthy = report.results.filter(({ verdict }) => verdict !== "ok");
    const lines = unhealthy.map(({ verdict, subject, finding }) => `${verdict}: ${subject} ${finding}`);
    return result.exitCode === 0 ? expected(`${report.counts.ok} ok`) : differs(lines.join("; "));
  });

  const { account, region } = place;
  const asked: Account = {
    account,
    region,
    client,
    deployment: readDeployment(undefined, { dir: folder.stack, state: folder.stateFile }),
    probeBucket: probeBucketOf(folder),
    signal: interruption.signal,
    drill,
    failedApply,
  };
  for (const { asks, ask, notAsked, ...about } of questions) {
    if (interruption.signal.aborted) throw new Interrupted("interrupted");
    if (ask) await protocol.step(asks, () => ask(asked), about);
    else protocol.notAsked(asks, notAsked!, about);
  }
}

export function probeBucketOf({ prefix, facts: { account } }: WorkingFolder): string {
  return `${prefix}probe-${account}`;
}

export function queueArnOf(prefix: string, { partition, account, region }: Place): string {
  return `arn:${partition}:sqs:${region}:${account}:${prefix}recipient`;
}

const done = expected("done");

/** What became of a program that has no result but its exit code. */
export function ended(result: Result): Outcome {
  return result.exitCode === 0 ? done : differs(errorOf(result));
}

/** What it says of why it failed: Terraform's errors begin with "Error:", in a frame. */
function errorOf({ exitCode, stdout, stderr }: Result): string {
  const text = (stderr.trim() || stdout.trim()).replaceAll(/^[│╷╵] ?/gm, "");
  const errors = [...text.matchAll(/^Error: .*(?:\n(?!Error: ).*)*/gm)].map(([error]) =>
    error.replaceAll(/\s+/g, " ").trim(),
  );
  const said = errors.join("; ") || text.split("\n").slice(-5).join(" ");
  return `exit code ${exitCode}: ${said.slice(0, 1000)}`;
}

function changesIn(plan: string): string {
  return [...plan.matchAll(/^ {2}# (.*)$/gm)].map(([, change]) => change!).join("; ") || "there are changes";
}

/** What a command printed as JSON; undefined if it failed before. */
function reportOf<T>({ stdout }: Result): T | undefined {
  return stdout.startsWith("{") ? (JSON.parse(stdout) as T) : undefined;
}

async function createQueue({ client, folder, place }: Smoke): Promise<Outcome> {
  const { partition, account, region } = place;
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArnOf(folder.prefix, place),
        Condition: { ArnLike: { "aws:SourceArn": `arn:${partition}:sns:${region}:${account}:${folder.prefix}*` } },
      },
    ],
  });
  await client(SQSClient).send(new CreateQueueCommand({ QueueName: folder.queue, Attributes: { Policy } }));
  return done;
}

import { CloudWatchLogsClient, TestMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import { setTimeout } from "node:timers/promises";
import { Stop } from "../stop";
import { type Account, call } from "./account";
import { begins } from "./identity";
import type { Journal } from "./journal";
import { type Mailbox, openMailbox, publish } from "./mailbox";
import { cleanUp, type Drill, perform } from "./perform";
import type { Plan } from "./plan";
import { type Report, reportOf } from "./report";
import type { Target } from "./target";
import { Watch } from "./watch";

/** How often alerts are looked for, in milliseconds. */
const interval = 5_000;

export interface Conduct {
  readonly waitMinutes: number;
  /** Aborted by whoever wants the drill to end. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly seconds: number;
  readonly limit: number;
  readonly watch: Watch;
}

/**
 * Conducts a drill, and cleans up whatever happens.
 *
 * @throws {@link Stop} If it could not be announced, or was interrupted.
 */
export async function conduct(
  account: Account,
  target: Target,
  plan: Plan,
  journal: Journal,
  { waitMinutes, signal, onProgress }: Conduct,
): Promise<Report> {
  const { id } = journal;
  const { detectorId } = target;
  const drill: Drill = {
    account,
    id,
    journal,
    plan,
    detectorId,
    calls: new Map(),
    marks: new Set([id]),
    findingIds: new Set(),
  };
  const obstacles = new Map<string, string>();
  let watch: Watch;
  let rootMatches: boolean | string;
  try {
    await announce(drill, target);
    const mailboxes = await openMailboxes(drill, target, obstacles, signal);
    for (const step of plan.steps) {
      if (signal.aborted) break;
      await orReason(
        () => perform(drill, step),
        (why) => obstacles.set(step, why),
      );
    }
    rootMatches = await testRootFilters(drill);
    const expectations = plan.expectations.filter(
      ({ call: name, topicArns }) => drill.calls.has(name) && !topicArns.some((arn) => obstacles.has(arn)),
    );
    watch = new Watch(drill, target, mailboxes, expectations);
    const stays = journal.entries.find(({ kind }) => !mayStay.has(kind));
    if (stays)
      throw new Stop(`The drill ${id} did not wait for alerts: the ${stays.kind} could not be deleted at once.`);
    await waitFor(watch, drill, waitMinutes, signal, onProgress);
  } catch (error) {
    const rest = await cleanUp(account, journal);
    if (error instanceof Stop && rest.length > 0) throw new Stop(`${error.message}\n${leftText(journal, rest)}`);
    throw error;
  }
  const left = await cleanUp(account, journal);
  if (signal.aborted) {
    const rest = left.length === 0 ? "Everything it made is deleted." : leftText(journal, left);
    throw new Stop(`The drill ${id} was interrupted. ${rest}`);
  }
  return reportOf({ drill, target, watch, obstacles, rootMatches, left, waitMinutes });
}

/** What of a drill stays until its end; everything else is gone before the wait. */
const mayStay: ReadonlySet<string> = new Set(["announcement", "mailbox", "alarm", "finding"]);

export function leftText(journal: Journal, left: readonly string[]): string {
  return `Not undone:\n${left.map((line) => `  ${line}\n`).join("")}The next drill in this folder tries again; ${journal.file} has the list.`;
}

async function announce({ account, id, journal }: Drill, { topics }: Target): Promise<void> {
  for (const { arn, audience } of topics) {
    // Chat and machines have formats of their own.
    if (audience !== "people") continue;
    journal.add({ kind: "announcement", topicArn: arn });
    await publish(account, arn, begins(id));
  }
}

async function openMailboxes(
  { account, id, journal }: Drill,
  { topics }: Target,
  obstacles: Map<string, string>,
  signal: AbortSignal,
): Promise<Mailbox[]> {
  const open: Mailbox[] = [];
  for (const [number, { arn }] of topics.entries()) {
    if (signal.aborted) break;
    const mailbox = { topicArn: arn, number };
    journal.add({ kind: "mailbox", ...mailbox });
    await orReason(
      async () => {
        await openMailbox(account, id, mailbox);
        open.push(mailbox);
      },
      (why) => obstacles.set(arn, why),
    );
  }
  return open;
}

/** Whether the filters of the root user match what root would do; or why that is unknown. */
async function testRootFilters({ account, plan }: Drill): Promise<boolean | string> {
  const logs = account.client(CloudWatchLogsClient);
  let answer: boolean | string = false;
  await orReason(
    async () => {
      for (const { pattern } of plan.rootFilters) {
        const { matches = [] } = await call("logs:TestMetricFilter", () =>
          logs.send(new TestMetricFilterCommand({ filterPattern: pattern, logEventMessages: [rootEvent(account)] })),
        );
        answer ||= matches.length > 0;
      }
    },
    (why) => {
      answer = why;
    },
  );
  return answer;
}

/** What a call of the root user looks like; it is only compared with the patterns. */
function rootEvent({ account, partition, region }: Account): string {
  return JSON.stringify({
    eventVersion: "1.11",
    userIdentity: {
      type: "Root",
      principalId: account,
      arn: `arn:${partition}:iam::${account}:root`,
      accountId: account,
    },
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    awsRegion: region,
    eventType: "AwsConsoleSignIn",
  });
}

async function orReason(work: () => Promise<void>, onStop: (why: string) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    onStop(error.message);
  }
}

async function waitFor(
  watch: Watch,
  { account }: Drill,
  waitMinutes: number,
  signal: AbortSignal,
  onProgress: Conduct["onProgress"],
): Promise<void> {
  const began = account.now().getTime();
  const limit = waitMinutes * 60;
  for (;;) {
    await watch.look();
    const seconds = Math.round((account.now().getTime() - began) / 1000);
    onProgress({ seconds, limit, watch });
    if (watch.isComplete || seconds >= limit || signal.aborted) return;
    await setTimeout(Math.min(interval, (limit - seconds) * 1000), undefined, { signal }).catch(() => undefined);
  }
}

import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  paginateDescribeAlarmHistory,
  type AlarmHistoryItem,
} from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { collect } from "../aws/lists";
import { Stop } from "../stop";
import { call } from "./account";
import {
  type Evidence,
  isAfter,
  isAlertOf,
  isSeen,
  recordOf,
  type Seconds,
  secondsSince,
  type Traces,
} from "./evidence";
import type { Route } from "./latencies";
import { type Mailbox, type Message, messagesIn } from "./mailbox";
import { type Drill, samplesOf } from "./perform";
import type { Expectation } from "./plan";
import type { Target } from "./target";

/** Looks where alerts arrive, and where they pass. */
export class Watch {
  readonly evidence: ReadonlyMap<Expectation, Evidence>;
  /** What could not be looked at, and why. */
  readonly blind = new Set<string>();
  private readonly messages: Message[] = [];
  /** The ids of CloudTrail's events of this drill, which an alert in chat has a link to. */
  private readonly eventIds = new Set<string>();

  /** @param expectations Those whose calls were made. */
  constructor(
    private readonly drill: Drill,
    private readonly target: Target,
    private readonly mailboxes: readonly Mailbox[],
    readonly expectations: readonly Expectation[],
  ) {
    this.evidence = new Map(expectations.map((expectation) => [expectation, { messages: new Map<string, Date>() }]));
  }

  get isComplete(): boolean {
    return this.expectations.every((expectation) => isSeen(expectation, this.evidence.get(expectation)!));
  }

  secondsOf(expectation: Expectation): Seconds {
    return secondsSince(this.drill.calls.get(expectation.call)!, this.evidence.get(expectation)!);
  }

  async look(): Promise<void> {
    await this.orBlind(() => this.lookForSamples());
    // First, because it shows whose a datapoint is.
    await this.orBlind(() => this.lookIntoLogGroup());
    await Promise.all([
      ...this.mailboxes.map((mailbox) => this.orBlind(() => this.lookInto(mailbox))),
      ...this.alarming().map((expectation) => this.orBlind(() => this.lookAtAlarm(expectation))),
      ...this.alarming().map((expectation) => this.orBlind(() => this.lookAtMetric(expectation))),
    ]);
    this.attribute();
  }

  private alarming(): readonly Expectation[] {
    return this.expectations.filter(({ rule }) => rule === undefined);
  }

  private async orBlind(look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      // The next look may succeed.
      if (!(error instanceof Stop)) throw error;
      this.blind.add(error.message);
    }
  }

  /** GuardDuty names a sample only after a moment. */
  private async lookForSamples(): Promise<void> {
    const { account, plan, detectorId, calls, findingIds } = this.drill;
    if (detectorId === undefined || !calls.has("CreateSampleFindings")) return;
    for (const id of await samplesOf(account, { detectorId, type: plan.findingType! })) findingIds.add(id);
  }

  private async lookInto(mailbox: Mailbox): Promise<void> {
    const { account, id } = this.drill;
    this.messages.push(...(await messagesIn(account, id, mailbox)));
  }

  /** Whose alerts the messages are may show later than they arrive. */
  private attribute(): void {
    const traces: Traces = { ...this.drill, marks: new Set([...this.drill.marks, ...this.eventIds]) };
    for (const [expectation, { messages }] of this.evidence) {
      for (const message of this.messages) {
        if (!messages.has(message.topicArn) && isAlertOf(message, expectation, traces))
          messages.set(message.topicArn, message.sent);
      }
    }
  }

  private async lookIntoLogGroup(): Promise<void> {
    const { account, calls, marks } = this.drill;
    const { logGroupName } = this.target;
    const missing = [...this.evidence].filter(([{ route }, { trail }]) => isRecorded(route) && trail === undefined);
    if (logGroupName === undefined || missing.length === 0) return;
    const startTime = Math.min(...[...calls.values()].map((time) => time.getTime())) - 60_000;
    const filterPattern = [...marks].map((mark) => `?"${mark}"`).join(" ");
    const events = await call("logs:FilterLogEvents", () =>
      collect(
        paginateFilterLogEvents(
          { client: account.client(CloudWatchLogsClient) },
          { logGroupName, startTime, filterPattern },
        ),
        (page) => page.events,
      ),
    );
    for (const { message = "", ingestionTime } of events) {
      const record = recordOf(message, this.drill);
      if (!record) continue;
      this.eventIds.add(record.eventId);
      for (const [expectation, evidence] of missing) {
        if (expectation.call === record.call) evidence.trail ??= new Date(ingestionTime!);
      }
    }
  }

  private async lookAtAlarm(expectation: Expectation): Promise<void> {
    const { account, calls } = this.drill;
    const evidence = this.evidence.get(expectation)!;
    if (isSeen(expectation, evidence)) return;
    const since = calls.get(expectation.call)!;
    const items = await call("cloudwatch:DescribeAlarmHistory", () =>
      collect(
        paginateDescribeAlarmHistory(
          { client: account.client(CloudWatchClient) },
          { AlarmName: expectation.name, StartDate: new Date(since.getTime() - 1000) },
        ),
        (page) => page.AlarmHistoryItems,
      ),
    );
    const changes = items.filter((item) => isAfter(item.Timestamp, since));
    evidence.alarm ??= changes
      .filter(entersAlarm)
      .map(({ Timestamp }) => Timestamp!)
      .sort(byTime)[0];
    evidence.failure ??= changes.find(
      ({ HistoryItemType, HistorySummary = "" }) => HistoryItemType === "Action" && /fail/i.test(HistorySummary),
    )?.HistorySummary;
  }

  private async lookAtMetric(expectation: Expectation): Promise<void> {
    const { account, calls } = this.drill;
    const evidence = this.evidence.get(expectation)!;
    // Without the event a datapoint is that of another one.
    if (evidence.trail === undefined || evidence.metric !== undefined) return;
    const since = calls.get(expectation.call)!.getTime();
    for (const { namespace, name: MetricName } of expectation.metrics ?? []) {
      const { Datapoints = [] } = await call("cloudwatch:GetMetricStatistics", () =>
        account.client(CloudWatchClient).send(
          new GetMetricStatisticsCommand({
            Namespace: namespace,
            MetricName,
            StartTime: new Date(since - (since % 60_000)),
            // With the period that has not ended.
            EndTime: new Date(account.now().getTime() + 60_000),
            Period: 60,
            Statistics: ["Sum"],
          }),
        ),
      );
      if (Datapoints.some(({ Sum = 0 }) => Sum > 0)) evidence.metric ??= account.now();
    }
  }
}

function entersAlarm({ HistoryItemType, HistoryData = "{}" }: AlarmHistoryItem): boolean {
  if (HistoryItemType !== "StateUpdate") return false;
  const { newState } = JSON.parse(HistoryData) as { readonly newState?: { readonly stateValue?: string } };
  return newState?.stateValue === "ALARM";
}

/** Whether CloudTrail's record is on the way of the alert, or beside it. */
function isRecorded(route: Route): boolean {
  return route === "metric filter" || route === "event rule" || route === "forwarded event";
}

function byTime(one: Date, other: Date): number {
  return one.getTime() - other.getTime();
}

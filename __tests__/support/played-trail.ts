import {
  CloudWatchClient,
  paginateDescribeAlarms,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  paginateDescribeMetricFilters,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { collect } from "../../src/cli/aws/lists";
import { compile, parse } from "../../src/filter-pattern";
import { clientConfig } from "./aws";
import { call as callRecord, type EventRecord } from "./detection-events/record";
import { putEvent } from "./emulated-call";
import type { Emulator } from "./emulator";
import type { RecordedRequest } from "./requests";

/**
 * Plays what the emulator lacks between a call and an alert: CloudTrail records each call of what is tested, sends it to the bus and,
 * a moment later, to a log group; metric filters count there, and alarms change their state. None of this shows that AWS would do so.
 */
export class PlayedTrail {
  private readonly ended = new AbortController();
  private readonly played: Promise<void>;
  private readonly sums = new Map<string, number>();
  private alarms?: readonly MetricAlarm[];

  private constructor(
    private readonly emulator: Emulator,
    private readonly logGroupName: string,
    private seen: number,
  ) {
    this.played = this.play();
  }

  /** @param seen How many of the recorded requests are not played. */
  static async start(emulator: Emulator, logGroupName: string, seen: number): Promise<PlayedTrail> {
    const logs = new CloudWatchLogsClient(clientConfig(emulator));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "trail" })).catch(() => undefined);
    return new PlayedTrail(emulator, logGroupName, seen);
  }

  async stop(): Promise<void> {
    this.ended.abort();
    await this.played;
  }

  private async play(): Promise<void> {
    while (!this.ended.signal.aborted) {
      const requests = await this.emulator.requests(this.seen);
      const records = requests.flatMap(recordsOf);
      this.seen += requests.length;
      for (const record of records)
        await putEvent(this.busOf(record), sourceOf(record), "AWS API Call via CloudTrail", record);
      if (records.length > 0) await this.deliver(records);
      await pause(500);
    }
  }

  /** Events of global services are on the bus of one region only. */
  private busOf(record: EventRecord): Pick<Emulator, "url" | "region"> {
    const { url, region } = this.emulator;
    return { url, region: record["eventSource"] === "iam.amazonaws.com" ? "us-east-1" : region };
  }

  private async deliver(records: readonly EventRecord[]): Promise<void> {
    const { logGroupName } = this;
    const logs = new CloudWatchLogsClient(clientConfig(this.emulator));
    const messages = records.map((record) => JSON.stringify(record));
    await logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName: "trail",
        logEvents: messages.map((message) => ({ timestamp: Date.now(), message })),
      }),
    );
    const metricFilters = await collect(
      paginateDescribeMetricFilters({ client: logs }, { logGroupName }),
      (page) => page.metricFilters,
    );
    for (const { filterPattern = "", metricTransformations = [] } of metricFilters) {
      const matches = compile(parse(filterPattern));
      const count = messages.filter((message) => matches(message)).length;
      for (const { metricName = "", metricNamespace, metricValue } of metricTransformations) {
        if (count > 0 && metricValue === "1") await this.count(metricNamespace!, metricName, count);
      }
    }
  }

  private async count(Namespace: string, MetricName: string, count: number): Promise<void> {
    const cloudWatch = new CloudWatchClient(clientConfig(this.emulator));
    await cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName, Value: count }] }));
    const sum = (this.sums.get(MetricName) ?? 0) + count;
    this.sums.set(MetricName, sum);
    this.alarms ??= await collect(paginateDescribeAlarms({ client: cloudWatch }, {}), (page) => page.MetricAlarms);
    for (const alarm of this.alarms) {
      if (alarm.MetricName !== MetricName || sum < alarm.Threshold!) continue;
      const StateReason = `Threshold Crossed: 1 datapoint [${sum}.0] was greater than or equal to the threshold`;
      await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: alarm.AlarmName, StateValue: "ALARM", StateReason }));
    }
  }
}

/** How CloudTrail calls a service whose endpoint has another name. */
const sources: Readonly<Record<string, string>> = { cloudwatch: "monitoring" };

/** What CloudTrail records of a call: nothing of one that only reads, unless it is denied. */
function recordsOf({ service, operation, parameters }: RecordedRequest): EventRecord[] {
  const isDenied = operation === "GetBucketWebsite";
  if (!isDenied && /^(Describe|Get|List|Receive|Filter|Test|Publish|DeleteMessage)/.test(operation)) return [];
  const requestParameters = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name === "Bucket" ? "bucketName" : name.charAt(0).toLowerCase() + name.slice(1),
      value,
    ]),
  );
  const record = callRecord(sources[service] ?? service, operation, requestParameters, {
    awsRegion: service === "iam" ? "us-east-1" : "eu-west-1",
    eventID: randomUUID(),
    eventTime: new Date().toISOString(),
    ...(isDenied && { errorCode: "AccessDenied", errorMessage: "Access Denied" }),
    ...(operation === "AuthorizeSecurityGroupIngress" && {
      responseElements: { securityGroupRuleSet: { items: [{ isEgress: false, cidrIpv4: "0.0.0.0/0" }] } },
    }),
  });
  return [record];
}

function sourceOf(record: EventRecord): string {
  return `aws.${String(record["eventSource"]).replace(/\.amazonaws\.com$/, "")}`;
}

import { CloudTrailClient, DescribeTrailsCommand, GetEventSelectorsCommand } from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  paginateGetMetricData,
  paginateListMetrics,
  type Dimension,
  type MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import { ConfigServiceClient, DescribeConfigurationRecordersCommand } from "@aws-sdk/client-config-service";
import { GetAccountSummaryCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { StackSettings } from "../../../stack-settings";
import { parseArn } from "../../arn";
import type { Unanswered } from "../../aws/answer";
import { asking, isAnswered, type Answer, type Ask } from "../../aws/answer";
import { connect, regionOf, type Access, type ClientOf } from "../../aws/connection";
import { AccountError } from "../../aws/failures";
import { collect } from "../../aws/lists";
import { daysCounted, inMonth, measuredPeriod, type AccountFigures, type DailySums, type Figure } from "./figures";
import type { Permission } from "./permissions";

export { permissionPolicy } from "./permissions";

interface Context {
  readonly ask: Ask<Permission>;
  readonly client: ClientOf;
  readonly region: string;
  readonly now: number;
}

/** Part of the figures. */
type Part = Partial<AccountFigures>;

/**
 * Reads what an account counts already, in one region, and changes nothing.
 *
 * @param onAnswer Called for every answer.
 * @throws {@link AccountError} If AWS cannot be asked.
 */
export async function readFigures(
  { namePrefix, trail, alerts }: StackSettings,
  access: Access,
  onAnswer: () => void = () => undefined,
  now: number = Date.now(),
): Promise<AccountFigures> {
  const client = connect(access);
  const sts = client(STSClient);
  const region = await regionOf(sts);
  const context: Context = { ask: asking(onAnswer), client, region, now };
  const identity = await context.ask("sts:GetCallerIdentity", () => sts.send(new GetCallerIdentityCommand({})));
  if (!isAnswered(identity)) throw new AccountError(`AWS cannot be asked who calls: ${whyUnknown(identity)}`);

  const topic = alerts.existingTopic?.arn.split(":").at(-1) ?? namePrefix + alerts.topicName;
  const parts = await Promise.all([
    readTrails(context, trail.enabled ? namePrefix + trail.name : undefined),
    readConfigurationItems(context),
    readRolesAndUsers(context),
    readAlerts(context, topic),
  ]);
  return {
    account: identity.Account!,
    region,
    quantities: Object.assign({}, ...parts.map(({ quantities }) => quantities)) as AccountFigures["quantities"],
    itemsByType: Object.assign({}, ...parts.map(({ itemsByType }) => itemsByType)) as Record<string, number>,
    otherTrails: parts.find(({ otherTrails }) => otherTrails)?.otherTrails,
    unknown: parts.flatMap(({ unknown = [] }) => unknown),
  };
}

function whyUnknown(answer: undefined | Unanswered): string {
  if (answer === undefined) return "there is no answer";
  return answer.failure ?? `${answer.permission} is denied`;
}

/** The events that a trail sends to its log group, which counts them, and how many trails there are. */
async function readTrails(context: Context, ours: string | undefined): Promise<Part> {
  const { ask, client, region } = context;
  const cloudTrail = client(CloudTrailClient);
  const found = await ask("cloudtrail:DescribeTrails", () => cloudTrail.send(new DescribeTrailsCommand({})));
  if (!isAnswered(found)) return { unknown: [`--events, --other-trails: ${whyUnknown(found)}.`] };
  const trails = await Promise.all(
    (found.trailList ?? []).map(async (trail) => {
      const selectors = await ask("cloudtrail:GetEventSelectors", () =>
        cloudTrail.send(new GetEventSelectorsCommand({ TrailName: trail.TrailARN })),
      );
      return { ...trail, recorded: isAnswered(selectors) ? recordedBy(selectors) : undefined };
    }),
  );
  // Only its owner can read the selectors of an organization's trail: it is taken for one that records, as nearly all do.
  const others = trails.filter(
    ({ Name, HomeRegion, IsOrganizationTrail, recorded }) =>
      recorded?.managementEvents !== "none" && (Name !== ours || HomeRegion !== region || IsOrganizationTrail),
  );
  const otherTrails: Figure = {
    quantity: others.length,
    from: others.map(({ Name }) => Name).join(", ") || "no trail",
  };

  const isHere = (arn: string | undefined) => arn !== undefined && parseArn(arn).region === region;
  const counting = trails.find(
    ({ IsMultiRegionTrail, IsOrganizationTrail, recorded, CloudWatchLogsLogGroupArn }) =>
      IsMultiRegionTrail &&
      // Its log group has the events of all accounts.
      !IsOrganizationTrail &&
      recorded?.managementEvents === "all" &&
      !recorded.others &&
      isHere(CloudWatchLogsLogGroupArn),
  );
  if (!counting) {
    const unknown = `--events: in ${region} no log group has the management events of all regions of the account, and nothing else.`;
    return { otherTrails, unknown: [unknown] };
  }
  const group = parseArn(counting.CloudWatchLogsLogGroupArn!).resource.split(":")[1]!;
  const dimensions = [{ Name: "LogGroupName", Value: group }];
  const events = await readMetric(context, { Namespace: "AWS/Logs", MetricName: "IncomingLogEvents" }, [dimensions]);
  return { otherTrails, ...figureOf("events", events, `events in log group ${group}`, context) };
}

interface Recorded {
  readonly managementEvents: "all" | "some" | "none";
  readonly others: boolean;
}

interface Selectors {
  readonly EventSelectors?: readonly {
    readonly ReadWriteType?: string;
    readonly IncludeManagementEvents?: boolean;
    readonly DataResources?: readonly unknown[];
    readonly ExcludeManagementEventSources?: readonly unknown[];
  }[];
  readonly AdvancedEventSelectors?: readonly {
    readonly FieldSelectors?: readonly { readonly Field?: string; readonly Equals?: readonly string[] }[];
  }[];
}

/** What a trail records. */
function recordedBy({ EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] }: Selectors): Recorded {
  const categoryOf = ({ FieldSelectors: fields = [] }: (typeof advanced)[number]) =>
    fields.find(({ Field }) => Field === "eventCategory")?.Equals?.[0];
  const selections = [
    ...basic
      .filter(({ IncludeManagementEvents }) => IncludeManagementEvents !== false)
      .map(({ ReadWriteType = "All", ExcludeManagementEventSources: excluded = [] }) =>
        ReadWriteType === "All" && excluded.length === 0 ? "all" : "some",
      ),
    ...advanced
      .filter((each) => categoryOf(each) === "Management")
      .map(({ FieldSelectors: fields = [] }) => (fields.length === 1 ? "all" : "some")),
  ] as const;
  return {
    managementEvents: selections.includes("all") ? "all" : (selections[0] ?? "none"),
    others:
      basic.some(({ DataResources = [] }) => DataResources.length > 0) ||
      advanced.some((each) => categoryOf(each) !== "Management"),
  };
}

/** What AWS Config has recorded, by type. */
async function readConfigurationItems(context: Context): Promise<Part> {
  const { ask, client } = context;
  const unknown = (why: string): Part => ({ unknown: [`--configuration-items, --items-of: ${why}.`] });
  const config = client(ConfigServiceClient);
  const found = await ask("config:DescribeConfigurationRecorders", () =>
    config.send(new DescribeConfigurationRecordersCommand({})),
  );
  if (!isAnswered(found)) return unknown(whyUnknown(found));
  const recorders = found.ConfigurationRecorders ?? [];
  const recorder = recorders.find(({ servicePrincipal }) => servicePrincipal === undefined);
  if (!recorder) return unknown(`AWS Config does not record in ${context.region}`);
  const { recordingFrequency, recordingModeOverrides = [] } = recorder.recordingMode ?? {};
  if (recordingFrequency === "DAILY" || recordingModeOverrides.length > 0) {
    return unknown(`recorder ${recorder.name!} records daily, which does not count every change`);
  }

  const metric = { Namespace: "AWS/Config", MetricName: "ConfigurationItemsRecorded" };
  const listed = await ask("cloudwatch:ListMetrics", () =>
    collect(paginateListMetrics({ client: client(CloudWatchClient) }, metric), ({ Metrics }) => Metrics),
  );
  if (!isAnswered(listed)) return unknown(whyUnknown(listed));
  const dimensions = listed
    .map(({ Dimensions = [] }) => Dimensions)
    .filter(([type, ...rest]) => type?.Name === "ResourceType" && /^AWS::/.test(type.Value!) && rest.length === 0);
  if (dimensions.length === 0) return unknown("CloudWatch has counted none");
  const sums = await readMetric(context, metric, dimensions);
  if (!isAnswered(sums)) return unknown(whyUnknown(sums));
  const { end } = measuredPeriod(context.now);
  const days = daysCounted(sums, end);
  if (days === 0) return unknown("CloudWatch has counted none on a whole day");
  const types = dimensions.map(([type], at) => [type!.Value!, inMonth(sums[at]!, days)] as const);
  const quantity = types.reduce((total, [, count]) => total + count, 0);
  return {
    quantities: { configurationItems: { quantity, from: `recorder ${recorder.name!}, ${daysText(days)}` } },
    itemsByType: Object.fromEntries(types.filter(([, count]) => count > 0)),
  };
}

async function readRolesAndUsers({ ask, client }: Context): Promise<Part> {
  const answer = await ask("iam:GetAccountSummary", () => client(IAMClient).send(new GetAccountSummaryCommand({})));
  const { Roles, Users } = (isAnswered(answer) && answer.SummaryMap) || {};
  if (Roles === undefined || Users === undefined) {
    return { unknown: [`--roles-and-users: ${isAnswered(answer) ? "AWS does not say" : whyUnknown(answer)}.`] };
  }
  return { quantities: { rolesAndUsers: { quantity: Roles + Users, from: `${Roles} roles and ${Users} users` } } };
}

async function readAlerts(context: Context, topic: string): Promise<Part> {
  const metric = { Namespace: "AWS/SNS", MetricName: "NumberOfMessagesPublished" };
  const sums = await readMetric(context, metric, [[{ Name: "TopicName", Value: topic }]]);
  return figureOf("alerts", sums, `messages to topic ${topic}`, context);
}

function figureOf(name: "events" | "alerts", sums: Answer<readonly DailySums[]>, what: string, { now }: Context): Part {
  const unknown = (why: string): Part => ({ unknown: [`--${name}: ${why}.`] });
  if (!isAnswered(sums)) return unknown(whyUnknown(sums));
  const days = daysCounted(sums, measuredPeriod(now).end);
  if (days === 0) return unknown(`CloudWatch has counted no ${what} on a whole day`);
  const figure: Figure = { quantity: inMonth(sums[0]!, days), from: `${what}, ${daysText(days)}` };
  return { quantities: { [name]: figure } };
}

function daysText(days: number): string {
  return days === 1 ? "the last day" : `the last ${days} days`;
}

/** The sums of each day of a metric, for each of its dimensions. */
function readMetric(
  { ask, client, now }: Context,
  metric: { readonly Namespace: string; readonly MetricName: string },
  dimensions: readonly Dimension[][],
): Promise<Answer<DailySums[]>> {
  const { start, end } = measuredPeriod(now);
  const queries = dimensions.map((each, at) => ({
    Id: `m${at}`,
    MetricStat: { Metric: { ...metric, Dimensions: each }, Period: 86_400, Stat: "Sum" },
  }));
  // A call takes 500 metrics.
  const calls = Array.from({ length: Math.ceil(queries.length / 500) }, (_, at) =>
    queries.slice(at * 500, (at + 1) * 500),
  );
  return ask("cloudwatch:GetMetricData", async () => {
    const results: MetricDataResult[] = [];
    for (const MetricDataQueries of calls) {
      const input = { MetricDataQueries, StartTime: start, EndTime: end };
      const pages = paginateGetMetricData({ client: client(CloudWatchClient) }, input);
      results.push(...(await collect(pages, ({ MetricDataResults }) => MetricDataResults)));
    }
    return queries.map(({ Id }) => sumsIn(results.filter((result) => result.Id === Id)));
  });
}

/** What the pages of one metric say. */
function sumsIn(results: readonly MetricDataResult[]): DailySums {
  return new Map(
    results.flatMap(({ Timestamps = [], Values = [] }) =>
      Timestamps.map((time, at) => [time.getTime(), Values[at] ?? 0] as const),
    ),
  );
}

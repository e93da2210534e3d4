import { writeFileSync } from "node:fs";
import { regionOf } from "../../../src/cli/aws/connection";
import { estimateWith } from "../../../src/cli/commands/estimate";
import * as reader from "../../../src/cli/estimate/account/read";
import { readOptions, volumesOf, type EstimateOptions } from "../../../src/cli/estimate/options";
import { parseSettings } from "../../../src/settings";
import { stackSettings } from "../../../src/stack-settings";
import { inTemporaryFolders, runCaptured } from "../../support/command";
import { accessAnswering, denied, type Answers } from "../../support/fake-aws";

const account = "111122223333";
const trail = (name: string, rest: object = {}) => ({
  Name: name,
  TrailARN: `arn:aws:cloudtrail:eu-west-1:${account}:trail/${name}`,
  HomeRegion: "eu-west-1",
  IsMultiRegionTrail: true,
  CloudWatchLogsLogGroupArn: `arn:aws:logs:eu-west-1:${account}:log-group:${name}-events:*`,
  ...rest,
});
const allEvents = { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }] };

interface MetricQuery {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Value: string }[];
    };
  };
}

/** What CloudWatch has counted: the sum of each of the last days, by metric and dimension. */
type Counted = Readonly<Record<string, readonly number[]>>;

const counted: Counted = {
  "AWS/Logs IncomingLogEvents company-events": Array.from({ length: 30 }, () => 100_000),
  "AWS/Config ConfigurationItemsRecorded AWS::EC2::NetworkInterface": [0, 300, 500],
  "AWS/Config ConfigurationItemsRecorded AWS::S3::Bucket": [40, 0, 0, 0],
  "AWS/SNS NumberOfMessagesPublished security-alerts": [4],
};

function metricsOf(all: Counted): Answers {
  const types = Object.keys(all).flatMap((key) => /^AWS\/Config \S+ (.*)/.exec(key)?.[1] ?? []);
  return {
    ListMetrics: {
      Metrics: [
        ...types.map((Value) => ({ Dimensions: [{ Name: "ResourceType", Value }] })),
        { Dimensions: [{ Name: "ResourceType", Value: "All" }] },
        { Dimensions: [] },
      ],
    },
    GetMetricData: ({ MetricDataQueries, EndTime }) => ({
      MetricDataResults: (MetricDataQueries as readonly MetricQuery[]).map(({ Id, MetricStat: { Metric } }) => {
        const { Namespace, MetricName, Dimensions } = Metric;
        const sums = all[`${Namespace} ${MetricName} ${Dimensions[0]!.Value}`] ?? [];
        const end = (EndTime as Date).getTime();
        return { Id, Values: sums, Timestamps: sums.map((_, at) => new Date(end - (sums.length - at) * 86_400_000)) };
      }),
    }),
  };
}

const answers: Answers = {
  GetCallerIdentity: { Account: account },
  DescribeTrails: { trailList: [trail("company"), trail("security-monitoring-trail")] },
  GetEventSelectors: allEvents,
  DescribeConfigurationRecorders: {
    ConfigurationRecorders: [
      { name: "for-security-hub", servicePrincipal: "securityhub.amazonaws.com" },
      { name: "default", recordingMode: { recordingFrequency: "CONTINUOUS" } },
    ],
  },
  GetAccountSummary: { SummaryMap: { Roles: 41, Users: 1 } },
  ...metricsOf(counted),
};

inTemporaryFolders();

async function estimate(changed: Answers, ...args: readonly string[]) {
  const calls = new Set<string>();
  const access = accessAnswering({ ...answers, ...changed }, (client, call) => {
    calls.add(`${client.replace("Client", "")} ${call}`);
  });
  const declared = estimateWith(() => Promise.resolve(reader), access);
  return { ...(await runCaptured(["estimate", ...args], [declared])), calls };
}

/** The volumes of a month, without calculating what they cost. */
async function read(changed: Answers, options: EstimateOptions = {}) {
  const settings = parseSettings(stackSettings, {}, "settings");
  const figures = await reader.readFigures(settings, accessAnswering({ ...answers, ...changed }));
  return { volumes: volumesOf(readOptions(options), figures), unknown: figures.unknown };
}

const exactly = (value: number) => ({ low: value, high: value });
const month = (days: number, total: number) => Math.round((total / days) * (365 / 12));

test("a month is what the account counts, from the first day on which it counted", async () => {
  const { volumes, unknown } = await read({});
  expect(volumes.quantities).toMatchObject({
    events: exactly(month(30, 3_000_000)),
    configurationItems: exactly(month(4, 800) + month(4, 40)),
    rolesAndUsers: exactly(42),
    alerts: exactly(month(1, 4)),
    // Nothing counts these.
    ruleEvaluations: { low: 100, high: 10_000 },
  });
  expect(volumes.itemsByType).toEqual({
    "AWS::EC2::NetworkInterface": month(4, 800),
    "AWS::S3::Bucket": month(4, 40),
  });
  expect(volumes.otherTrails).toBe(1);
  expect(unknown).toEqual([]);
});

test("says what was read from where, what was not, and what an option says instead", async () => {
  const { stdout } = await estimate(
    { ...metricsOf({ ...counted, "AWS/SNS NumberOfMessagesPublished security-alerts": [] }) },
    ...["--from-account", "--events", "5M"],
  );
  expect(stdout).toContain("\nRead from account 111122223333, eu-west-1, for a month:\n");
  expect(stdout).toMatch(
    /\n--events +3,041,667 +events in log group company-events, the last 30 days +not used: 5,000,000 is given\n/,
  );
  expect(stdout).toMatch(/\n--configuration-items +6,387 +recorder default, the last 4 days *\n/);
  expect(stdout).toMatch(/\n--other-trails +1 +company *\n/);
  expect(stdout).toContain(
    "\nNot known there:\n  --alerts: CloudWatch has counted no messages to topic security-alerts on a whole day.\n",
  );
  expect(stdout).toMatch(/\n--alerts +10 to 3,000 /);
});

test("a given total has no types but those that are given", async () => {
  const { volumes } = await read({}, { configurationItems: "90", itemsOf: ["AWS::EC2::Instance=30"] });
  expect(volumes.quantities["configurationItems"]).toEqual(exactly(90));
  expect(volumes.itemsByType).toEqual({ "AWS::EC2::Instance": 30 });
});

const advanced = (...fields: object[]) => ({ AdvancedEventSelectors: [{ FieldSelectors: fields }] });
const management = { Field: "eventCategory", Equals: ["Management"] };

test.each<[string, Answers, number]>([
  ["of one region", { DescribeTrails: { trailList: [trail("company", { IsMultiRegionTrail: false })] } }, 1],
  ["whose log group is elsewhere", { DescribeTrails: { trailList: [trail("company", elsewhere())] } }, 1],
  ["without a log group", { DescribeTrails: { trailList: [trail("company", withoutLogGroup())] } }, 1],
  [
    "of data events, too",
    { GetEventSelectors: { EventSelectors: [{ DataResources: [{ Type: "AWS::S3::Object" }] }] } },
    1,
  ],
  ["without those of KMS", { GetEventSelectors: advanced(management, { Field: "eventSource" }) }, 1],
  ["of an organization", { DescribeTrails: { trailList: [trail("company", { IsOrganizationTrail: true })] } }, 1],
  ["of writes only", { GetEventSelectors: { EventSelectors: [{ ReadWriteType: "WriteOnly" }] } }, 1],
  ["of data events only", { GetEventSelectors: advanced({ Field: "eventCategory", Equals: ["Data"] }) }, 0],
  ["whose selectors only its owner may read", { GetEventSelectors: denied }, 1],
])("a trail %s does not say how many events there are", async (_, changed, otherTrails) => {
  const { volumes, unknown } = await read({ ...changed, ...onlyCompany(changed) });
  expect(volumes.quantities["events"]).toEqual({ low: 100_000, high: 10_000_000 });
  expect(volumes.otherTrails).toBe(otherTrails);
  expect(unknown).toEqual([
    "--events: in eu-west-1 no log group has the management events of all regions of the account, and nothing else.",
  ]);
});

function elsewhere() {
  return { CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${account}:log-group:company-events:*` };
}

function withoutLogGroup() {
  return { CloudWatchLogsLogGroupArn: undefined };
}

function onlyCompany(changed: Answers): Answers {
  return { DescribeTrails: changed["DescribeTrails"] ?? { trailList: [trail("company")] } };
}

test("a trail with an advanced selector of all management events does", async () => {
  const { volumes } = await read({ GetEventSelectors: advanced(management) });
  expect(volumes.quantities["events"]).toEqual(exactly(month(30, 3_000_000)));
});

const recordedBy = (recordingMode: object) => ({
  DescribeConfigurationRecorders: { ConfigurationRecorders: [{ name: "default", recordingMode }] },
});
const daily = "recorder default records daily, which does not count every change.";

test.each<[string, Answers, string]>([
  ["a recorder that records daily", recordedBy({ recordingFrequency: "DAILY" }), daily],
  ["one that records a type daily", recordedBy({ recordingModeOverrides: [{}] }), daily],
  ["no recorder", { DescribeConfigurationRecorders: {} }, "AWS Config does not record in eu-west-1."],
  ["a recorder that just started", { ListMetrics: {} }, "CloudWatch has counted none."],
  ["a denied call", { ListMetrics: denied }, "cloudwatch:ListMetrics is denied."],
  ["a call that failed", { ListMetrics: failing }, "ThrottlingException: Rate exceeded."],
])("with %s the configuration items are not known", async (_, changed, reason) => {
  const { volumes, unknown } = await read(changed);
  expect(volumes.quantities["configurationItems"]).toEqual({ low: 200, high: 20_000 });
  expect(volumes.itemsByType).toEqual({});
  expect(unknown).toEqual([`--configuration-items, --items-of: ${reason}`]);
});

function failing(): never {
  return fails("ThrottlingException", "Rate exceeded");
}

function fails(name: string, message: string): never {
  throw Object.assign(new Error(message), { name });
}

test("what the caller may not read is a range, with the permission that is missing", async () => {
  const { exitCode, stdout } = await estimate(
    {
      DescribeTrails: denied,
      DescribeConfigurationRecorders: denied,
      GetAccountSummary: denied,
      GetMetricData: denied,
    },
    "--from-account",
  );
  expect(exitCode).toBe(0);
  const permissions = stdout.match(/\S+:\S+(?= is denied)/g);
  expect(permissions).toEqual([
    "cloudtrail:DescribeTrails",
    "config:DescribeConfigurationRecorders",
    "iam:GetAccountSummary",
    "cloudwatch:GetMetricData",
  ]);
});

test("what AWS says of a failure stays in its line", async () => {
  const { stdout } = await estimate({ ListMetrics: () => fails("InternalFailure", "1\n2") }, "--from-account");
  expect(stdout).toContain("InternalFailure: 1\\u000a2.\n");
});

test("500 metrics are asked for at once", async () => {
  const types = Array.from({ length: 501 }, (_, at) => `AWS::Type${at}::Type`);
  const all = Object.fromEntries(types.map((type) => [`AWS/Config ConfigurationItemsRecorded ${type}`, [1]]));
  const { GetMetricData, ...rest } = metricsOf(all);
  const { volumes } = await read({
    ...rest,
    GetMetricData: (input) => {
      expect((input["MetricDataQueries"] as unknown[]).length).toBeLessThanOrEqual(500);
      return (GetMetricData as (input: object) => object)(input);
    },
  });
  expect(Object.keys(volumes.itemsByType)).toHaveLength(501);
});

test("asks exactly the calls that --policy prints", async () => {
  const { calls } = await estimate({}, "--from-account");
  const { stdout } = await estimate({}, "--policy");
  const { Statement } = JSON.parse(stdout) as { Statement: [{ Action: string[] }] };
  const asked = [...calls].map((call) => {
    const [client, operation] = call.split(" ");
    return `${client!.toLowerCase().replace("configservice", "config")}:${operation}`;
  });
  expect(asked.sort()).toEqual(Statement[0].Action);
});

test("wrong settings and options are reported before AWS is asked", async () => {
  writeFileSync("security-monitoring.json", JSON.stringify({ alerts: { topicName: "!" } }));
  for (const args of [["--from-account"], ["--from-account", "--events", "many"], ["--region", "eu-west-1"]]) {
    const { exitCode, stderr, calls } = await estimate({}, ...args);
    expect({ exitCode, calls }).toEqual({ exitCode: 1, calls: new Set() });
    expect(stderr).toMatch(/alerts\.topicName|--events|--region: got "eu-west-1"; must be given together/);
  }
});

test("a region that cannot be one is refused, and so is none", async () => {
  const failing = (message: string) => ({ config: { region: () => Promise.reject(new Error(message)) } });
  await expect(regionOf(failing("Region is missing"))).rejects.toThrow("no region given: pass --region");
  const access = { ...accessAnswering(answers), region: "eu west" };
  await expect(reader.readFigures(parseSettings(stackSettings, {}, "settings"), access)).rejects.toThrow(
    /"eu west" .*Pass --region, or set AWS_REGION, with a name such as eu-central-1/,
  );
});

test("without credentials it is one sentence", async () => {
  const { exitCode, stderr, stdout } = await estimate({ GetCallerIdentity: withoutCredentials }, "--from-account");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain("no AWS credentials found");
});

function withoutCredentials(): never {
  throw Object.assign(new Error("Could not load credentials"), { name: "CredentialsProviderError" });
}

import { CloudWatchLogsClient, TestMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  DeliverConfigSnapshotCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelStatusCommand,
  PutConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import {
  CreateBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { setTimeout as pause } from "node:timers/promises";
import { detectionExamples } from "../__tests__/support/detection-events";
import type { ClientOf } from "../src/cli/aws/connection";
import type { Deployment } from "../src/cli/deployment/deployment";
import type { Report as DrillReport } from "../src/cli/drill/report";
import { detections } from "../src/detections";
import { compile, parse } from "../src/filter-pattern";
import { Interrupted } from "./interruption";
import { differs, expected, type Outcome } from "./report";

/** What questions are asked of. */
export interface Account {
  readonly account: string;
  readonly region: string;
  readonly client: ClientOf;
  readonly deployment: Deployment;
  /** The name of a bucket for questions. The first creates it, and it is deleted at the end: S3 may refuse a name that was just deleted. */
  readonly probeBucket: string;
  readonly signal: AbortSignal;
  readonly drill?: DrillReport;
  /** What the first apply failed with. */
  readonly failedApply?: string;
}

export async function patternsOfCatalogue({ client, signal }: Account): Promise<Outcome> {
  const logs = client(CloudWatchLogsClient);
  const filters = detections.flatMap(({ id, filters }) =>
    Object.entries(filters).map(([name, filterPattern]) => ({
      id: `${id}/${name}`,
      filterPattern,
      examples: detectionExamples[id]!,
    })),
  );
  const problems: string[] = [];
  let compared = 0;
  for (const { id, filterPattern, examples } of filters) {
    if (signal.aborted) throw new Interrupted("interrupted");
    const events = [...examples.matches, ...examples.misses].map((event) => JSON.stringify(event));
    const says = compile(parse(filterPattern));
    try {
      const { matches = [] } = await logs.send(
        new TestMetricFilterCommand({ filterPattern, logEventMessages: events }),
      );
      const matched = new Set(matches.map(({ eventNumber }) => Number(eventNumber)));
      const wrong = events.flatMap((event, at) => (says(event) === matched.has(at + 1) ? [] : [at + 1]));
      if (wrong.length > 0) problems.push(`${id}: event ${wrong.join(", ")}`);
      compared += events.length;
    } catch (error) {
      problems.push(`${id}: ${(error as Error).name}: ${(error as Error).message}`);
    }
  }
  return problems.length === 0
    ? expected(`yes, ${filters.length} patterns with ${compared} events`)
    : differs(problems.join("; "));
}

export async function encryptionOfFiles({ account, client, deployment, signal }: Account): Promise<Outcome> {
  const s3 = client(S3Client);
  const Bucket = deployment.all("aws_s3_bucket", "trail_bucket")[0]!.attributes.bucket;
  const key = deployment.all("aws_kms_key", "log_key")[0]!.attributes.arn;
  const Key = await awaited(15, signal, async () => {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: `AWSLogs/${account}/CloudTrail/` }),
    );
    return Contents.find(({ Key = "" }) => Key.endsWith(".json.gz"))?.Key;
  });
  if (Key === undefined) return differs("no file came within 15 minutes");
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  const found = `${ServerSideEncryption ?? "not encrypted"}, ${SSEKMSKeyId ?? "no key"}, Bucket Key ${BucketKeyEnabled ? "on" : "off"}`;
  return ServerSideEncryption === "aws:kms" && SSEKMSKeyId === key && BucketKeyEnabled
    ? expected(`yes: ${found}`)
    : differs(found);
}

export async function recorderWithoutExclusions({ client, deployment }: Account): Promise<Outcome> {
  const config = client(ConfigServiceClient);
  const { name } = deployment.all("aws_config_configuration_recorder")[0]!.attributes;
  const found = async () => {
    const ask = new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: [name] });
    return (await config.send(ask)).ConfigurationRecorders?.[0];
  };
  const before = await found();
  const refusal = await refusalOf(() =>
    config.send(
      new PutConfigurationRecorderCommand({
        ConfigurationRecorder: {
          name,
          roleARN: before?.roleARN,
          recordingGroup: {
            allSupported: true,
            includeGlobalResourceTypes: true,
            recordingStrategy: { useOnly: "ALL_SUPPORTED_RESOURCE_TYPES" },
            exclusionByResourceTypes: {},
          },
          recordingMode: before?.recordingMode,
        },
      }),
    ),
  );
  if (refusal !== undefined) return differs(`no: ${refusal}`);
  const after = (await found())?.recordingGroup?.exclusionByResourceTypes;
  return expected(`yes, and then describes the exclusion as ${JSON.stringify(after) ?? "absent"}`);
}

export async function snapshotOfConfig({ client, deployment, signal }: Account): Promise<Outcome> {
  const config = client(ConfigServiceClient);
  const { name } = deployment.all("aws_config_delivery_channel")[0]!.attributes;
  const began = new Date(Date.now() - 60_000);
  const refusal = await refusalOf(() => config.send(new DeliverConfigSnapshotCommand({ deliveryChannelName: name })));
  if (refusal !== undefined) return differs(`no: ${refusal}`);
  const info = await awaited(10, signal, async () => {
    const ask = new DescribeDeliveryChannelStatusCommand({ DeliveryChannelNames: [name] });
    const { DeliveryChannelsStatus = [] } = await config.send(ask);
    const found = DeliveryChannelsStatus[0]?.configSnapshotDeliveryInfo;
    return found?.lastAttemptTime && found.lastAttemptTime >= began ? found : undefined;
  });
  if (!info) return differs("it did not try within 10 minutes");
  const { lastStatus = "no status", lastErrorCode, lastErrorMessage } = info;
  return lastStatus.toUpperCase() === "SUCCESS"
    ? expected("yes")
    : differs([lastStatus, lastErrorCode, lastErrorMessage].filter(Boolean).join(", "));
}

export function emptyCondition(account: Account): Promise<Outcome> {
  const { probeBucket: Bucket, deployment } = account;
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `arn:${deployment.partition}:s3:::${Bucket}/*`,
        Condition: { ArnLike: { "aws:SourceArn": [] } },
      },
    ],
  });
  return refusedBy(account, (s3) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy })));
}

export function transitionsTooClose(account: Account): Promise<Outcome> {
  const { probeBucket: Bucket } = account;
  const Rules = [
    {
      ID: "too-close",
      Status: "Enabled" as const,
      Filter: { Prefix: "" },
      Transitions: [
        { Days: 30, StorageClass: "STANDARD_IA" as const },
        { Days: 40, StorageClass: "GLACIER" as const },
      ],
    },
  ];
  return refusedBy(account, (s3) =>
    s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } })),
  );
}

/** How S3 refuses what a request says, and not that it is made: a denied call, or a bucket that S3 does not see yet, is no answer. */
const refusalOfContent = /^(MalformedPolicy|MalformedXML|InvalidArgument|InvalidRequest):/;

/** Asks of an empty bucket what S3 should refuse. */
async function refusedBy(
  { client, region, probeBucket: Bucket }: Account,
  call: (s3: S3Client) => Promise<unknown>,
): Promise<Outcome> {
  const s3 = client(S3Client);
  const place = region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint: region as never } };
  await s3.send(new CreateBucketCommand({ Bucket, ...place })).catch((error: Error) => {
    if (error.name !== "BucketAlreadyOwnedByYou") throw error;
  });
  const refusal = await refusalOf(() => call(s3));
  if (refusal === undefined) return differs("no, it accepts it");
  return refusalOfContent.test(refusal) ? expected(`yes: ${refusal}`) : differs(`no answer: ${refusal}`);
}

/** How AWS refuses a call; undefined if it does not. */
async function refusalOf(call: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

const lookEvery = 10_000;

/** What comes within so many minutes. */
async function awaited<T>(
  minutes: number,
  signal: AbortSignal,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = Date.now() + minutes * 60_000;
  for (;;) {
    if (signal.aborted) throw new Interrupted("interrupted");
    const found = await look();
    if (found !== undefined || Date.now() > end) return found;
    await pause(lookEvery, undefined, { signal }).catch(() => undefined);
  }
}

import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import { BucketCheck } from "../shared/bucket-check";
import type { Composition, Evidence, RequiredPolicies } from "../shared/composition";
import { AccessLogBucket } from "./bucket";
import { ExistingAccessLogBucket } from "./existing-bucket";
import { AccessLogging } from "./logging";
import type { accessLogsSettings } from "./settings";

export const accessLogsOutputs = {
  accessLogBucketName: "Name of the bucket that receives the access logs of the others; null if there is none.",
};

/** A bucket whose accesses are logged, if it is new. */
interface Source {
  readonly isNew: Condition;
  readonly bucketName: string | undefined;
  readonly bucketArn: string | undefined;
}

export function composeAccessLogs(
  composition: Composition,
  settings: z.output<typeof accessLogsSettings>,
  sources: {
    readonly trail: Source;
    readonly config: Source;
    readonly guardduty: Source;
    readonly remediation: Source;
    readonly athena: Source;
  },
) {
  const { outlet } = composition;
  const { existingBucket } = settings;
  const each = Object.entries(sources);
  const logsAccesses = outlet.named(
    "logs_accesses",
    outlet.all(settings.enabled, outlet.any(...each.map(([, { isNew }]) => isNew))),
  );
  const bucketIsNew = composition.isNew("access-log-bucket", logsAccesses, existingBucket);
  const sourceBucketArns = outlet.compact(...each.map(([, { bucketArn }]) => bucketArn));
  const bucket = outlet.addIf(bucketIsNew, AccessLogBucket, "access_log_bucket", () => ({
    ...composition.bucketInputs(settings, "access-logs-"),
    sourceBucketArns,
  }));
  const accessLogBucketName = outlet.existingOr(existingBucket, "name", bucket.bucketName);
  for (const [name, { isNew, bucketName }] of each) {
    outlet.addIf(outlet.all(logsAccesses, isNew), AccessLogging, `${name}_access_logging`, () => ({
      bucketName: bucketName!,
      accessLogBucketName: accessLogBucketName!,
    }));
  }

  const usesBucket = composition.usesExisting("access_log_bucket", existingBucket, logsAccesses);
  const requiredOfBucket = outlet.addIf(usesBucket, ExistingAccessLogBucket, "existing_access_log_bucket", () => ({
    bucketName: existingBucket!.name,
    sourceBucketArns,
  }));
  outlet.addIf(composition.isChecked(usesBucket), BucketCheck, "access_log_bucket_check", () => ({
    bucketName: existingBucket!.name,
    writer: "logging.s3",
    requiredPolicy: "access_log_bucket",
  }));

  return {
    outputs: { accessLogBucketName },
    bucketArn: bucket.bucketArn,
    requiredPolicies: {
      access_log_bucket: [usesBucket, requiredOfBucket.requiredPolicy],
    } satisfies RequiredPolicies,
    evidence: { access_log_bucket: [bucketIsNew, bucket.bucketName] } satisfies Evidence,
  };
}

import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Composition } from "../shared/composition";
import { AthenaInvestigator } from "./investigator";
import { AthenaResultsBucket } from "./results-bucket";
import type { athenaSettings } from "./settings";
import { AthenaTable } from "./table";
import { AthenaWorkgroup } from "./workgroup";

type Settings = z.output<typeof athenaSettings>;

export const athenaOutputs = {
  athenaWorkgroupName: "Name of the Athena workgroup; null if there is none.",
  investigatorPolicy:
    "IAM policy of those who query the events with Athena, as JSON: attach it to their role. Null if there is no workgroup.",
};

/** Whether there is anything to query. The log key depends on it, and the rest of the topic on the key. */
export function athenaConditions({ outlet }: Composition, { enabled }: Settings, hasTrailBucket: Condition) {
  return { hasAthena: outlet.named("has_athena", outlet.all(enabled, hasTrailBucket)) };
}

export function composeAthena(
  composition: Composition,
  settings: Settings,
  { hasAthena }: ReturnType<typeof athenaConditions>,
  trailBucketName: string | undefined,
  logKeyArn: string | undefined,
) {
  const { outlet, tags } = composition;
  const { keyPrefix, regions, historyDays, scanLimitMegabytes } = settings;
  const bucket = outlet.addIf(hasAthena, AthenaResultsBucket, "athena_results_bucket", () => ({
    ...composition.bucketInputs(
      // Copies: nobody needs what was overwritten, nor asks before they are deleted.
      { ...settings, expireNoncurrentAfterDays: 1, transitions: [], forceDestroyBucket: true },
      "athena-results-",
    ),
    kmsKeyArn: logKeyArn!,
  }));
  const table = outlet.addIf(hasAthena, AthenaTable, "athena_table", () => ({
    databaseName: composition.named(settings.databaseName),
    bucketName: trailBucketName!,
    keyPrefix,
    regions,
    historyDays,
    tags,
  }));
  const workgroup = outlet.addIf(hasAthena, AthenaWorkgroup, "athena_workgroup", () => ({
    name: composition.named(settings.workgroupName),
    databaseName: table.databaseName!,
    bucketName: bucket.bucketName!,
    kmsKeyArn: logKeyArn!,
    scanLimitMegabytes,
    tags,
  }));
  const { investigatorPolicy } = outlet.addIf(hasAthena, AthenaInvestigator, "athena_investigator", () => ({
    workgroupName: workgroup.workgroupName!,
    databaseName: table.databaseName!,
    trailBucketName: trailBucketName!,
    keyPrefix,
    resultsBucketName: bucket.bucketName!,
    kmsKeyArn: logKeyArn!,
  }));
  return {
    outputs: { athenaWorkgroupName: workgroup.workgroupName, investigatorPolicy },
    bucket: { isNew: hasAthena, ...bucket },
  };
}

import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Composition } from "../shared/composition";
import type { Organization } from "../shared/organization";
import { AthenaInvestigator } from "./investigator";
import { AthenaResultsBucket } from "./results-bucket";
import type { athenaSettings } from "./settings";
import { AthenaTable } from "./table";
import { AthenaWorkgroup } from "./workgroup";

type Settings = z.output<typeof athenaSettings>;

/** What follows it in the name of a bucket is unknown before the apply. */
const generatedName = "athena-results-";

export const athenaOutputs = {
  athenaWorkgroupName: "Name of the Athena workgroup; null if there is none.",
  investigatorPolicy:
    "IAM policy of those who query the events with Athena, as JSON: attach it to their role. Null if there is no workgroup.",
};

/** Whether there is anything to query, and where its results are. The log key depends on it, and the rest of the topic on the key. */
export function athenaConditions(composition: Composition, settings: Settings, hasTrailBucket: Condition) {
  const { outlet } = composition;
  return {
    hasAthena: outlet.named("has_athena", outlet.all(settings.enabled, hasTrailBucket)),
    /** Of the bucket of the results; of a generated name the start and `*`. */
    resultsBucketName: composition.named(outlet.coalesce(settings.bucketName, `${generatedName}*`)!),
  };
}

export function composeAthena(
  composition: Composition,
  settings: Settings,
  { hasAthena }: ReturnType<typeof athenaConditions>,
  trailBucketName: string | undefined,
  logKeyArn: string | undefined,
  {
    settings: ofOrganization,
    delivers: organization,
  }: { readonly settings: { readonly id: string } | undefined; readonly delivers: Organization | undefined },
) {
  const { outlet, tags } = composition;
  const { keyPrefix, accounts, regions, historyDays, scanLimitMegabytes } = settings;
  const bucket = outlet.addIf(hasAthena, AthenaResultsBucket, "athena_results_bucket", () => ({
    ...composition.bucketInputs(
      // Copies: nobody needs what was overwritten, nor asks before they are deleted.
      { ...settings, expireNoncurrentAfterDays: 1, transitions: [], forceDestroyBucket: true },
      generatedName,
    ),
    kmsKeyArn: logKeyArn!,
  }));
  const table = outlet.addIf(hasAthena, AthenaTable, "athena_table", () => ({
    databaseName: composition.named(settings.databaseName),
    bucketName: trailBucketName!,
    keyPrefix,
    organizationId: outlet.existingOr(ofOrganization, "id", undefined),
    accounts,
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
    organization,
    resultsBucketName: bucket.bucketName!,
    kmsKeyArn: logKeyArn!,
  }));
  return {
    outputs: { athenaWorkgroupName: workgroup.workgroupName, investigatorPolicy },
    bucket: { isNew: hasAthena, ...bucket },
  };
}

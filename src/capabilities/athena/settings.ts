import { flag, group } from "../../terraform/schema";
import { newBucketSettings, withPrefix } from "../shared/settings";
import { AthenaResultsBucket } from "./results-bucket";
import { AthenaTable } from "./table";
import { AthenaWorkgroup } from "./workgroup";

const { bucketName } = newBucketSettings();

export const athenaSettings = group({
  enabled: flag()
    .default(false)
    .describe(
      "Whether the files of the trail can be queried: a table over its bucket, new or existing, a workgroup with saved queries, and a bucket for their results. Without such a bucket nothing is created.",
    ),
  databaseName: withPrefix(AthenaTable.inputs.shape.databaseName),
  keyPrefix: AthenaTable.inputs.shape.keyPrefix,
  accounts: AthenaTable.inputs.shape.accounts,
  regions: AthenaTable.inputs.shape.regions,
  historyDays: AthenaTable.inputs.shape.historyDays,
  workgroupName: withPrefix(AthenaWorkgroup.inputs.shape.name),
  scanLimitMegabytes: AthenaWorkgroup.inputs.shape.scanLimitMegabytes,
  bucketName,
  expireAfterDays: AthenaResultsBucket.inputs.shape.expireAfterDays,
})
  .prefault({})
  .describe(
    "Amazon Athena: SQL over all events that the trail's bucket retains. Disabled by default. AWS bills what queries scan. The output `investigator_policy` is what an investigator needs.",
  );

import type { z } from "zod";
import { encryptionSettings } from "../capabilities/encryption/settings";
import { evidenceSettings } from "../capabilities/evidence/settings";
import { organizationSettings } from "../capabilities/organization/settings";
import { newBucketSettings } from "../capabilities/shared/settings";
import { withTransitionRules } from "../capabilities/shared/transitions";
import { trailSettings } from "../capabilities/trail/settings";
import { accountId, group, tagMap, text } from "../terraform/schema";

const trail = trailSettings.unwrap().shape;
const bucket = newBucketSettings();

/** Settings of a log archive: those of the monitoring that name what delivers, and those of its buckets. */
export const logArchiveSettings = group({
  namePrefix: text(/^[a-z0-9-]{0,20}$/, "at most 20 lower-case letters, digits and hyphens")
    .default("")
    .describe("The same as that of the monitoring: prefix of the names of what delivers, and of what is created here."),
  tags: tagMap().default({}).describe("Tags of every resource that can have tags."),
  securityAccountId: accountId().describe("ID of the account of the monitoring."),
  organization: organizationSettings.unwrap().describe("The organization, as in the monitoring."),
  trailName: trail.name,
  organizationTrailName: trail.organizationTrailName,
  logGroupName: trail.logGroupName,
  trailBucket: withTransitionRules(group({ ...bucket, objectLock: trail.objectLock }))
    .prefault({})
    .describe("The bucket of the trails."),
  configBucket: withTransitionRules(group(bucket)).prefault({}).describe("The bucket of AWS Config."),
  keyDeletionWindowDays: encryptionSettings.unwrap().shape.keyDeletionWindowDays,
  evidence: group({ deletionProtection: evidenceSettings.unwrap().shape.deletionProtection })
    .prefault({})
    .describe("The evidence: the buckets and the key."),
});

export type LogArchiveSettings = z.output<typeof logArchiveSettings>;

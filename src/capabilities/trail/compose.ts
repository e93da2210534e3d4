import type { z } from "zod";
import { BucketCheck } from "../shared/bucket-check";
import type { Composition, Evidence, RequiredPolicies } from "../shared/composition";
import { ObjectLock } from "../shared/object-lock";
import type { Organization } from "../shared/organization";
import { AuditTrail } from "./audit-trail";
import { TrailBucket } from "./bucket";
import { ExistingTrailBucket } from "./existing-bucket";
import { LogGroup } from "./log-group";
import { LogGroupByPrefix } from "./log-group-by-prefix";
import { LogGroupCheck } from "./log-group-check";
import { OrganizationTrail } from "./organization-trail";
import type { trailSettings } from "./settings";

type Settings = z.output<typeof trailSettings>;

const organizationDeliveryRoleName = "organization-trail-delivery";

export const trailOutputs = {
  trailArn: "ARN of the trail, of that of the organization if there is one; null if there is none.",
  trailBucketName: "Name of the bucket that the trail delivers to.",
  logGroupName: "Name of the log group that receives the events of the trail.",
};

/** Which parts of the trail are created. The log key depends on them, and the rest of the trail on the key. */
export function trailConditions(
  composition: Composition,
  { enabled, existingBucket, existingLogGroup, s3DataEvents }: Settings,
) {
  const { outlet } = composition;
  const hasTrail = outlet.named("has_trail", enabled);
  const bucketIsNew = composition.isNew("trail-bucket", hasTrail, existingBucket);
  return {
    hasTrail,
    bucketIsNew,
    /** Whether the trail, if it is this one, records what changes objects. */
    recordsObjectChanges: outlet.differ(
      outlet.named("s3_events_read_or_written", outlet.existingOr(s3DataEvents, "readWriteType", "ReadOnly"))!,
      "ReadOnly",
    ),
    /** Whether there is a bucket with events, even if another trail delivers to it. */
    hasBucket: outlet.any(bucketIsNew, outlet.isSet(existingBucket)),
    logGroupIsNew: composition.isNew("log-group", hasTrail, existingLogGroup),
  };
}

/** Where a trail delivers to: its bucket and its log group. Other topics read both. */
export function composeTrailDestination(
  composition: Composition,
  settings: Settings,
  { hasTrail, bucketIsNew, logGroupIsNew }: ReturnType<typeof trailConditions>,
  logKeyArn: string | undefined,
  /** As policies need it. */
  organization: Organization | undefined,
) {
  const { outlet, tags } = composition;
  const { existingBucket, existingLogGroup, objectLock, logRetentionDays } = settings;
  const trailName = composition.named(settings.name);

  const bucket = outlet.addIf(bucketIsNew, TrailBucket, "trail_bucket", () => ({
    ...composition.bucketInputs(settings, "audit-trail-"),
    kmsKeyArn: logKeyArn!,
    trailName,
    organization,
  }));
  const trailBucketName = outlet.existingOr(existingBucket, "name", bucket.bucketName);
  outlet.addIf(outlet.all(bucketIsNew, outlet.isSet(objectLock)), ObjectLock, "object_lock", () => ({
    bucketName: trailBucketName!,
    ...objectLock!,
  }));
  const logGroup = outlet.addIf(logGroupIsNew, LogGroup, "log_group", () => ({
    name: composition.named(settings.logGroupName),
    retentionDays: logRetentionDays,
    kmsKeyArn: logKeyArn!,
    tags,
  }));
  const logGroupByPrefix = outlet.addIf(
    outlet.named("finds_log_group", outlet.hasAttribute(existingLogGroup, "namePrefix")),
    LogGroupByPrefix,
    "log_group_by_prefix",
    () => ({ namePrefix: existingLogGroup!.namePrefix! }),
  );
  const logGroupName = outlet.named(
    "log_group_name",
    outlet.coalesce(logGroupByPrefix.logGroupName, outlet.existingOr(existingLogGroup, "name", logGroup.logGroupName)),
  );
  const usesBucket = composition.usesExisting("trail_bucket", existingBucket, hasTrail);
  const requiredOfBucket = outlet.addIf(usesBucket, ExistingTrailBucket, "existing_trail_bucket", () => ({
    bucketName: existingBucket!.name,
    trailName,
    organization,
  }));
  outlet.addIf(composition.isChecked(usesBucket), BucketCheck, "trail_bucket_check", () => ({
    bucketName: existingBucket!.name,
    writer: "cloudtrail",
    requiredPolicy: "trail_bucket",
  }));
  const usesLogGroup = outlet.isSet(existingLogGroup);
  outlet.addIf(composition.isChecked(usesLogGroup), LogGroupCheck, "log_group_check", () => ({
    logGroupName: logGroupName!,
  }));

  return {
    outputs: { trailBucketName, logGroupName },
    bucket: { isNew: bucketIsNew, ...bucket },
    hasLogGroup: outlet.any(hasTrail, usesLogGroup),
    requiredPolicies: {
      trail_bucket: [usesBucket, requiredOfBucket.requiredPolicy],
    } satisfies RequiredPolicies,
    evidence: {
      trail_bucket: [bucketIsNew, bucket.bucketName],
      log_group: [logGroupIsNew, logGroup.logGroupArn],
    } satisfies Evidence,
  };
}

/** The trail, last: it must not record what is delivered to any bucket of the monitoring. */
export function composeTrail(
  composition: Composition,
  settings: Settings,
  { hasTrail }: ReturnType<typeof trailConditions>,
  logKeyArn: string | undefined,
  ofOrganization: Pick<Organization, "id" | "managementAccountId"> | undefined,
  { trailBucketName, logGroupName }: ReturnType<typeof composeTrailDestination>["outputs"],
  ownBucketNames: string[],
) {
  const { outlet, tags } = composition;
  const inOrganization = outlet.isSet(ofOrganization);
  const destination = () => ({
    bucketName: trailBucketName!,
    kmsKeyArn: logKeyArn!,
    logGroupName: logGroupName!,
    s3DataEvents: settings.s3DataEvents,
    ownBucketNames,
    tags,
  });
  const ofAccountAlone = outlet.any(outlet.isUnset(ofOrganization), settings.besideOrganization);
  const accountTrail = outlet.addIf(
    outlet.named("has_account_trail", outlet.all(hasTrail, ofAccountAlone)),
    AuditTrail,
    "audit_trail",
    () => ({
      name: composition.named(settings.name),
      ...destination(),
      deliveryRoleName: composition.named(settings.deliveryRoleName),
    }),
  );
  outlet.require(
    outlet.any(outlet.isUnset(ofOrganization), outlet.differ(settings.organizationTrailName, settings.name)),
    {
      path: "trail.organizationTrailName",
      message: `got ${settings.organizationTrailName}, which is \`trail.name\`, and AWS refuses two trails of one name: set another`,
    },
  );
  const organizationTrail = outlet.addIf(
    outlet.named("has_organization_trail", outlet.all(hasTrail, inOrganization)),
    OrganizationTrail,
    "organization_trail",
    () => ({
      name: composition.named(settings.organizationTrailName),
      ...destination(),
      deliveryRoleName: composition.named(organizationDeliveryRoleName),
      organizationId: ofOrganization!.id,
      managementAccountId: ofOrganization!.managementAccountId,
    }),
  );
  const nameOf = (ofTheOrganization: string, ofTheAccount: string) =>
    composition.named(outlet.either(inOrganization, ofTheOrganization, ofTheAccount));
  return {
    outputs: { trailArn: outlet.coalesce(organizationTrail.trailArn, accountTrail.trailArn) },
    ownNames: {
      trail: [hasTrail, nameOf(settings.organizationTrailName, settings.name)],
      delivery_role: [hasTrail, nameOf(organizationDeliveryRoleName, settings.deliveryRoleName)],
    } as const,
  };
}

import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  paginateListBuckets,
  S3Client,
  type GetBucketAclCommandOutput,
  type GetBucketEncryptionCommandOutput,
  type GetBucketNotificationConfigurationCommandOutput,
  type GetBucketReplicationCommandOutput,
  type GetObjectLockConfigurationCommandOutput,
  type LifecycleRule as S3LifecycleRule,
  type LoggingEnabled,
  type PublicAccessBlockConfiguration,
} from "@aws-sdk/client-s3";
import { parseArn } from "../../arn";
import { collect, distinct, tagsOf } from "../../aws/lists";
import type { AccessLog, Bucket, LifecycleRule } from "../inventory";
import { parsePolicy } from "../policy-document";
import type { ReaderContext } from "./context";

/** Those of the named buckets that belong to the account. */
export async function readBuckets({ call, client }: ReaderContext, names: readonly string[]): Promise<Bucket[]> {
  const s3 = client(S3Client);
  const all = await call("s3:ListAllMyBuckets", () =>
    collect(paginateListBuckets({ client: s3 }, {}), ({ Buckets }) => Buckets),
  );
  const own = names.filter((name) => all?.some(({ Name }) => Name === name));
  return Promise.all(
    own.map(async (name): Promise<Bucket> => {
      const Bucket = name;
      const [
        location,
        versioning,
        access,
        ownership,
        encryption,
        lifecycle,
        policy,
        acl,
        logging,
        lock,
        replication,
        notifications,
        tags,
      ] = await Promise.all([
        call("s3:GetBucketLocation", () => s3.send(new GetBucketLocationCommand({ Bucket }))),
        call("s3:GetBucketVersioning", () => s3.send(new GetBucketVersioningCommand({ Bucket }))),
        call("s3:GetBucketPublicAccessBlock", () => s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
        call("s3:GetBucketOwnershipControls", () => s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))),
        call("s3:GetEncryptionConfiguration", () => s3.send(new GetBucketEncryptionCommand({ Bucket }))),
        call("s3:GetLifecycleConfiguration", () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
        call("s3:GetBucketPolicy", () => s3.send(new GetBucketPolicyCommand({ Bucket }))),
        call("s3:GetBucketAcl", () => s3.send(new GetBucketAclCommand({ Bucket }))),
        call("s3:GetBucketLogging", () => s3.send(new GetBucketLoggingCommand({ Bucket }))),
        call("s3:GetBucketObjectLockConfiguration", () => s3.send(new GetObjectLockConfigurationCommand({ Bucket }))),
        call("s3:GetReplicationConfiguration", () => s3.send(new GetBucketReplicationCommand({ Bucket }))),
        call("s3:GetBucketNotification", () => s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }))),
        call("s3:GetBucketTagging", () => s3.send(new GetBucketTaggingCommand({ Bucket }))),
      ]);
      return {
        name,
        region: regionOf(location?.LocationConstraint),
        versioning: versioning?.Status,
        publicAccessBlock: access && { isComplete: isComplete(access.PublicAccessBlockConfiguration) },
        ownership: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
        encryption: encryption && encryptionOf(encryption),
        lifecycle: lifecycle?.Rules?.map(lifecycleRule),
        policy: policy && parsePolicy(policy.Policy),
        hasGrants: acl !== undefined && hasGrants(acl),
        accessLog: logging?.LoggingEnabled && accessLogOf(logging.LoggingEnabled),
        objectLock: lock && objectLockOf(lock),
        notifies: notifications && notificationTargets(notifications),
        foreignReplicas: bucketsOf(replication).filter((copy) => !all?.some(({ Name }) => Name === copy)),
        tags: tagsOf(tags?.TagSet),
      };
    }),
  );
}

/** The first two regions have names of their own here. */
function regionOf(constraint = ""): string {
  return constraint === "" ? "us-east-1" : constraint === "EU" ? "eu-west-1" : constraint;
}

function isComplete(access: PublicAccessBlockConfiguration = {}): boolean {
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } = access;
  return [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets].every(Boolean);
}

function encryptionOf({ ServerSideEncryptionConfiguration }: GetBucketEncryptionCommandOutput): Bucket["encryption"] {
  const rule = ServerSideEncryptionConfiguration?.Rules?.[0];
  return {
    algorithm: rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? "AES256",
    kmsKeyId: rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID,
    usesBucketKey: rule?.BucketKeyEnabled ?? false,
  };
}

function accessLogOf({ TargetBucket, TargetPrefix, TargetGrants, TargetObjectKeyFormat }: LoggingEnabled): AccessLog {
  const otherAttributes = [
    (TargetGrants ?? []).length > 0 && "grants",
    TargetObjectKeyFormat !== undefined && "object key format",
  ].filter((attribute) => typeof attribute === "string");
  return { bucketName: TargetBucket!, keyPrefix: TargetPrefix ?? "", otherAttributes };
}

function objectLockOf({ ObjectLockConfiguration }: GetObjectLockConfigurationCommandOutput): Bucket["objectLock"] {
  const { Mode, Days, Years } = ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
  return Mode && { mode: Mode, days: Days, years: Years };
}

function notificationTargets(notifications: GetBucketNotificationConfigurationCommandOutput): string[] {
  const { TopicConfigurations, QueueConfigurations, LambdaFunctionConfigurations } = notifications;
  return distinct([
    ...(TopicConfigurations ?? []).map(({ TopicArn }) => TopicArn),
    ...(QueueConfigurations ?? []).map(({ QueueArn }) => QueueArn),
    ...(LambdaFunctionConfigurations ?? []).map(({ LambdaFunctionArn }) => LambdaFunctionArn),
  ]);
}

function bucketsOf({ ReplicationConfiguration }: Partial<GetBucketReplicationCommandOutput> = {}): string[] {
  return distinct((ReplicationConfiguration?.Rules ?? []).map(({ Destination }) => Destination?.Bucket)).map(
    (arn) => parseArn(arn).resource,
  );
}

function lifecycleRule(rule: S3LifecycleRule): LifecycleRule {
  const { Filter, Prefix, Expiration, NoncurrentVersionExpiration, Transitions, NoncurrentVersionTransitions } = rule;
  const filters = Object.values(Filter ?? {}).filter((value) => value !== undefined && value !== "");
  return {
    id: rule.ID ?? "",
    isEnabled: rule.Status === "Enabled",
    // On a date all files go, however young.
    expireAfterDays: Expiration?.Days ?? (Expiration?.Date && 0),
    expireNoncurrentAfterDays: NoncurrentVersionExpiration?.NoncurrentDays,
    abortUploadAfterDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    isSpecial:
      filters.length > 0 ||
      Boolean(Prefix) ||
      Expiration?.Date !== undefined ||
      NoncurrentVersionExpiration?.NewerNoncurrentVersions !== undefined ||
      (Transitions ?? []).length > 0 ||
      (NoncurrentVersionTransitions ?? []).length > 0,
  };
}

function hasGrants({ Owner, Grants = [] }: GetBucketAclCommandOutput): boolean {
  return Grants.some(({ Grantee }) => Grantee?.ID === undefined || Grantee.ID !== Owner?.ID);
}

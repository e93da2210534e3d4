import type { Operations, Permissions, ResourceOperations, Unrecorded } from "./terraform/operations";
import * as topics from "./topics";

/** What every topic says of its types of resources. */
export const operations: Operations = Object.assign(
  {},
  ...Object.values<object>(topics).map((capability) => ("operations" in capability ? capability.operations : {})),
) as Operations;

const byType: readonly [string, Partial<ResourceOperations>][] = Object.entries(operations);

export const permissionsByType: Readonly<Record<string, Permissions>> = Object.fromEntries(
  byType.map(([type, { permissions = {} }]) => [type, permissions]),
);

export const unrecordedPermissions: readonly (Unrecorded & { readonly type: string })[] = byType.flatMap(
  ([type, { unrecorded = [] }]) => unrecorded.map((row) => ({ type, ...row })),
);

/** With `forceDestroyBucket` Terraform empties a bucket before it deletes it. */
export const emptying: Permissions = {
  bucket: ["s3:ListBucketVersions"],
  object: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
};

/** Actions that delete evidence for good. Not allowed while `evidence.deletionProtection` is enabled. */
export const removing: ReadonlySet<string> = new Set([
  "kms:ScheduleKeyDeletion",
  "logs:DeleteLogGroup",
  "s3:DeleteBucket",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
]);

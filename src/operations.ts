import type { Operations, Permissions, ResourceOperations, Unrecorded } from "./terraform/operations";
import * as topics from "./topics";

/** What a resource has, or a data source. */
type Declared = Partial<ResourceOperations>;

/** By type, in the order of their names: that of exports depends on the bundler. */
const byType: readonly (readonly [type: string, Declared])[] = [
  ...new Map(
    Object.values<object>(topics)
      .flatMap((capability) => ("operations" in capability ? [capability.operations as Operations[]].flat() : []))
      .flatMap((declared) => Object.entries<Declared>({ ...declared }))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  ),
];

/** What every topic says of its types of resources. */
export const operations = Object.fromEntries(byType) as Operations;

/** Whether `adopt` adopts existing resources of a type. */
export function isAdopted(type: string): boolean {
  return operations[type as `aws_${string}`]?.notAdopted === undefined;
}

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

/** What a function logged is no evidence: its log group is deleted when its remediation is disabled. */
export const disabling: Permissions = { functionLogGroup: ["logs:DeleteLogGroup"] };

/** Results of queries are no evidence: their bucket is emptied and deleted when Athena is disabled. */
export const discarding: Permissions = {
  resultsBucket: ["s3:DeleteBucket", "s3:ListBucketVersions"],
  resultsObject: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
};

/** AWS takes a permissions boundary with a new role, and by this call for one that is there. */
export const bounding: Permissions = { role: ["iam:PutRolePermissionsBoundary"] };

/** Actions that delete evidence for good. Not allowed while `evidence.deletionProtection` is enabled. */
export const removing: ReadonlySet<string> = new Set([
  "dynamodb:DeleteTable",
  "guardduty:DeleteDetector",
  "kms:ScheduleKeyDeletion",
  "logs:DeleteLogGroup",
  "s3:DeleteBucket",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "securityhub:DisableSecurityHub",
]);

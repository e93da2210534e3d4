import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptying, permissionsByType, unrecordedPermissions } from "../../src/operations";

/** What is tested says so of itself to the emulator, as an SDK's application id; the tests' own clients do not. */
export const TESTED = "tested";

/** A request that the emulator got, as `emulator/request_judge.py` tells of it. */
export interface RecordedRequest {
  /** The user agent. */
  readonly agent: string;
  /** The session of a role that asked, if one did: `arn:aws:sts::123456789012:assumed-role/<role>/<session>`. */
  readonly caller: string;
  /** As the SDKs name it: `cloudwatch`, `s3control`. */
  readonly service: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What AWS would find wrong with it: `logs:PutMetricFilter: filterName: more than 512 characters, "…"`. */
  readonly problems: readonly string[];
}

/** The requests of everything that was tested, but for the first so many. */
export async function recordedRequests(url: string, skipped = 0): Promise<RecordedRequest[]> {
  const answer = await fetch(`${url}/moto-api/recorded-requests?agent=app/${TESTED}&skipped=${skipped}`);
  if (!answer.ok) throw new Error(`the emulator does not tell what was asked of it: ${await answer.text()}`);
  return (await answer.json()) as RecordedRequest[];
}

/** @throws If AWS would have refused one of them. */
export function expectAccepted(requests: readonly RecordedRequest[]): void {
  const problems = new Set(requests.flatMap(({ problems }) => problems));
  if (problems.size > 0) throw new Error(`AWS would refuse:\n${[...problems].map((line) => `  ${line}`).join("\n")}`);
}

/** Where IAM's name of the action is not that of the operation. None where no permission is needed. */
const actionsOf: Readonly<Record<string, readonly string[]>> = {
  "s3:DeleteBucketLifecycle": ["s3:PutLifecycleConfiguration"],
  "s3:DeleteBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:DeleteBucketOwnershipControls": ["s3:PutBucketOwnershipControls"],
  "s3:DeleteBucketTagging": ["s3:PutBucketTagging"],
  "s3:DeleteObjects": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  "s3:DeletePublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
  "s3:GetBucketAccelerateConfiguration": ["s3:GetAccelerateConfiguration"],
  "s3:GetBucketCors": ["s3:GetBucketCORS"],
  "s3:GetBucketEncryption": ["s3:GetEncryptionConfiguration"],
  "s3:GetBucketLifecycleConfiguration": ["s3:GetLifecycleConfiguration"],
  "s3:GetBucketReplication": ["s3:GetReplicationConfiguration"],
  "s3:GetObjectLockConfiguration": ["s3:GetBucketObjectLockConfiguration"],
  "s3:GetPublicAccessBlock": ["s3:GetBucketPublicAccessBlock"],
  "s3:HeadBucket": ["s3:ListBucket"],
  "s3:ListBuckets": ["s3:ListAllMyBuckets"],
  "s3:ListObjectsV2": ["s3:ListBucket"],
  "s3:ListObjectVersions": ["s3:ListBucketVersions"],
  "s3:PutBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:PutBucketLifecycleConfiguration": ["s3:PutLifecycleConfiguration"],
  "s3:PutObjectLockConfiguration": ["s3:PutBucketObjectLockConfiguration"],
  "s3:PutPublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
  "s3control:DeletePublicAccessBlock": ["s3:PutAccountPublicAccessBlock"],
  "s3control:GetPublicAccessBlock": ["s3:GetAccountPublicAccessBlock"],
  "s3control:PutPublicAccessBlock": ["s3:PutAccountPublicAccessBlock"],
  // Before anything is deployed: the role of another account decides.
  "sts:AssumeRole": [],
  "sts:GetCallerIdentity": [],
};

/** The actions that IAM is asked about. */
export function actionsFor({ service, operation, parameters }: RecordedRequest): readonly string[] {
  const name = `${service}:${operation}`;
  if (name === "s3:DeleteObject" && parameters["VersionId"]) return ["s3:DeleteObjectVersion"];
  return actionsOf[name] ?? [name.replace(/^accessanalyzer:/, "access-analyzer:")];
}

/** Those of the AWS provider, for which there are the deployer's policies. The rest is Terraform's, for its state, and adopt's. */
export function providersRequests(requests: readonly RecordedRequest[]): RecordedRequest[] {
  return requests.filter(({ agent }) => agent.includes("terraform-provider-aws/"));
}

/** What the emulator does not have. It is planned only, and docs/organization.md says so. */
const notEmulated: ReadonlySet<string> = new Set([
  "cloudtrail:DeregisterOrganizationDelegatedAdmin",
  "cloudtrail:RegisterOrganizationDelegatedAdmin",
  "config:DeleteOrganizationConfigRule",
  "config:DescribeOrganizationConfigRuleStatuses",
  "config:DescribeOrganizationConfigRules",
  "config:GetOrganizationConfigRuleDetailedStatus",
  "config:PutOrganizationConfigRule",
  "guardduty:DescribeOrganizationConfiguration",
  "guardduty:DisableOrganizationAdminAccount",
  "guardduty:UpdateOrganizationConfiguration",
  "securityhub:CreateConfigurationPolicy",
  "securityhub:DeleteConfigurationPolicy",
  "securityhub:DescribeOrganizationConfiguration",
  "securityhub:DisableOrganizationAdminAccount",
  "securityhub:EnableOrganizationAdminAccount",
  "securityhub:GetConfigurationPolicy",
  "securityhub:GetConfigurationPolicyAssociation",
  "securityhub:ListOrganizationAdminAccounts",
  "securityhub:StartConfigurationPolicyAssociation",
  "securityhub:StartConfigurationPolicyDisassociation",
  "securityhub:UpdateConfigurationPolicy",
  "securityhub:UpdateOrganizationConfiguration",
]);

/**
 * Notes down what was asked, too, for `unasked-permissions.cjs`, which tells after all suites what nobody asked.
 *
 * @throws If the provider asked for what the deployer's policies never allow, whatever the settings.
 */
export function expectPermitted(requests: readonly RecordedRequest[]): void {
  const asked = new Set(providersRequests(requests).flatMap(actionsFor));
  const listed = new Set(
    [...Object.values(permissionsByType), emptying].flatMap((things) => Object.values(things).flat()),
  );
  const folder = process.env["ASKED_PERMISSIONS"];
  if (folder) {
    writeFileSync(
      join(mkdtempSync(join(folder, "suite-")), "asked.json"),
      JSON.stringify([[...asked], [...listed].filter((action) => !notEmulated.has(action))]),
    );
  }
  const emulated = [...asked].filter((action) => notEmulated.has(action));
  if (emulated.length > 0) throw new Error(`${emulated.join(", ")} is asked for, and so not missing in the emulator`);
  const known = new Set([...listed, ...unrecordedPermissions.flatMap(({ actions }) => actions)]);
  const unknown = [...asked].filter((action) => !known.has(action));
  if (unknown.length > 0) {
    throw new Error(`no operations.ts in src/capabilities has ${unknown.join(", ")}, which the provider asked for`);
  }
}

import { account, stranger, arn, policy, lets, trail, key, reports } from "../../../support/planted-account";

reports([
  [
    "a role with more rights",
    {
      ...trail({ CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/company-role` }),
      GetRole: { Role: { Path: "/" } },
      ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyName: "AdministratorAccess" }] },
    },
    "role company-role",
    "has the policies by-hand, AdministratorAccess",
  ],
  [
    "a grant to a stranger",
    { ListGrants: { Grants: [{ GranteePrincipal: `arn:aws:iam::${stranger}:role/x` }] } },
    `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    `its grants allow arn:aws:iam::${stranger}:role/x`,
  ],
  [
    "a key policy with a stranger",
    { GetKeyPolicy: policy(lets(`arn:aws:iam::${stranger}:root`)) },
    `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    /allows .*999988887777/,
  ],
  [
    "a key policy that denies everybody",
    { GetKeyPolicy: policy({ Effect: "Deny", Principal: "*", Action: "kms:Decrypt" }) },
    `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    "its policy denies everybody",
  ],
  [
    "a key with imported key material",
    key({ Origin: "EXTERNAL" }),
    `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    "its key material is from EXTERNAL",
  ],
  [
    "a key that is not rotated",
    { GetKeyRotationStatus: {} },
    `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    "not rotated",
  ],
  [
    "a stranger's key",
    trail({ KmsKeyId: arn("kms", "key/x", stranger) }),
    "encryption.existingLogKey.arn",
    arn("kms", "key/x", stranger),
    { "log-key": "use" },
  ],
  [
    "a key with replicas in other regions",
    key({ MultiRegion: true }),
    `key ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    "may have replicas in other regions",
  ],
]);

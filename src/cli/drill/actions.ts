/**
 * What a drill does, which is harmless, and what it sets off: the detections, each with the call that it sees. A test compares them with the
 * filters of the detections.
 */
export const actions = {
  "security group": {
    does: "creates a security group that nothing is attached to, opens its port 22 to 0.0.0.0/0, closes it and deletes the group at once",
    setsOff: {
      "security-group-changes": "CreateSecurityGroup",
      "security-group-opened-to-all": "AuthorizeSecurityGroupIngress",
    },
  },
  bucket: {
    does: "creates an empty bucket, puts a policy on it that denies one call, and deletes both",
    setsOff: { "s3-bucket-policy-changes": "PutBucketPolicy" },
  },
  "denied calls": {
    does: "makes the call that the bucket's policy denies, GetBucketWebsite",
    setsOff: { "unauthorized-api-calls": "GetBucketWebsite" },
  },
  user: {
    does: "creates an IAM user whose only policy denies everything, and an access key for it, which is deleted at once, unseen and unused; then deletes the user",
    setsOff: {
      "iam-user-created": "CreateUser",
      "iam-policy-changes": "PutUserPolicy",
      "access-key-created": "CreateAccessKey",
    },
  },
  alarm: {
    does: "sets an alarm to ALARM, and back at the end",
    setsOff: { "alarm-disabled": "SetAlarmState" },
  },
  finding: {
    does: "lets GuardDuty create a sample finding, and archives it at the end",
    setsOff: {},
  },
} as const satisfies Record<string, { readonly does: string; readonly setsOff: Readonly<Record<string, string>> }>;

export type ActionName = keyof typeof actions;

export const actionNames = Object.keys(actions) as ActionName[];

/** The action that sets off a detection, and the call that the detection sees. */
export function actionFor(
  detection: string | undefined,
): { readonly action: ActionName; readonly call: string } | undefined {
  return bySetOff.get(detection);
}

const bySetOff = new Map<string | undefined, { readonly action: ActionName; readonly call: string }>(
  actionNames.flatMap((action) =>
    Object.entries<string>(actions[action].setsOff).map(([detection, call]) => [detection, { action, call }] as const),
  ),
);

/** Calls of a global service: their events are on the bus of one region, and in the log group of every trail of all regions. */
export const globalCalls: readonly string[] = Object.values(actions.user.setsOff);

/** Sample findings that are reported at the default severity; one that exists already would only be updated. */
export const findingTypes = [
  "UnauthorizedAccess:EC2/TorClient",
  "Backdoor:EC2/C&CActivity.B!DNS",
  "CryptoCurrency:EC2/BitcoinTool.B!DNS",
  "Trojan:EC2/DNSDataExfiltration",
] as const;

/** Denials up to which a detection is set off; more would look like an attack to others. */
export const mostDenials = 20;

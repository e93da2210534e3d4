import { detections } from "../../../src/detections";
import { compile, parse } from "../../../src/filter-pattern";
import { call, denied, type EventRecord } from "../../support/detection-events/record";

/**
 * The techniques of stratus-red-team (github.com/DataDog/stratus-red-team, 7c9a7a5a, of 2026-08-19) without a recorded run: what the code of
 * each calls when it detonates, as CloudTrail records it. The prerequisites that its Terraform creates are no part of the attack.
 */
const instance = {
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLEEXAMPLEEXA:i-0123456789abcdef0",
    arn: "arn:aws:sts::111122223333:assumed-role/instance-role/i-0123456789abcdef0",
    accountId: "111122223333",
    accessKeyId: "ASIAEXAMPLEEXAMPLEEX",
    sessionContext: {
      sessionIssuer: { type: "Role", userName: "instance-role" },
      ec2RoleDelivery: "2.0",
    },
  },
};
const key = {
  userIdentity: {
    type: "IAMUser",
    principalId: "AIDAEXAMPLEEXAMPLEEXA",
    arn: "arn:aws:iam::111122223333:user/build",
    accountId: "111122223333",
    accessKeyId: "AKIAEXAMPLEEXAMPLEEX",
    userName: "build",
  },
};
const onObjects = (name: string, further: object = {}) =>
  call("s3", name, { bucketName: "records", ...further }, { ...key, eventCategory: "Data", managementEvent: false });

const ransom = [
  onObjects("ListObjectVersions"),
  onObjects("GetObject", { key: "report.pdf" }),
  onObjects("PutObject", { key: "FILES-DELETED.txt" }),
];
const policyOfStranger = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:root" },
      Action: ["s3:GetObject", "s3:GetBucketLocation", "s3:ListBucket"],
      Resource: ["arn:aws:s3:::records/*", "arn:aws:s3:::records"],
    },
  ],
};

interface Technique {
  readonly events: readonly EventRecord[];
  /** Those meant for it, without data events; none: only data events have it. */
  readonly foundBy: readonly string[];
}

const techniques: Readonly<Record<string, Technique>> = {
  "defense-evasion.cloudtrail-lifecycle-rule": {
    events: [
      call("s3", "PutBucketLifecycle", {
        bucketName: "records",
        lifecycle: "",
        LifecycleConfiguration: {
          Rule: { ID: "nuke", Status: "Enabled", Filter: { Prefix: "*" }, Expiration: { Days: 1 } },
        },
      }),
    ],
    foundBy: ["s3-bucket-policy-changes"],
  },
  "discovery.ec2-enumerate-from-instance": {
    // The role of the instance has AmazonSSMManagedInstanceCore only.
    events: [
      call("ssm", "SendCommand", {
        documentName: "AWS-RunShellScript",
        instanceIds: ["i-0123456789abcdef0"],
        parameters: "HIDDEN_DUE_TO_SECURITY_REASONS",
      }),
      call("sts", "GetCallerIdentity", null, instance),
      denied("s3", "ListBuckets", null, instance),
      denied("iam", "GetAccountSummary", null, instance),
      denied("iam", "ListRoles", null, instance),
      denied("iam", "ListUsers", null, instance),
      denied("iam", "GetAccountAuthorizationDetails", null, instance),
      denied("ec2", "DescribeSnapshots", null, instance),
      denied("cloudtrail", "DescribeTrails", null, instance),
      denied("guardduty", "ListDetectors", null, instance),
    ],
    foundBy: ["instance-command-sent"],
  },
  "discovery.ses-enumerate": {
    events: [
      call("ses", "GetAccountSendingEnabled", null, key),
      call("ses", "ListIdentities", null, key),
      call("ses", "GetIdentityVerificationAttributes", { identities: ["example.com"] }, key),
      call("ses", "GetSendQuota", null, key),
    ],
    foundBy: ["email-sending-set-up"],
  },
  "execution.sagemaker-update-lifecycle-config": {
    events: [
      call("sagemaker", "CreateNotebookInstanceLifecycleConfig", {
        notebookInstanceLifecycleConfigName: "start",
        onStart: "HIDDEN_DUE_TO_SECURITY_REASONS",
      }),
      call("sagemaker", "StopNotebookInstance", { notebookInstanceName: "analysis" }),
      call("sagemaker", "DescribeNotebookInstance", { notebookInstanceName: "analysis" }),
      call("sagemaker", "UpdateNotebookInstance", { notebookInstanceName: "analysis", lifecycleConfigName: "start" }),
      call("sagemaker", "StartNotebookInstance", { notebookInstanceName: "analysis" }),
    ],
    foundBy: ["instance-user-data-changed"],
  },
  "exfiltration.s3-backdoor-bucket-policy": {
    events: [call("s3", "PutBucketPolicy", { bucketName: "records", policy: "", bucketPolicy: policyOfStranger })],
    foundBy: ["s3-bucket-policy-changes"],
  },
  "impact.ec2-deregister-ami": {
    events: [call("ec2", "DeregisterImage", { imageId: "ami-0123456789abcdef0" })],
    foundBy: ["disk-encryption-default-removed"],
  },
  "impact.s3-ransomware-batch-deletion": { events: [...ransom, onObjects("DeleteObjects")], foundBy: [] },
  "impact.s3-ransomware-client-side-encryption": {
    events: [
      ...ransom,
      onObjects("CopyObject", { key: "report.pdf", "x-amz-server-side-encryption-customer-algorithm": "AES256" }),
    ],
    foundBy: [],
  },
  "impact.s3-ransomware-individual-deletion": {
    events: [...ransom, onObjects("DeleteObject", { key: "report.pdf" })],
    foundBy: [],
  },
};

const matchers = detections
  // They find any call that is denied.
  .filter(({ id }) => !["unauthorized-api-calls", "denied-call-burst"].includes(id))
  .map(({ id, threshold, filters }) => {
    const isMatches = Object.values(filters).map((pattern) => compile(parse(pattern)));
    return { id, threshold, isHit: (event: EventRecord) => isMatches.some((isMatch) => isMatch(event)) };
  });

/** The detections of which the alarm goes off, on one run. */
const alarming = (events: readonly EventRecord[]) =>
  matchers.filter(({ threshold, isHit }) => events.filter(isHit).length >= threshold).map(({ id }) => id);

test.each(Object.entries(techniques).filter(([, { foundBy }]) => foundBy.length > 0))("%s is found", (_, technique) => {
  expect(alarming(technique.events)).toEqual(expect.arrayContaining([...technique.foundBy]));
});

test("six of nine are found, and the other three touch objects only: they need data events", () => {
  const all = Object.values(techniques);
  const management = ({ events }: Technique) => events.filter((event) => event["managementEvent"] === true);
  expect(all.filter((technique) => alarming(management(technique)).length > 0)).toHaveLength(6);
  expect(all.filter((technique) => management(technique).length === 0)).toHaveLength(3);
});

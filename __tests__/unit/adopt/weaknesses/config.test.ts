import { answers } from "../../../support/fake-aws";
import {
  account,
  stranger,
  arn,
  policy,
  lets,
  recorder,
  channel,
  used,
  rule,
  bucket,
  adopted,
  reports,
  type Case,
} from "../../../support/planted-account";

reports([
  [
    "a used recorder whose files are deleted after a day",
    bucket("GetBucketLifecycleConfiguration", "config-files", {
      Rules: [{ ID: "r", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
    }),
    "recorder default",
    "its bucket: files deleted after 1 days",
    used,
  ],
  [
    "a recorder's role that a stranger may assume",
    {
      ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
      GetRole: { Role: { AssumeRolePolicyDocument: policy(lets(stranger)).Policy } },
    },
    "role r",
    `its trust policy allows ${stranger}`,
  ],
  [
    "a recorder that records once a day",
    recorder({ recordingMode: { recordingFrequency: "DAILY" } }),
    "config.recordingFrequency",
    "DAILY",
  ],
  [
    "a recorder that omits types",
    recorder({
      recordingGroup: {
        recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
        exclusionByResourceTypes: { resourceTypes: ["AWS::S3::Bucket"] },
      },
    }),
    "config.excludedResourceTypes",
    ["AWS::S3::Bucket"],
  ],
  [
    "a recorder without IAM",
    recorder({ recordingGroup: { allSupported: true } }),
    "config.recordsGlobalResources",
    false,
  ],
  [
    "a recorder that records some types",
    recorder({ recordingGroup: { resourceTypes: ["AWS::S3::Bucket"] } }),
    "recorder default",
    "records only some resource types",
  ],
  [
    "a used recorder that omits types",
    recorder({
      recordingGroup: {
        recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
        exclusionByResourceTypes: { resourceTypes: ["AWS::S3::Bucket"] },
      },
    }),
    "recorder default",
    "omits AWS::S3::Bucket",
    used,
  ],
  [
    "a used recorder that records once a day",
    recorder({ recordingMode: { recordingFrequency: "DAILY" } }),
    "recorder default",
    "DAILY",
    used,
  ],
  [
    "a used recorder without IAM",
    recorder({ recordingGroup: { allSupported: true } }),
    "recorder default",
    "omits IAM",
    used,
  ],
  [
    "a recorder with another frequency for some types",
    recorder({ recordingMode: { recordingModeOverrides: [{ resourceTypes: ["AWS::S3::Bucket"] }] } }),
    "recorder default",
    "another frequency for some types",
  ],
  [
    "history retained for a month",
    { DescribeRetentionConfigurations: { RetentionConfigurations: [{ RetentionPeriodInDays: 30 }] } },
    "recorder default",
    "history retained for 30 days",
  ],
  [
    "history aggregated by a stranger",
    { DescribeAggregationAuthorizations: { AggregationAuthorizations: [{ AuthorizedAccountId: stranger }] } },
    "recorder default",
    "account 999988887777 may aggregate it",
  ],
  ["a used recorder without a key", {}, "recorder default", "no key", used],
  [
    "a used recorder that is stopped",
    { ...recorder({}), DescribeConfigurationRecorderStatus: {} },
    "recorder default",
    "stopped",
    used,
  ],
  [
    "a used recorder with a stranger's role",
    recorder({ roleARN: `arn:aws:iam::${stranger}:role/r` }),
    "recorder default",
    `uses the role arn:aws:iam::${stranger}:role/r`,
    used,
  ],
  [
    "a used recorder that delivers to a stranger",
    channel({ s3BucketName: "theirs" }),
    "recorder default",
    "delivers to theirs",
    used,
  ],
  [
    "a recorder that notifies a stranger",
    channel({ snsTopicARN: arn("sns", "x", stranger) }),
    "recorder default",
    /^sends notifications of changes to /,
  ],
  [
    "a rule for one resource",
    rule({ Scope: { ComplianceResourceTypes: ["AWS::EC2::SecurityGroup"], ComplianceResourceId: "sg-1" } }),
    "config.rules.no-open-ssh.scope.resourceId",
    "sg-1",
  ],
  [
    "a rule for a tag",
    rule({ Scope: { TagKey: "watch", TagValue: "yes" } }),
    "config.rules.no-open-ssh.scope.tagValue",
    "yes",
  ],
  [
    "a rule with parameters",
    rule({ InputParameters: '{"exempt":"all"}' }),
    "config.rules.no-open-ssh.inputParameters.exempt",
    "all",
  ],
  [
    "a rule that does not evaluate existing resources",
    rule({ EvaluationModes: [{ Mode: "PROACTIVE" }] }),
    "rule no-open-ssh",
    /proactive/,
  ],
  [
    "another rule with the name of a default one",
    rule({ ConfigRuleName: "restricted-ssh", Source: { Owner: "CUSTOM_LAMBDA" } }),
    "config.disabledRules",
    ["restricted-ssh"],
  ],
  ...["cognito-identity.amazonaws.com", `arn:aws:iam::${account}:oidc-provider/token.example.com`].map(
    (Federated): Case => [
      `a recorder's role that identities of ${Federated} may assume`,
      {
        ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
        GetRole: {
          Role: { AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { Federated } }).Policy },
        },
      },
      "role r",
      `its trust policy allows identities of ${Federated}`,
    ],
  ),
  [
    "a used recorder's role that a stranger may assume",
    {
      ...recorder({ roleARN: `arn:aws:iam::${account}:role/r` }),
      GetRole: { Role: { AssumeRolePolicyDocument: encodeURIComponent(`\n${policy(lets(stranger)).Policy}`) } },
    },
    "role r",
    `its trust policy allows ${stranger}`,
    used,
  ],
]);

test("a managed recorder no longer uses a stranger's role", async () => {
  const roleARN = `arn:aws:iam::${stranger}:role/r`;
  const { settings, changes } = await adopted(recorder({ roleARN }), { topic: "manage" });
  expect(JSON.stringify(settings)).not.toContain(stranger);
  expect(changes).toContainEqual(expect.objectContaining({ change: `no longer uses the role ${roleARN}` }));
});

test("of two equivalent rules the one with the wider scope is adopted", async () => {
  const [narrow] = (answers["DescribeConfigRules"] as { ConfigRules: object[] }).ConfigRules;
  const wide = { ConfigRuleName: "wide", Source: { Owner: "AWS", SourceIdentifier: "INCOMING_SSH_DISABLED" } };
  const { settings } = await adopted({ DescribeConfigRules: { ConfigRules: [narrow!, wide] } }, { topic: "manage" });
  expect(settings).toMatchObject({ config: { rules: { wide: { identifier: "INCOMING_SSH_DISABLED" } } } });
});

import type { MonitoringProps } from "../../src/settings";

interface RecordingCase {
  readonly settings: NonNullable<MonitoringProps["config"]>;
  /** What is wrong with the override for the recorder, then for the rules, as `recordingOverride.<setting>: got …`. */
  readonly problems?: readonly string[];
  readonly late?: readonly string[];
}

const daily = (...resourceTypes: string[]) => ({ resourceTypes });
const continuous = (...resourceTypes: string[]) => ({ resourceTypes, frequency: "CONTINUOUS" as const });
const late = (type: string, rule: string, at = 0) =>
  `recordingOverride.resourceTypes[${at}]: got "${type}"; must be a type whose changes the rule ${rule} does not evaluate: recorded once a day, they are noticed up to a day later. Omit the type, or disable the rule`;
const notDaily = (type: string) =>
  `recordingOverride.resourceTypes[0]: got "${type}"; must be a type that AWS Config can record once a day`;

const bucket = "AWS::S3::Bucket";
const group = "AWS::EC2::SecurityGroup";
const network = "AWS::EC2::NetworkInterface";
const user = "AWS::IAM::User";

/** Overrides that are accepted, and that are refused. */
export const recordingCases: Readonly<Record<string, RecordingCase>> = {
  "no override": { settings: { recordingFrequency: "DAILY", excludedResourceTypes: [bucket] } },
  "types that no rule evaluates, once a day": { settings: { recordingOverride: daily(network, user) } },
  "the types of the rules continuously": {
    settings: {
      recordingFrequency: "DAILY",
      recordingOverride: continuous(bucket, group, "AWS::Config::ResourceCompliance"),
    },
  },
  "other types continuously: the rules are as late as without": {
    settings: { recordingFrequency: "DAILY", recordingOverride: continuous(network) },
  },
  "the frequency of all types, once a day": {
    settings: { recordingFrequency: "DAILY", recordingOverride: daily(network) },
    problems: ['recordingOverride.frequency: got "DAILY"; must be the other frequency: recordingFrequency is DAILY'],
  },
  "the frequency of all types, continuously": {
    settings: { recordingOverride: continuous(network) },
    problems: [
      'recordingOverride.frequency: got "CONTINUOUS"; must be the other frequency: recordingFrequency is CONTINUOUS',
    ],
  },
  "a type that is excluded": {
    settings: { excludedResourceTypes: [network], recordingOverride: daily("AWS::EC2::Volume", network) },
    problems: [
      'recordingOverride.resourceTypes[1]: got "AWS::EC2::NetworkInterface"; must be a type that is recorded: excludedResourceTypes contains it',
    ],
  },
  "a type that another region records": {
    settings: { recordsGlobalResources: false, recordingOverride: daily(user) },
    problems: [
      'recordingOverride.resourceTypes[0]: got "AWS::IAM::User"; must be a type that is recorded: recordsGlobalResources is false',
    ],
  },
  ...Object.fromEntries(
    ["ResourceCompliance", "ConformancePackCompliance", "ConfigurationRecorder"].map((name) => [
      `${name} once a day`,
      { settings: { recordingOverride: daily(`AWS::Config::${name}`) }, problems: [notDaily(`AWS::Config::${name}`)] },
    ]),
  ),
  "types of the standard rules": {
    settings: { recordingOverride: daily(network, bucket, group) },
    late: [
      late(bucket, "s3-bucket-public-read-prohibited", 1),
      late(bucket, "s3-bucket-public-write-prohibited", 1),
      late(group, "restricted-ssh", 2),
    ],
  },
  "the type of a disabled rule": {
    settings: { recordingOverride: daily(group), disabledRules: ["restricted-ssh"] },
  },
  "the types of a rule of the user": {
    settings: {
      recordingOverride: daily(user),
      rules: { "no-inline": { identifier: "IAM_NO_INLINE_POLICY_CHECK" }, mfa: { identifier: "IAM_USER_MFA_ENABLED" } },
    },
    late: [late(user, "no-inline")],
  },
  "a type that the scope of a rule omits, and one that it has": {
    settings: {
      recordingOverride: daily("AWS::IAM::Group", "AWS::IAM::Role"),
      rules: { scoped: { identifier: "IAM_NO_INLINE_POLICY_CHECK", scope: { resourceTypes: ["AWS::IAM::Role"] } } },
    },
    late: [late("AWS::IAM::Role", "scoped", 1)],
  },
  "a scope without types": {
    settings: {
      recordingOverride: daily(user),
      rules: { tagged: { identifier: "IAM_NO_INLINE_POLICY_CHECK", scope: { tagKey: "Tier" } } },
    },
    late: [late(user, "tagged")],
  },
  "a periodic rule, whatever its scope": {
    settings: {
      recordingOverride: daily(user),
      rules: { mfa: { identifier: "IAM_USER_MFA_ENABLED", scope: { resourceTypes: [user] } } },
    },
  },
  "a rule newer than the list, by its scope only": {
    settings: {
      recordingOverride: daily(user),
      rules: {
        newer: { identifier: "A_RULE_OF_TOMORROW", unlisted: true, scope: { resourceTypes: [user] } },
        unknown: { identifier: "A_RULE_OF_TOMORROW", unlisted: true },
      },
    },
    late: [late(user, "newer")],
  },
  "a rule that replaces a standard one": {
    settings: {
      recordingOverride: daily(group),
      rules: { "restricted-ssh": { identifier: "INCOMING_SSH_DISABLED", scope: { resourceTypes: [bucket] } } },
    },
  },
};

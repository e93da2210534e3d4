import { ConfigRecorderRole } from "../../../src/capabilities/config";
import { createMemberRole } from "../../../src/capabilities/remediation/member-remediation";
import { remediationNames } from "../../../src/remediation";
import type { MonitoringProps } from "../../../src/settings";
import { AwsEnvironment } from "../../../src/terraform/aws/aws-environment";
import { entry, organisation, region } from "../../support/policies";
import { configurationOf, EmptyOwnStack, synthesizeStack, type Configuration } from "../../support/synthesize";
import { names, type Rows } from "./matrix";
import { foreignKeyArn } from "./matrix/queried-log-key";
import { arn, keyArn, managementAccount } from "./matrix/requests";

const settings = {
  trail: { name: names.trail, bucketName: names.trailBucket, logGroupName: names.logGroup },
  config: { bucketName: names.configBucket },
  accessLogs: { bucketName: names.accessLogBucket },
  guardduty: { enabled: true, exportFindings: true, bucketName: names.guardDutyBucket },
  alerts: { topicName: names.topic, chat: {}, machines: {} },
  athena: { enabled: true, bucketName: names.resultsBucket },
};

const modes = Object.fromEntries(remediationNames.map((name) => [name, "automatic" as const]));
const remediation: MonitoringProps["remediation"] = {
  modes,
  runbooks: {
    [entry["each.key"]!]: {
      rule: "restricted-ssh",
      document: entry["each.value.document"]!,
      parameters: { BucketName: ["{resource}"] },
      roleArn: entry["each.value.role_arn"]!,
    },
  },
  bucketName: names.recordsBucket,
};

const organization = { id: organisation, managementAccountId: managementAccount };
const ofOrganization: MonitoringProps = {
  organization,
  trail: { ...settings.trail, organizationTrailName: names.organizationTrail, besideOrganization: true },
};

/** What the policies of remediation are about, on what every stack with them has. */
const repairing = {
  ...settings,
  config: {
    ...settings.config,
    rules: { "vpc-default-security-group-closed": { identifier: "VPC_DEFAULT_SECURITY_GROUP_CLOSED" } },
  },
  accessLogs: { enabled: false },
  remediation,
};

/** The role of a member as Terraform would create it: its template is made of the same. */
const memberRole = (() => {
  const stack = new EmptyOwnStack();
  const of = { namePrefix: "", organizationId: organisation, modes, names: "", security: AwsEnvironment.of(stack) };
  createMemberRole(stack, of);
  return configurationOf(stack);
})();

/** Stacks of an organization, whose policies allow more. */
const organizationStacks: Readonly<Record<string, Configuration>> = {
  "the stack of an organization": synthesizeStack({ ...settings, ...ofOrganization }),
  "the stack of an organization that repairs in its accounts": synthesizeStack({
    ...repairing,
    ...ofOrganization,
    organization: { ...organization, members: { organizationalUnitIds: ["r-ab12"], remediation: true } },
  }),
  "the stack of an organization on what exists": synthesizeStack({
    ...ofOrganization,
    trail: { ...ofOrganization.trail, bucketName: undefined, existingBucket: { name: names.trailBucket } },
    config: { existingBucket: { name: names.configBucket } },
    encryption: { existingLogKey: { arn: keyArn } },
  }),
  "the stack of an organization on what else exists": synthesizeStack({
    ...settings,
    ...ofOrganization,
    encryption: { existingLogKey: { arn: foreignKeyArn } },
  }),
};

const inRegions: MonitoringProps = {
  // Without event forwarders, whose policies have rows of their own.
  alerts: { instant: false },
  regions: ["eu-central-1", "af-south-1"],
};
const existingOfGuardDuty = { existingBucket: { name: names.guardDutyBucket }, existingKey: { arn: keyArn } };

/** Stacks with further regions, whose policies allow more. */
const regionalStacks: Readonly<Record<string, Configuration>> = {
  "the stack of several regions": synthesizeStack({ ...settings, ...inRegions, provider: { region } }),
  "the stack of several regions on what exists": synthesizeStack({
    ...inRegions,
    guardduty: { enabled: true, exportFindings: true, ...existingOfGuardDuty },
    provider: { region },
  }),
};

/** What the policies of the management account are about: those of recorders of members are the same. */
const managementStack = new EmptyOwnStack();
new ConfigRecorderRole(managementStack, "config_recorder_role", {
  region,
  bucketName: names.configBucket,
  kmsKeyArn: keyArn,
});

/** Stacks with every policy between them: what is disabled by default is switched on, and what can be brought along is. */
const stacksOfAccount: Readonly<Record<string, Configuration>> = {
  "the stack": synthesizeStack({ ...settings, provider: { region } }),
  "the stack on what exists": synthesizeStack({
    trail: { ...settings.trail, bucketName: undefined, existingBucket: { name: names.trailBucket } },
    config: { existingBucket: { name: names.configBucket } },
    encryption: { existingLogKey: { arn: keyArn } },
    guardduty: { enabled: true, exportFindings: true, ...existingOfGuardDuty },
    alerts: { existingTopic: { arn: arn("sns", names.topic) }, existingTopicKeys: [keyArn] },
  }),
  "the stack that collects from an organization": synthesizeStack({
    trail: { enabled: false, existingLogGroup: { name: names.logGroup } },
    config: settings.config,
    organization,
  }),
  "the stack that only keeps the access logs": synthesizeStack({
    trail: { enabled: false, existingLogGroup: { name: names.logGroup } },
    config: { enabled: false },
    evidence: { retain: ["access-log-bucket"] },
  }),
  "the stack that repairs": synthesizeStack(repairing),
  "the stack on what else exists": synthesizeStack({
    ...settings,
    accessLogs: { existingBucket: { name: names.accessLogBucket } },
    alerts: { ...settings.alerts, existingKey: { arn: keyArn } },
    encryption: { existingLogKey: { arn: foreignKeyArn } },
  }),
  "the stack of the management account": configurationOf(managementStack),
};

export const stacks = { ...stacksOfAccount, ...organizationStacks, ...regionalStacks };

/** What a stack calls the document that some rows are about. */
export function documentInStack({
  module,
  document,
  ofTemplate,
  capability = module.replaceAll("-", "_"),
}: Rows): string {
  return ofTemplate ? document : `${capability}_${document}`;
}

/** The first of the stacks that has the document. */
export function stackOf(rows: Rows): Configuration {
  if (rows.ofTemplate) return memberRole;
  const address = `data.aws_iam_policy_document.${documentInStack(rows)}`;
  const those = rows.ofOrganization ? organizationStacks : rows.ofRegions ? regionalStacks : stacksOfAccount;
  const found = Object.values(those).find((stack) => stack.blocks().has(address));
  if (!found) throw new Error(`no stack has ${address}`);
  return found;
}

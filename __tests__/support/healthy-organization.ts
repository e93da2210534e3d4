import { account, arn, deployed } from "./deployed-resource";
import type { Answers } from "./fake-aws";

const management = "999900001111";
export const members = ["222200000001", "222200000002"] as const;
const root = "r-ab12";
export const homeBus = arn("events", "event-bus/security-events");
const policyId = "policy-1";
const busPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "ForwardersPutEvents", Effect: "Allow" }],
});

/** What an organization has in its security account, and in its management account. */
export const organizationResources = [
  deployed("aws_cloudwatch_event_bus", { arn: homeBus, name: "security-events" }),
  deployed("aws_cloudwatch_event_bus_policy", { event_bus_name: "security-events", policy: busPolicy }),
  deployed("aws_guardduty_organization_configuration", {
    detector_id: "d1",
    auto_enable_organization_members: "ALL",
  }),
  deployed("aws_guardduty_organization_configuration_feature", {
    detector_id: "d1",
    name: "RUNTIME_MONITORING",
    auto_enable: "ALL",
    additional_configuration: [
      { name: "EC2_AGENT_MANAGEMENT", auto_enable: "ALL" },
      { name: "EKS_ADDON_MANAGEMENT", auto_enable: "NONE" },
    ],
  }),
  deployed("aws_securityhub_organization_configuration", {
    organization_configuration: [{ configuration_type: "CENTRAL" }],
  }),
  deployed("aws_securityhub_configuration_policy", { id: policyId, name: "security-monitoring" }),
  deployed("aws_securityhub_configuration_policy_association", { policy_id: policyId, target_id: root }),
  deployed("aws_securityhub_configuration_policy_association", { policy_id: policyId, target_id: account }),
  deployed("aws_config_configuration_aggregator", {
    arn: arn("config", "config-aggregator/1"),
    name: "organization-config",
  }),
  deployed("aws_config_organization_managed_rule", {
    arn: arn("config", "organization-config-rule/1"),
    name: "restricted-ssh",
  }),
  deployed("aws_cloudformation_stack_set", {
    arn: `arn:aws:cloudformation:eu-west-1:${management}:stackset/recorder:1`,
    name: "recorder",
  }),
  deployed("aws_organizations_delegated_administrator", {
    arn: `arn:aws:organizations::${management}:account/o-a1b2c3d4e5/${account}`,
    account_id: account,
    service_principal: "config.amazonaws.com",
  }),
  deployed("aws_guardduty_organization_admin_account", { admin_account_id: account }),
  deployed("aws_securityhub_organization_admin_account", { admin_account_id: account }),
];

export const guardDutyOfAll = {
  AutoEnableOrganizationMembers: "ALL",
  Features: [
    {
      Name: "RUNTIME_MONITORING",
      AutoEnable: "ALL",
      AdditionalConfiguration: [{ Name: "EC2_AGENT_MANAGEMENT", AutoEnable: "ALL" }],
    },
  ],
};
export const centralConfiguration = { OrganizationConfiguration: { ConfigurationType: "CENTRAL", Status: "ENABLED" } };

/** GuardDuty and Security Hub have calls of the same name. */
export function ofBoth(ofGuardDuty: object, ofSecurityHub: object): Answers[string] {
  return ({ DetectorId }) => (DetectorId === undefined ? ofSecurityHub : ofGuardDuty);
}

const stack = (Account: string, Region: string) => ({
  Account,
  Region,
  Status: "CURRENT",
  StackInstanceStatus: { DetailedStatus: "SUCCEEDED" },
});

/** An answer of two pages. */
function inPages(list: string, first: readonly object[], second: readonly object[], token = "NextToken") {
  return (input: Readonly<Record<string, unknown>>) =>
    input[token] === undefined ? { [list]: first, [token]: "more" } : { [list]: second };
}

/** What AWS answers about it while everything is healthy. */
export const healthyOrganization: Answers = {
  DescribeEventBus: { Name: "security-events", Policy: busPolicy },
  ListAccounts: inPages(
    "Accounts",
    [{ Id: account, State: "ACTIVE" }],
    [
      ...members.map((Id) => ({ Id, State: "ACTIVE", JoinedTimestamp: new Date("2020-01-01T00:00:00Z") })),
      // Of a closed one nothing is expected.
      { Id: "222200000009", State: "SUSPENDED" },
    ],
  ),
  DescribeOrganizationConfiguration: ofBoth(guardDutyOfAll, centralConfiguration),
  ListMembers: inPages(
    "Members",
    [{ AccountId: members[0], RelationshipStatus: "Enabled" }],
    [
      { AccountId: members[1], RelationshipStatus: "Enabled" },
      { AccountId: "222200000008", RelationshipStatus: "Removed" },
    ],
  ),
  GetConfigurationPolicyAssociation: { ConfigurationPolicyId: policyId, AssociationStatus: "SUCCESS" },
  ListConfigurationPolicyAssociations: { ConfigurationPolicyAssociationSummaries: [] },
  DescribeConfigurationAggregatorSourcesStatus: { AggregatedSourceStatusList: [] },
  DescribeOrganizationConfigRuleStatuses: {
    OrganizationConfigRuleStatuses: [
      { OrganizationConfigRuleName: "restricted-ssh", OrganizationRuleStatus: "CREATE_SUCCESSFUL" },
    ],
  },
  DescribeStackSet: { StackSet: { Status: "ACTIVE", AutoDeployment: { Enabled: true } } },
  ListStackSetOperations: {
    Summaries: [
      { Action: "CREATE", Status: "FAILED", CreationTimestamp: new Date("2026-01-01T00:00:00Z") },
      { Action: "UPDATE", Status: "SUCCEEDED", CreationTimestamp: new Date("2026-02-01T00:00:00Z") },
    ],
  },
  ListStackInstances: inPages("Summaries", [stack(members[0], "eu-west-1")], [stack(members[1], "eu-west-1")]),
  ListDelegatedAdministrators: { DelegatedAdministrators: [{ Id: "333300000001" }, { Id: account }] },
  ListOrganizationAdminAccounts: {
    AdminAccounts: [{ AdminAccountId: account, AdminStatus: "ENABLED", AccountId: account, Status: "ENABLED" }],
  },
};

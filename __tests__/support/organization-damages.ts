import { Deployment } from "../../src/cli/deployment/deployment";
import type { Verdict } from "../../src/cli/verify/judgement";
import { account, deployed } from "./deployed-resource";
import type { Answers } from "./fake-aws";
import { deployment, minutesAgo, names } from "./healthy-monitoring";
import { centralConfiguration, guardDutyOfAll, members, ofBoth } from "./healthy-organization";

/** What is wrong with a healthy monitoring, and what its check says. */
export type Damage = readonly [
  check: string,
  what: string,
  answers: Answers,
  verdict: Verdict,
  finding: RegExp,
  deployed?: Deployment,
];

const guardDuty = (change: object) => ({
  DescribeOrganizationConfiguration: ofBoth({ ...guardDutyOfAll, ...change }, centralConfiguration),
});
const central = (change: object) => ({
  DescribeOrganizationConfiguration: ofBoth(guardDutyOfAll, {
    OrganizationConfiguration: { ...centralConfiguration.OrganizationConfiguration, ...change },
  }),
});
const absent = (name: string) => () => {
  throw Object.assign(new Error("there is none"), { name });
};
const associated = (change: object) => ({
  GetConfigurationPolicyAssociation: {
    ConfigurationPolicyId: "policy-1",
    AssociationStatus: "FAILED",
    AssociationStatusMessage: "reason",
    ...change,
  },
});
const rule = (change: object) => ({
  DescribeOrganizationConfigRuleStatuses: {
    OrganizationConfigRuleStatuses: [{ OrganizationConfigRuleName: "restricted-ssh", ...change }],
  },
});
const source = (change: object) => ({
  DescribeConfigurationAggregatorSourcesStatus: {
    AggregatedSourceStatusList: [
      { SourceId: "222200000001", SourceType: "ACCOUNT", AwsRegion: "us-east-1", ...change },
    ],
  },
});
const stackSet = (change: object) => ({
  DescribeStackSet: { StackSet: { Status: "ACTIVE", AutoDeployment: { Enabled: true }, ...change } },
});
const operation = (change: object) => ({ ListStackSetOperations: { Summaries: [{ Action: "UPDATE", ...change }] } });
const stacks = (...changes: object[]) => ({
  ListStackInstances: {
    Summaries: [
      { Account: members[0], Region: "eu-west-1", Status: "CURRENT" },
      ...changes.map((change) => ({ Account: members[1], Region: "us-east-1", ...change })),
    ],
  },
});
const accounts = (JoinedTimestamp: Date, count = 7) => ({
  ListAccounts: {
    Accounts: [
      { Id: account, State: "ACTIVE" },
      { Id: members[0], State: "ACTIVE" },
      ...Array.from({ length: count }, (_, at) => ({ Id: `44440000000${at}`, State: "ACTIVE", JoinedTimestamp })),
    ],
  },
});

/** The forwarder sends where the state says, which is where the alert rules were before there was an organization. */
const formerBus = names.homeBus.replace("security-events", "default");
const stale = new Deployment(
  "module.security_monitoring",
  [deployed("aws_cloudwatch_event_bus", { arn: names.homeBus, name: "security-events" })],
  [
    new Deployment("module.security_monitoring", [
      deployed("aws_cloudwatch_event_rule", {
        arn: "arn:aws:events:us-east-1:111122223333:rule/forward-root",
        name: "forward-root",
        event_bus_name: "default",
        description: "Sends events",
        event_pattern: '{"source":["aws.signin"]}',
        state: "ENABLED",
      }),
      deployed("aws_cloudwatch_event_target", {
        rule: "forward-root",
        event_bus_name: "default",
        target_id: "home",
        arn: formerBus,
        dead_letter_config: [],
      }),
    ]),
  ],
);

export const organizationDamages: readonly Damage[] = [
  [
    "region",
    "is not in the state",
    {},
    "cannot tell",
    /is in a region that the state does not name/,
    new Deployment(deployment.name, [deployed("aws_sns_topic_subscription", subscription())], [], ["module.us"]),
  ],
  [
    "organization-trail",
    "records one account",
    {
      DescribeTrails: {
        trailList: [
          {
            TrailARN: names.trail,
            IsMultiRegionTrail: true,
            IncludeGlobalServiceEvents: true,
            LogFileValidationEnabled: true,
            S3BucketName: "files",
            CloudWatchLogsLogGroupArn: `${names.group}:*`,
            KmsKeyId: names.logKey,
          },
        ],
      },
    },
    "broken",
    /one account only/,
  ],
  ["event-bus", "is gone", { DescribeEventBus: absent("ResourceNotFoundException") }, "broken", /does not exist/],
  ["event-bus", "lets nobody send", { DescribeEventBus: {} }, "broken", /lacks .*ForwardersPutEvents/],
  [
    "forwarder-bus",
    "is the former one",
    { ListTargetsByRule: { Targets: [{ Id: "home", Arn: formerBus }] } },
    "broken",
    /sends to \S+event-bus\/default, and the alert rules are on \S+event-bus\/security-events$/,
    stale,
  ],
  [
    "guardduty-organization",
    "is for new accounts only",
    guardDuty({ AutoEnableOrganizationMembers: "NEW" }),
    "broken",
    /in NEW, not ALL/,
  ],
  ["guardduty-organization", "lost a plan", guardDuty({ Features: [] }), "broken", /state: RUNTIME_MONITORING$/],
  [
    "guardduty-organization",
    "installs no agents",
    guardDuty({ Features: [{ Name: "RUNTIME_MONITORING", AutoEnable: "ALL" }] }),
    "broken",
    /state: RUNTIME_MONITORING$/,
  ],
  ["guardduty-organization", "is full", guardDuty({ MemberAccountLimitReached: true }), "broken", /as many members/],
  [
    "guardduty-members",
    "omit accounts for days",
    accounts(minutesAgo(60 * 25)),
    "broken",
    /^7 of 8 accounts are not enabled: 444400000000 \(no member\), 444400000001 .*444400000004 \(no member\) and 2 more$/,
  ],
  [
    "guardduty-members",
    "omit accounts that have just joined",
    accounts(minutesAgo(60 * 23), 1),
    "attention",
    /^1 of 2 accounts are not enabled, which joined today: 444400000000 \(no member\)$/,
  ],
  [
    "guardduty-members",
    "are suspended",
    {
      ListMembers: {
        Members: members.map((AccountId) => ({ AccountId, RelationshipStatus: "Disabled" })),
      },
    },
    "broken",
    /2 of 2 .*222200000001 \(Disabled\), 222200000002 \(Disabled\)$/,
  ],
  ["security-hub-organization", "is local", central({ ConfigurationType: "LOCAL" }), "broken", /is LOCAL, not CENTRAL/],
  [
    "security-hub-organization",
    "failed",
    central({ Status: "FAILED", StatusMessage: "reason" }),
    "broken",
    /failed: reason/,
  ],
  ["security-hub-organization", "has just begun", central({ Status: "PENDING" }), "attention", /PENDING/],
  ["security-hub-policy", "failed", associated({}), "broken", /failed: reason/],
  ["security-hub-policy", "is another", associated({ ConfigurationPolicyId: "theirs" }), "broken", /another policy/],
  ["security-hub-policy", "has just begun", associated({ AssociationStatus: "PENDING" }), "attention", /PENDING/],
  [
    "security-hub-policy",
    "is gone",
    { GetConfigurationPolicyAssociation: absent("ResourceNotFoundException") },
    "broken",
    /does not exist/,
  ],
  [
    "security-hub-policy",
    "failed in an account of a target, on the second page",
    {
      ListConfigurationPolicyAssociations: ({ NextToken }) =>
        NextToken === undefined
          ? { ConfigurationPolicyAssociationSummaries: [], NextToken: "more" }
          : { ConfigurationPolicyAssociationSummaries: [{ TargetId: members[1], AssociationStatusMessage: "why" }] },
    },
    "broken",
    /failed: why/,
  ],
  [
    "config-aggregator",
    "is gone",
    { DescribeConfigurationAggregatorSourcesStatus: absent("NoSuchConfigurationAggregatorException") },
    "broken",
    /does not exist/,
  ],
  [
    "config-aggregator",
    "lacks an account",
    source({ LastErrorCode: "Code", LastErrorMessage: "why" }),
    "attention",
    /failed: Code: why/,
  ],
  ["config-aggregator", "may not list accounts", source({ SourceType: "ORGANIZATION" }), "broken", /gives no reason/],
  [
    "organization-config-rules",
    "failed in an account",
    {
      ...rule({ OrganizationRuleStatus: "CREATE_FAILED", ErrorMessage: "some failed" }),
      GetOrganizationConfigRuleDetailedStatus: {
        OrganizationConfigRuleDetailedStatus: [
          { AccountId: members[0], ErrorCode: "NoAvailableConfigurationRecorder" },
        ],
      },
    },
    "broken",
    /^is CREATE_FAILED: 222200000001 \(NoAvailableConfigurationRecorder\)$/,
  ],
  [
    "organization-config-rules",
    "failed, and nothing says where",
    {
      ...rule({ OrganizationRuleStatus: "UPDATE_FAILED", ErrorMessage: "some failed" }),
      GetOrganizationConfigRuleDetailedStatus: absent("AccessDeniedException"),
    },
    "broken",
    /^is UPDATE_FAILED: some failed$/,
  ],
  [
    "organization-config-rules",
    "is being created",
    rule({ OrganizationRuleStatus: "CREATE_IN_PROGRESS" }),
    "attention",
    /IN_PROGRESS/,
  ],
  ["organization-config-rules", "is gone", { DescribeOrganizationConfigRuleStatuses: {} }, "broken", /does not exist/],
  [
    "stack-set",
    "is gone",
    {
      DescribeStackSet: absent("StackSetNotFoundException"),
      ListStackSetOperations: absent("StackSetNotFoundException"),
      ListStackInstances: absent("StackSetNotFoundException"),
    },
    "broken",
    /does not exist/,
  ],
  ["stack-set", "is for nobody new", stackSet({ AutoDeployment: { Enabled: false } }), "broken", /not deploy/],
  ["stack-set", "is deleted", stackSet({ Status: "DELETED" }), "broken", /is DELETED/],
  [
    "stack-set-operation",
    "failed",
    operation({ Status: "FAILED", StatusReason: "tolerance exceeded" }),
    "broken",
    /^the last UPDATE is FAILED: tolerance exceeded$/,
  ],
  ["stack-set-operation", "goes on", operation({ Status: "RUNNING" }), "attention", /UPDATE is RUNNING$/],
  [
    "stack-set-stacks",
    "failed in an account",
    stacks({ Status: "OUTDATED", StatusReason: "role exists", StackInstanceStatus: { DetailedStatus: "FAILED" } }),
    "broken",
    /^is OUTDATED, FAILED: role exists$/,
  ],
  ["stack-set-stacks", "is inoperable", stacks({ Status: "INOPERABLE" }), "broken", /INOPERABLE: AWS gives no reason/],
  [
    "stack-set-stacks",
    "waits",
    stacks({ Status: "OUTDATED", StackInstanceStatus: { DetailedStatus: "PENDING" } }),
    "attention",
    /PENDING/,
  ],
  [
    "stack-set-stacks",
    "is of a suspended account",
    stacks({ Status: "OUTDATED", StackInstanceStatus: { DetailedStatus: "SKIPPED_SUSPENDED_ACCOUNT" } }),
    "attention",
    /SUSPENDED/,
  ],
  ["stack-set-stacks", "are none", { ListStackInstances: {} }, "attention", /there are none/],
  [
    "registration",
    "is another account's",
    { ListDelegatedAdministrators: { DelegatedAdministrators: [{ Id: "333300000001" }] } },
    "broken",
    /^is 333300000001, not 111122223333$/,
  ],
  [
    "registration",
    "of GuardDuty and Security Hub ends",
    {
      ListOrganizationAdminAccounts: {
        AdminAccounts: [
          {
            AdminAccountId: account,
            AdminStatus: "DISABLE_IN_PROGRESS",
            AccountId: account,
            Status: "DISABLE_IN_PROGRESS",
          },
        ],
      },
    },
    "broken",
    /^is nobody, not 111122223333$/,
  ],
];

function subscription() {
  return { arn: names.subscription, topic_arn: names.topic, protocol: "email" };
}

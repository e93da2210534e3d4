import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of AWS Config. */
export const operations: Operations = {
  aws_config_configuration_recorder: {
    permissions: {
      everything: [
        "config:DeleteConfigurationRecorder",
        "config:DescribeConfigurationRecorders",
        "config:PutConfigurationRecorder",
      ],
    },
    unrecorded: [
      {
        target: "configRole",
        actions: ["iam:PassRole"],
        // Its principal depends on the partition.
        conditions: { StringLike: { "iam:PassedToService": "config.*" } },
        reason: "PutConfigurationRecorder passes the recorder's role to AWS Config",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
      },
    ],
    health: ["records the resource types that are set"],
    costs: [
      { unit: "continuousItems", usd: 0.003, note: "config.excludedResourceTypes omits types" },
      {
        unit: "dailyItems",
        usd: 0.012,
        note: "a resource that changed on a day, where config.recordingFrequency or config.recordingOverride is DAILY",
      },
    ],
  },
  aws_config_configuration_recorder_status: {
    permissions: {
      everything: [
        "config:DescribeConfigurationRecorderStatus",
        "config:StartConfigurationRecorder",
        "config:StopConfigurationRecorder",
      ],
    },
    health: ["is recording, and its last status is SUCCESS"],
    costs: [],
  },
  aws_config_delivery_channel: {
    permissions: {
      everything: ["config:DeleteDeliveryChannel", "config:DescribeDeliveryChannels", "config:PutDeliveryChannel"],
    },
    health: ["delivered its last snapshot and history without an error"],
    costs: [],
  },
  aws_config_config_rule: {
    permissions: {
      everything: [
        "config:DeleteConfigRule",
        "config:DescribeConfigRules",
        "config:ListTagsForResource",
        "config:PutConfigRule",
        "config:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "everything",
        "config:TagResource",
        "https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html",
      ),
    ],
    health: ["was evaluated at least once"],
    costs: [
      {
        unit: "ruleEvaluations",
        usd: 0.001,
        above: [
          { quantity: 100_000, usd: 0.0008 },
          { quantity: 500_000, usd: 0.0005 },
        ],
        countedIn: "region",
      },
    ],
  },
  aws_config_organization_managed_rule: {
    permissions: {
      everything: [
        "config:DeleteOrganizationConfigRule",
        "config:DescribeOrganizationConfigRuleStatuses",
        "config:DescribeOrganizationConfigRules",
        "config:GetOrganizationConfigRuleDetailedStatus",
        "config:PutOrganizationConfigRule",
      ],
    },
    health: ["is in every account that is not excluded"],
    // What it evaluates is billed to the members.
    costs: [],
    notAdopted: "who administers the rules of an organization decides that",
  },
  aws_config_configuration_aggregator: {
    permissions: {
      everything: [
        "config:DeleteConfigurationAggregator",
        "config:DescribeConfigurationAggregators",
        "config:ListTagsForResource",
        "config:PutConfigurationAggregator",
        "config:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "everything",
        "config:TagResource",
        "https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html",
      ),
      {
        target: "role",
        actions: ["iam:PassRole"],
        conditions: { StringLike: { "iam:PassedToService": "config.*" } },
        reason: "PutConfigurationAggregator passes the role of the aggregator to AWS Config",
        source: "https://docs.aws.amazon.com/config/latest/developerguide/set-up-aggregator-cli.html",
      },
    ],
    health: ["collects from every account and region of the organization"],
    costs: [],
    notAdopted: "an account may have several, and another one does no harm",
  },
  aws_iam_service_linked_role: {
    permissions: {
      serviceLinkedRole: [
        "iam:CreateServiceLinkedRole",
        "iam:DeleteServiceLinkedRole",
        "iam:GetRole",
        "iam:GetServiceLinkedRoleDeletionStatus",
        "iam:TagRole",
        "iam:UntagRole",
      ],
    },
    health: ["exists"],
    costs: [],
  },
  aws_iam_role_policy_attachment: {
    permissions: { role: ["iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:ListAttachedRolePolicies"] },
    health: ["lets the recorder of the management account read it"],
    notAdopted: "it is in the management account, where `terraform import` takes it into the state",
    costs: [],
  },
  "data.aws_iam_role": { permissions: { existingRole: ["iam:GetRole"] } },
};

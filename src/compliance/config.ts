import { from, unset, type Requirement } from "./requirement";

export const config: readonly Requirement[] = [
  {
    title: "AWS Config records every type of resource in its region, under its service-linked role",
    controlIds: {
      securityHub: ["Config.1"],
      checkov: ["CKV2_AWS_45"],
      prowler: ["config_recorder_using_aws_service_role"],
    },
    met: [
      {
        resource: "aws_config_configuration_recorder",
        arguments: { role_arn: from("aws_iam_service_linked_role") },
      },
      { resource: "aws_iam_service_linked_role", arguments: { aws_service_name: "config.amazonaws.com" } },
      { resource: "aws_config_configuration_recorder_status", arguments: { is_enabled: true } },
      { resource: "aws_config_delivery_channel", arguments: { s3_bucket_name: from("aws_s3_bucket") } },
      { setting: "config.excludedResourceTypes", is: [] },
    ],
  },
  {
    title: "IAM users, groups, roles and policies are recorded, in one region",
    controlIds: { checkov: ["CKV2_AWS_48"] },
    met: [{ setting: "config.recordsGlobalResources", is: true }],
    decision: "0007-global-resources-in-one-region",
  },
  {
    title: "AWS Config records in every region",
    controlIds: {
      cis: [
        ["2.5", "1.2"],
        ["3.5", "1.4", "2.0"],
        ["3.3", "3.0", "5.0"],
        ["4.3", "6.0", "7.0"],
      ],
      prowler: ["config_recorder_all_regions_enabled"],
    },
    notMet: "A deployment is in one region, and meets this there. Every other region needs its own.",
    shownBy: [
      {
        resource: "aws_config_configuration_recorder",
        arguments: { for_each: unset, provider: unset, region: unset },
      },
    ],
    decision: "0007-global-resources-in-one-region",
  },
  {
    title: "An aggregator collects the AWS Config data of all accounts and regions",
    controlIds: {
      prowler: ["config_delegated_admin_and_org_aggregator_all_regions"],
      trivy: ["AWS-0019"],
    },
    notMet: "It takes an organization: `organization` creates one.",
    shownBy: [{ setting: "organization", is: undefined }],
  },
];

import { from, unset, type Requirement } from "./requirement";

export const trail: readonly Requirement[] = [
  {
    title: "A trail records the management events of every region, none excluded",
    controlIds: {
      securityHub: ["CloudTrail.1", "CloudTrail.3"],
      cis: [
        ["2.1", "1.2"],
        ["3.1", "1.4", "5.0"],
        ["4.1", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_67", "CKV_AWS_251"],
      prowler: [
        "cloudtrail_bedrock_logging_enabled",
        "cloudtrail_multi_region_enabled",
        "cloudtrail_multi_region_enabled_logging_management_events",
      ],
      trivy: ["AWS-0014"],
    },
    met: [
      {
        resource: "aws_cloudtrail",
        arguments: {
          is_multi_region_trail: true,
          include_global_service_events: true,
          enable_logging: true,
          event_selector: unset,
          advanced_event_selector: unset,
        },
      },
    ],
    decision: "0003-no-event-selectors",
  },
  {
    title: "The trail's files are encrypted with a customer managed key",
    controlIds: {
      securityHub: ["CloudTrail.2"],
      cis: [
        ["2.7", "1.2"],
        ["3.7", "1.4", "2.0"],
        ["3.5", "3.0", "5.0"],
        ["4.5", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_35"],
      prowler: ["cloudtrail_kms_encryption_enabled"],
      trivy: ["AWS-0015"],
    },
    met: [{ resource: "aws_cloudtrail", arguments: { kms_key_id: from("aws_kms_key") } }],
  },
  {
    title: "Log file validation is enabled",
    controlIds: {
      securityHub: ["CloudTrail.4"],
      cis: [
        ["2.2", "1.2"],
        ["3.2", "1.4", "5.0"],
        ["4.2", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_36"],
      prowler: ["cloudtrail_log_file_validation_enabled"],
      trivy: ["AWS-0016"],
    },
    met: [{ resource: "aws_cloudtrail", arguments: { enable_log_file_validation: true } }],
  },
  {
    title: "The trail is sent to CloudWatch Logs",
    controlIds: {
      securityHub: ["CloudTrail.5"],
      cis: [
        ["2.4", "1.2"],
        ["3.4", "1.4", "2.0"],
      ],
      checkov: ["CKV2_AWS_10"],
      prowler: ["cloudtrail_cloudwatch_logging_enabled"],
      trivy: ["AWS-0162"],
    },
    checkovFails: [
      {
        check: "CKV2_AWS_10",
        on: ["module.audit_trail"],
        because: "it does not follow references between modules; it passes on the stack",
      },
    ],
    met: [
      {
        resource: "aws_cloudtrail",
        arguments: {
          cloud_watch_logs_group_arn: from("aws_cloudwatch_log_group"),
          cloud_watch_logs_role_arn: from("aws_iam_role"),
        },
      },
    ],
  },
  {
    title: "The trail has tags",
    controlIds: { securityHub: ["CloudTrail.9"] },
    met: [{ resource: "aws_cloudtrail", arguments: { tags: { Owner: "security" } } }],
    offByDefault: { settings: { tags: { Owner: "security" } }, because: "Only you know your tags." },
  },
  {
    title: "The trail records S3 data events of the buckets that you name",
    controlIds: {
      cis: [
        ["3.10", "1.4", "2.0"],
        ["3.11", "1.4", "2.0"],
        ["3.8", "3.0", "5.0"],
        ["3.9", "3.0", "5.0"],
        ["4.8", "6.0", "7.0"],
        ["4.9", "6.0", "7.0"],
      ],
    },
    met: [{ setting: "trail.s3DataEvents", is: { buckets: ["customer-files"], readWriteType: "All" } }],
    offByDefault: {
      settings: { trail: { s3DataEvents: { buckets: ["customer-files"], readWriteType: "All" } } },
      because:
        "AWS charges for every data event. An auditor who asks for every bucket finds the named ones only, and none of the monitoring.",
    },
    decision: "0003-no-event-selectors",
  },
  {
    title: "The trail records S3 data events of all buckets",
    controlIds: {
      securityHub: ["S3.22", "S3.23"],
      prowler: ["cloudtrail_s3_dataevents_read_enabled", "cloudtrail_s3_dataevents_write_enabled"],
    },
    notMet:
      "AWS charges for every data event, and deliveries to the buckets of the monitoring would be events again. You name buckets.",
    shownBy: [{ resource: "aws_cloudtrail", arguments: { event_selector: unset, advanced_event_selector: unset } }],
    decision: "0003-no-event-selectors",
  },
  {
    title: "CloudTrail Insights detects unusual numbers of calls",
    controlIds: { prowler: ["cloudtrail_insights_exist"] },
    notMet: "AWS charges for every event that Insights analyses.",
    shownBy: [{ resource: "aws_cloudtrail", arguments: { insight_selector: unset } }],
    decision: "0003-no-event-selectors",
  },
  {
    title: "The trail notifies an SNS topic of every file",
    controlIds: { checkov: ["CKV_AWS_252"] },
    notMet: "Nobody needs a message every few minutes.",
    shownBy: [{ resource: "aws_cloudtrail", arguments: { sns_topic_name: unset } }],
    decision: "0004-no-notifications-of-deliveries",
  },
];

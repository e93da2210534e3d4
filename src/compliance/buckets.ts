import { from, set, unset, type Requirement } from "./requirement";

export const buckets: readonly Requirement[] = [
  {
    title: "No bucket can be public",
    controlIds: {
      securityHub: ["S3.2", "S3.3", "S3.8", "CloudTrail.6"],
      cis: [
        ["2.3", "1.2"],
        ["3.3", "1.4", "2.0"],
        ["2.1.5", "1.4", "1.5"],
        ["2.1.4", "2.0", "5.0"],
        ["3.1.4", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6"],
      prowler: [
        "cloudtrail_logs_s3_bucket_is_not_publicly_accessible",
        "s3_bucket_level_public_access_block",
        "s3_bucket_public_access",
        "s3_bucket_public_list_acl",
        "s3_bucket_public_write_acl",
      ],
      trivy: ["AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093", "AWS-0094", "AWS-0161"],
    },
    met: [
      {
        bucketsHave: "aws_s3_bucket_public_access_block",
        arguments: {
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
    ],
  },
  {
    title: "The policy of a bucket allows only the delivery services of AWS",
    controlIds: {
      securityHub: ["S3.6"],
      cis: [["2.21", "7.0"]],
      checkov: ["CKV_AWS_70", "CKV_AWS_283"],
      prowler: ["s3_bucket_cross_account_access", "s3_bucket_policy_public_write_access"],
    },
    met: [
      { bucketsHave: "aws_s3_bucket_policy", arguments: { policy: from("data.aws_iam_policy_document") } },
      { policies: "aws_s3_bucket_policy.policy", allowOnly: "AWS services" },
    ],
    decision: "0011-no-organization-conditions",
  },
  {
    title: "A bucket refuses every request without TLS, and no others",
    controlIds: {
      securityHub: ["S3.5"],
      cis: [
        ["2.1.2", "1.4", "1.5"],
        ["2.1.1", "2.0", "5.0"],
        ["3.1.1", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_93"],
      prowler: ["s3_bucket_secure_transport_policy"],
    },
    met: [
      {
        policies: "aws_s3_bucket_policy.policy",
        have: {
          sid: "DenyInsecureTransport",
          effect: "Deny",
          principals: [{ type: "*", identifiers: ["*"] }],
          actions: ["s3:*"],
          resources: from("aws_s3_bucket"),
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        },
      },
    ],
  },
  {
    title: "Buckets have no access control lists: the account owns every object",
    controlIds: {
      securityHub: ["S3.12"],
      checkov: ["CKV_AWS_20", "CKV_AWS_57", "CKV2_AWS_65"],
      prowler: ["s3_bucket_acl_prohibited"],
    },
    met: [
      {
        bucketsHave: "aws_s3_bucket_ownership_controls",
        arguments: { rule: { object_ownership: "BucketOwnerEnforced" } },
      },
      { none: ["aws_s3_bucket_acl"] },
    ],
  },
  {
    title: "Bucket versioning is enabled",
    controlIds: {
      securityHub: ["S3.14"],
      checkov: ["CKV_AWS_21"],
      prowler: ["s3_bucket_object_versioning"],
      trivy: ["AWS-0090"],
    },
    met: [{ bucketsHave: "aws_s3_bucket_versioning", arguments: { versioning_configuration: { status: "Enabled" } } }],
  },
  {
    title: "Files, noncurrent versions and incomplete uploads expire",
    controlIds: {
      securityHub: ["S3.10", "S3.13"],
      checkov: ["CKV2_AWS_61", "CKV_AWS_300"],
      prowler: ["s3_bucket_lifecycle_enabled"],
    },
    met: [
      {
        bucketsHave: "aws_s3_bucket_lifecycle_configuration",
        arguments: {
          rule: [
            {
              status: "Enabled",
              filter: [{}],
              expiration: [{ days: set }],
              noncurrent_version_expiration: [{ noncurrent_days: set }],
              abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
            },
          ],
        },
      },
    ],
    decision: "0009-no-archive-by-default",
  },
  {
    title: "Every bucket is encrypted",
    controlIds: {
      cis: [["2.1.1", "1.4", "1.5"]],
      checkov: ["CKV_AWS_19"],
      prowler: ["s3_bucket_default_encryption"],
      trivy: ["AWS-0088"],
    },
    met: [{ bucketsHave: "aws_s3_bucket_server_side_encryption_configuration", arguments: { rule: set } }],
  },
  {
    title:
      "Buckets are encrypted with a customer managed key, those of the access logs and of remediation with S3 managed keys",
    controlIds: {
      securityHub: ["S3.17"],
      checkov: ["CKV_AWS_145"],
      prowler: ["s3_bucket_kms_encryption"],
      trivy: ["AWS-0132"],
    },
    met: [
      {
        bucketsHave: "aws_s3_bucket_server_side_encryption_configuration",
        arguments: {
          rule: [
            {
              apply_server_side_encryption_by_default: {
                sse_algorithm: "aws:kms",
                kms_master_key_id: from("aws_kms_key"),
              },
              bucket_key_enabled: true,
            },
          ],
        },
        except: {
          access_log_bucket: { rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] },
        },
      },
    ],
    checkovFails: [
      {
        check: "CKV_AWS_145",
        on: ["access_log_bucket"],
        because: "S3 delivers no access logs to a bucket with a customer managed key",
      },
      {
        check: "CKV_AWS_145",
        on: ["remediation_records"],
        because: "what a resource was before its remediation can then be read, and undone, without a key",
      },
    ],
    decision: "0008-access-log-bucket",
  },
  {
    title: "Every bucket has server access logging, except the bucket of the access logs",
    controlIds: {
      securityHub: ["S3.9", "CloudTrail.7"],
      cis: [
        ["2.6", "1.2"],
        ["3.6", "1.4", "2.0"],
        ["3.4", "3.0", "5.0"],
        ["4.4", "6.0", "7.0"],
      ],
      checkov: ["CKV_AWS_18"],
      prowler: ["s3_bucket_server_access_logging_enabled", "cloudtrail_logs_s3_bucket_access_logging_enabled"],
      trivy: ["AWS-0089", "AWS-0163"],
    },
    met: [
      {
        bucketsHave: "aws_s3_bucket_logging",
        arguments: { target_bucket: from("aws_s3_bucket") },
        except: { access_log_bucket: "none" },
      },
    ],
    decision: "0008-access-log-bucket",
  },
  {
    title: "Files of the trail cannot be deleted before their retention ends",
    controlIds: { securityHub: ["S3.15"], checkov: ["CKV_AWS_143"], prowler: ["s3_bucket_object_lock"] },
    checkovFails: [
      {
        check: "CKV_AWS_143",
        on: ["config_bucket", "access_log_bucket", "guardduty_bucket", "remediation_records", "athena_results_bucket"],
        because:
          "AWS Config and S3 do not deliver to a bucket with a default retention, nobody needs one for findings or for results of queries, and that of remediation has a setting of its own",
      },
    ],
    met: [
      {
        resource: "aws_s3_bucket_object_lock_configuration",
        arguments: { rule: { default_retention: { mode: "GOVERNANCE", days: 365 } } },
      },
    ],
    offByDefault: {
      settings: { trail: { objectLock: { mode: "GOVERNANCE", days: 365 } } },
      because: "It cannot be disabled again. The other buckets cannot have it.",
    },
    decision: "0012-object-lock-on-the-trail-only",
  },
  {
    title: "Deleting a version requires MFA",
    controlIds: {
      securityHub: ["S3.20"],
      cis: [
        ["2.1.3", "1.4", "1.5"],
        ["2.1.2", "2.0", "5.0"],
        ["3.1.2", "6.0", "7.0"],
      ],
      prowler: ["cloudtrail_bucket_requires_mfa_delete", "s3_bucket_no_mfa_delete"],
      trivy: ["AWS-0170"],
    },
    notMet: "Only the root user can enable it, and Terraform should not run as the root user.",
    shownBy: [
      {
        bucketsHave: "aws_s3_bucket_versioning",
        arguments: { mfa: unset, versioning_configuration: { mfa_delete: unset } },
      },
    ],
    decision: "0013-buckets-without-replication-notifications-mfa-delete",
  },
  {
    title: "Buckets are replicated to another region",
    controlIds: { securityHub: ["S3.7"], checkov: ["CKV_AWS_144"], prowler: ["s3_bucket_cross_region_replication"] },
    notMet: "It doubles the storage and requires a second region; a deployment has one.",
    shownBy: [{ none: ["aws_s3_bucket_replication_configuration"] }],
    decision: "0013-buckets-without-replication-notifications-mfa-delete",
  },
  {
    title: "Buckets have event notifications",
    controlIds: {
      securityHub: ["S3.11"],
      checkov: ["CKV2_AWS_62"],
      prowler: ["s3_bucket_event_notifications_enabled"],
    },
    notMet: "Nobody needs a message for every delivered file.",
    shownBy: [{ none: ["aws_s3_bucket_notification"] }],
    decision: "0013-buckets-without-replication-notifications-mfa-delete",
  },
];

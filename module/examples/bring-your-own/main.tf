# Everything that the monitoring writes to or encrypts with is the caller's own, created in the same run: one apply. Each nested
# module `modules/existing-…` returns the policy that one of them must have. It needs only names, so there is no cycle. The
# monitoring takes each name or ARN from the resource that applies the policy, so that the policy is applied first.

terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

locals {
  trail_name     = "acme-trail"
  log_group_name = "acme-trail"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# The trail's bucket.

resource "aws_s3_bucket" "trail" {
  bucket = "acme-trail-${data.aws_caller_identity.current.account_id}"
}

module "trail_bucket_policy" {
  source = "../../modules/existing-trail-bucket"

  bucket_name = aws_s3_bucket.trail.bucket
  trail_name  = local.trail_name
}

resource "aws_s3_bucket_policy" "trail" {
  bucket = aws_s3_bucket.trail.bucket
  policy = module.trail_bucket_policy.required_policy
}

# AWS Config's bucket.

resource "aws_s3_bucket" "config" {
  bucket = "acme-config-${data.aws_caller_identity.current.account_id}"
}

module "config_bucket_policy" {
  source = "../../modules/existing-config-bucket"

  bucket_name = aws_s3_bucket.config.bucket
}

resource "aws_s3_bucket_policy" "config" {
  bucket = aws_s3_bucket.config.bucket
  policy = module.config_bucket_policy.required_policy
}

# The key of the evidence. It is created with its policy.

module "log_key_policy" {
  source = "../../modules/existing-log-key"

  trail_name     = local.trail_name
  log_group_name = local.log_group_name
}

resource "aws_kms_key" "logs" {
  description         = "Audit trail, its log group, and AWS Config"
  enable_key_rotation = true
  policy              = module.log_key_policy.required_policy
}

# The topic, with a key of its own.

module "alert_key_policy" {
  source = "../../modules/existing-alert-key"
}

resource "aws_kms_key" "alerts" {
  description         = "Security alerts"
  enable_key_rotation = true
  policy              = module.alert_key_policy.required_policy
}

resource "aws_sns_topic" "alerts" {
  name              = "acme-alerts"
  kms_master_key_id = aws_kms_key.alerts.arn
}

module "topic_policy" {
  source = "../../modules/existing-topic"

  topic_arn = aws_sns_topic.alerts.arn
}

resource "aws_sns_topic_policy" "alerts" {
  arn    = aws_sns_topic.alerts.arn
  policy = module.topic_policy.required_policy
}

# The log group, which needs no policy.

resource "aws_cloudwatch_log_group" "trail" {
  name              = local.log_group_name
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

# The recorder's role. Its policies have no attribute with its ARN: terraform_data returns it once they are attached.

resource "aws_iam_role" "recorder" {
  name = "acme-config-recorder"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "config.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "recorder" {
  role       = aws_iam_role.recorder.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWS_ConfigRole"
}

resource "aws_iam_role_policy" "recorder" {
  name = "deliver"
  role = aws_iam_role.recorder.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetBucketAcl", "s3:ListBucket"]
        Resource = aws_s3_bucket.config.arn
      },
      {
        Effect    = "Allow"
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.config.arn}/AWSLogs/${data.aws_caller_identity.current.account_id}/Config/*"
        Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
      {
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.logs.arn
      },
    ]
  })
}

resource "terraform_data" "recorder_role" {
  input      = aws_iam_role.recorder.arn
  depends_on = [aws_iam_role_policy_attachment.recorder, aws_iam_role_policy.recorder]
}

module "security_monitoring" {
  source = "../../"

  alerts = {
    existing_topic      = { arn = aws_sns_topic_policy.alerts.arn }
    existing_topic_keys = [aws_kms_key.alerts.arn]
    emails              = ["security@example.com"]
  }

  trail = {
    name               = local.trail_name
    existing_bucket    = { name = aws_s3_bucket_policy.trail.bucket }
    existing_log_group = { name = aws_cloudwatch_log_group.trail.name }
  }

  config = {
    existing_bucket = { name = aws_s3_bucket_policy.config.bucket }
    existing_role   = { arn = terraform_data.recorder_role.output }
  }

  encryption = {
    existing_log_key = { arn = aws_kms_key.logs.arn }
  }
}

output "alarm_arns" {
  description = "ARNs of the alarms."
  value       = module.security_monitoring.alarm_arns
}

# An account with the opposite of what is asked for, in which a check has to fail before its pass means anything.

resource "aws_s3_bucket" "logs" {
  bucket        = "weak-logs"
  force_destroy = true
}

resource "aws_s3_bucket_ownership_controls" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_acl" "logs" {
  bucket     = aws_s3_bucket.logs.id
  acl        = "public-read-write"
  depends_on = [aws_s3_bucket_ownership_controls.logs]
}

resource "aws_s3_bucket_public_access_block" "logs" {
  bucket            = aws_s3_bucket.logs.id
  block_public_acls = false
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for principal in ["*", { AWS = "444455556666" }, { Service = "cloudtrail.amazonaws.com" }] : {
        Effect    = "Allow"
        Principal = principal
        Action    = ["s3:GetBucketAcl", "s3:PutObject"]
        Resource  = [aws_s3_bucket.logs.arn, "${aws_s3_bucket.logs.arn}/*"]
      }
    ]
  })
}

resource "aws_cloudtrail" "trail" {
  name                          = "weak"
  s3_bucket_name                = aws_s3_bucket.logs.id
  is_multi_region_trail         = false
  include_global_service_events = false
  enable_logging                = false
  depends_on                    = [aws_s3_bucket_policy.logs]
}

resource "aws_kms_key" "key" {
  description  = "weak"
  multi_region = true
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_kms_key" "unused" {
  description = "weak"
  is_enabled  = false
}

resource "aws_sns_topic" "alerts" {
  name = "weak"
}

resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = aws_sns_topic.alerts.arn }]
  })
}

resource "aws_sns_topic_subscription" "http" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "http"
  endpoint  = "http://example.com/alerts"
}

resource "aws_cloudwatch_log_group" "events" {
  name              = "weak"
  retention_in_days = 1
}

resource "aws_cloudwatch_log_resource_policy" "everybody" {
  policy_name = "weak"
  policy_document = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "logs:*", Resource = "*" }]
  })
}

resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "weak"
  namespace           = "Weak"
  metric_name         = "weak"
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  actions_enabled     = false
}

resource "aws_iam_role" "recorder" {
  name = "weak"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "config.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "everything" {
  name = "weak"
  role = aws_iam_role.recorder.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["*"], Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "by_service" {
  name = "weak-too"
  role = aws_iam_role.recorder.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["cloudtrail:*", "kms:*", "aws-marketplace:Subscribe", "iam:CreatePolicyVersion"]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role" "shares_metrics" {
  name               = "CloudWatch-CrossAccountSharingRole"
  assume_role_policy = aws_iam_role.recorder.assume_role_policy
}

resource "aws_config_configuration_recorder" "recorder" {
  name     = "weak"
  role_arn = aws_iam_role.recorder.arn
  recording_group {
    all_supported  = false
    resource_types = ["AWS::S3::Bucket"]
  }
}

resource "aws_config_delivery_channel" "channel" {
  name           = "weak"
  s3_bucket_name = aws_s3_bucket.logs.id
  depends_on     = [aws_config_configuration_recorder.recorder, aws_s3_bucket_policy.logs]
}

resource "aws_config_configuration_recorder_status" "recorder" {
  name       = aws_config_configuration_recorder.recorder.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.channel]
}

# What the AWS provider would read from an account.

mock_data "aws_iam_policy_document" {
  defaults = { json = "{}" }
}

mock_data "aws_caller_identity" {
  defaults = { account_id = "111122223333" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
}

mock_data "aws_region" {
  defaults = { id = "eu-west-1" }
}

mock_data "aws_regions" {
  defaults = { names = ["eu-central-1", "eu-west-1", "us-east-1"] }
}

mock_data "aws_organizations_organization" {
  defaults = {
    id                = "o-a1b2c3d4e5"
    master_account_id = "111122223333"
    feature_set       = "ALL"
    roots             = [{ id = "r-a1b2" }]
    aws_service_access_principals = [
      "access-analyzer.amazonaws.com",
      "cloudtrail.amazonaws.com",
      "config.amazonaws.com",
      "config-multiaccountsetup.amazonaws.com",
      "member.org.stacksets.cloudformation.amazonaws.com",
    ]
  }
}

mock_data "aws_organizations_delegated_administrators" {
  defaults = { delegated_administrators = [] }
}

# What exists already, as the monitoring needs it.

mock_data "aws_s3_bucket_policy" {
  defaults = { policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:PutObject\"}}" }
}

mock_data "aws_kms_key" {
  defaults = { enabled = true, key_state = "Enabled", key_manager = "CUSTOMER" }
}

mock_data "aws_cloudwatch_log_group" {
  defaults = { log_group_class = "STANDARD", retention_in_days = 365 }
}

mock_data "aws_cloudwatch_log_groups" {
  defaults = { log_group_names = ["aws-controltower/CloudTrailLogs-1a2b3c"] }
}

mock_data "aws_iam_role" {
  defaults = { assume_role_policy = "{\"Statement\":[{\"Principal\":{\"Service\":\"config.amazonaws.com\"}}]}" }
}

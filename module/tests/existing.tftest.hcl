# Existing resources are used, the policies that they must have are outputs, and they are checked.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alerts          = { emails = ["security@example.com"] }
  bucket_name     = "theirs"
  writer          = "cloudtrail"
  required_policy = "trail_bucket"
  name_prefix     = "aws-controltower/"
}

run "everything_may_exist_already" {
  command = plan

  variables {
    name_prefix    = ""
    check_existing = true
    alerts         = { existing_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:theirs" } }
    trail          = { existing_bucket = { name = "their-trail" }, existing_log_group = { name_prefix = "aws-controltower/" } }
    config = {
      existing_bucket = { name = "their-config" }
      existing_role   = { arn = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig" }
    }
    access_logs = { existing_bucket = { name = "their-access-logs" } }
    encryption  = { existing_log_key = { arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-44cd-96ef-1234567890ab" } }
  }

  assert {
    condition     = toset(keys(output.required_policies)) == toset(["trail_bucket", "config_bucket", "log_key", "topic"])
    error_message = "The policy of every existing resource is an output."
  }
  assert {
    condition     = output.log_group_name == "aws-controltower/CloudTrailLogs-1a2b3c"
    error_message = "The log group is found by the prefix of its name."
  }
}

run "an_existing_alert_key_and_access_log_bucket_are_used" {
  command = plan

  variables {
    name_prefix    = ""
    check_existing = true
    alerts         = { emails = ["security@example.com"], existing_key = { arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-44cd-96ef-1234567890ab" } }
    access_logs    = { existing_bucket = { name = "their-access-logs" } }
  }

  assert {
    condition     = toset(keys(output.required_policies)) == toset(["access_log_bucket", "alert_key"])
    error_message = "The policy of every existing resource is an output."
  }
}

run "no_policy_is_required_without_existing_resources" {
  command = plan

  variables {
    name_prefix = ""
  }

  assert {
    condition     = length(output.required_policies) == 0
    error_message = "No existing resource is used."
  }
}

run "a_bucket_that_lets_in_a_service_is_fine" {
  command = plan

  module {
    source = "./modules/bucket-check"
  }

  override_data {
    target = data.aws_s3_bucket_policy.policy
    values = {
      policy = <<-JSON
        { "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "s3:*" }, { "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" }, "Action": "s3:PutObject" }] }
      JSON
    }
  }
}

run "a_bucket_that_lets_in_services_is_fine" {
  command = plan

  module {
    source = "./modules/bucket-check"
  }

  override_data {
    target = data.aws_s3_bucket_policy.policy
    values = {
      policy = <<-JSON
        { "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "s3:*" }, { "Effect": "Allow", "Principal": { "Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"] }, "Action": ["s3:GetBucketAcl", "s3:Put*"] }] }
      JSON
    }
  }
}

run "a_bucket_that_lets_in_an_account_is_fine" {
  command = plan

  module {
    source = "./modules/bucket-check"
  }

  override_data {
    target = data.aws_s3_bucket_policy.policy
    values = {
      policy = <<-JSON
        { "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "s3:*" }, { "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "S3:putobject" }] }
      JSON
    }
  }
}

run "a_bucket_that_lets_in_all_but_some_is_fine" {
  command = plan

  module {
    source = "./modules/bucket-check"
  }

  override_data {
    target = data.aws_s3_bucket_policy.policy
    values = {
      policy = <<-JSON
        { "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "s3:*" }, { "Effect": "Allow", "NotPrincipal": { "AWS": "111122223333" }, "NotAction": "s3:DeleteObject" }] }
      JSON
    }
  }
}

run "a_bucket_that_lets_in_only_another_service_is_not" {
  command = plan

  module {
    source = "./modules/bucket-check"
  }

  override_data {
    target = data.aws_s3_bucket_policy.policy
    values = {
      policy = <<-JSON
        { "Statement": [{ "Effect": "Allow", "Principal": { "Service": "config.amazonaws.com" }, "Action": "s3:PutObject" }] }
      JSON
    }
  }

  expect_failures = [check.policy]
}

run "a_bucket_that_lets_in_only_a_reader_is_not" {
  command = plan

  module {
    source = "./modules/bucket-check"
  }

  override_data {
    target = data.aws_s3_bucket_policy.policy
    values = {
      policy = <<-JSON
        { "Statement": [{ "Effect": "Allow", "Principal": { "Service": "cloudtrail.amazonaws.com" }, "Action": ["s3:GetBucketAcl", "s3:Get*"] }] }
      JSON
    }
  }

  expect_failures = [check.policy]
}

run "a_bucket_that_lets_in_only_nobody_is_not" {
  command = plan

  module {
    source = "./modules/bucket-check"
  }

  override_data {
    target = data.aws_s3_bucket_policy.policy
    values = {
      policy = <<-JSON
        { "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "s3:*" }] }
      JSON
    }
  }

  expect_failures = [check.policy]
}

run "no_log_group_of_that_name_is_an_error" {
  command = plan

  module {
    source = "./modules/log-group-by-prefix"
  }

  override_data {
    target = data.aws_cloudwatch_log_groups.found
    values = { log_group_names = [] }
  }

  expect_failures = [data.aws_cloudwatch_log_groups.found]
}

run "two_log_groups_of_that_name_is_an_error" {
  command = plan

  module {
    source = "./modules/log-group-by-prefix"
  }

  override_data {
    target = data.aws_cloudwatch_log_groups.found
    values = { log_group_names = ["aws-controltower/a", "aws-controltower/b"] }
  }

  expect_failures = [data.aws_cloudwatch_log_groups.found]
}

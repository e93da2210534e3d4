# Values that the variables refuse.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alerts = { emails = ["security@example.com"] }
}

run "name_prefix_is_short_and_lower_case" {
  command = plan
  variables { name_prefix = "Acme_" }
  expect_failures = [var.name_prefix]
}

run "an_email_address_is_one" {
  command = plan
  variables { alerts = { emails = ["security"] } }
  expect_failures = [var.alerts]
}

run "nobody_is_subscribed_twice" {
  command = plan
  variables { alerts = { emails = ["security@example.com", "security@example.com"] } }
  expect_failures = [var.alerts]
}

run "an_https_endpoint_is_one" {
  command = plan
  variables { alerts = { https_endpoints = { pager = "http://example.com" } } }
  expect_failures = [var.alerts]
}

run "a_topic_is_named_by_its_arn" {
  command = plan
  variables { alerts = { existing_topic = { arn = "company-alerts" } } }
  expect_failures = [var.alerts]
}

run "a_new_key_is_not_for_an_existing_topic" {
  command = plan
  variables {
    alerts = {
      existing_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:company-alerts" }
      existing_key   = { arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
    }
  }
  expect_failures = [var.alerts]
}

run "retention_is_a_period_cloudwatch_knows" {
  command = plan
  variables { trail = { log_retention_days = 366 } }
  expect_failures = [var.trail]
}

run "files_live_for_a_whole_number_of_days" {
  command = plan
  variables { trail = { expire_after_days = 0 } }
  expect_failures = [var.trail]
}

run "a_bucket_is_new_or_exists" {
  command = plan
  variables { trail = { bucket_name = "acme-trail", existing_bucket = { name = "acme-logs" } } }
  expect_failures = [var.trail]
}

run "a_log_group_has_a_name_or_the_start_of_one" {
  command = plan
  variables { trail = { existing_log_group = {} } }
  expect_failures = [var.trail]
}

run "a_log_group_has_not_both" {
  command = plan
  variables { trail = { existing_log_group = { name = "theirs", name_prefix = "th" } } }
  expect_failures = [var.trail]
}

run "a_bucket_name_is_lower_case" {
  command = plan
  variables { config = { bucket_name = "Acme" } }
  expect_failures = [var.config]
}

run "the_recorder_knows_two_frequencies" {
  command = plan
  variables { config = { recording_frequency = "WEEKLY" } }
  expect_failures = [var.config]
}

run "a_resource_type_is_one" {
  command = plan
  variables { config = { excluded_resource_types = ["NetworkInterface"] } }
  expect_failures = [var.config]
}

run "a_rule_has_a_name_aws_takes" {
  command = plan
  variables { config = { rules = { "open ports" = { identifier = "RESTRICTED_INCOMING_TRAFFIC" } } } }
  expect_failures = [var.config]
}

run "a_rule_has_an_identifier" {
  command = plan
  variables { config = { rules = { open-ports = { identifier = "restricted-common-ports" } } } }
  expect_failures = [var.config]
}

run "a_rule_runs_as_often_as_aws_can" {
  command = plan
  variables { config = { rules = { root-mfa = { identifier = "ROOT_ACCOUNT_MFA_ENABLED", maximum_execution_frequency = "Daily" } } } }
  expect_failures = [var.config]
}

run "only_a_known_detection_is_disabled" {
  command = plan
  variables { detections = { disabled = ["root-usage"] } }
  expect_failures = [var.detections]
}

run "only_a_detection_that_exists_is_overridden" {
  command = plan
  variables { detections = { overrides = { root-usage = { threshold = 2 } } } }
  expect_failures = [var.detections]
}

run "a_custom_detection_has_an_id_of_its_own" {
  command = plan
  variables { detections = { custom = { root-account-usage = { title = "Own", pattern = "{ $.a = 1 }" } } } }
  expect_failures = [var.detections]
}

run "a_pattern_fits_aws" {
  command = plan
  variables { detections = { custom = { own = { title = "Own", pattern = format("{ $.a = %s }", join("", [for i in range(1020) : "x"])) } } } }
  expect_failures = [var.detections]
}

run "alerts_are_routed_by_a_severity_that_exists" {
  command = plan
  variables { alerts = { topics_by_severity = { urgent = { arn = "arn:aws:sns:eu-west-1:111122223333:pager" } } } }
  expect_failures = [var.alerts]
}

run "a_trail_name_has_single_hyphens" {
  command = plan
  variables { trail = { name = "security--trail" } }
  expect_failures = [var.trail]
}

run "a_rule_is_for_one_resource_or_for_a_tag" {
  command = plan
  variables { config = { rules = { own = { identifier = "S3_BUCKET_LOGGING_ENABLED", scope = { resource_id = "b", tag_key = "k" } } } } }
  expect_failures = [var.config]
}

run "a_key_waits_at_least_a_week" {
  command = plan
  variables { encryption = { key_deletion_window_days = 1 } }
  expect_failures = [var.encryption]
}

run "https_endpoints_have_no_user_and_password" {
  command = plan
  variables { alerts = { https_endpoints = { pager = "https://user:password@example.com/" } } }
  expect_failures = [var.alerts]
}

run "a_fifo_queue_cannot_subscribe" {
  command = plan
  variables { alerts = { sqs_queues = { siem = { arn = "arn:aws:sqs:eu-west-1:111122223333:siem.fifo" } } } }
  expect_failures = [var.alerts]
}

run "an_exception_closes_no_bracket_that_it_did_not_open" {
  command = plan
  variables { detections = { overrides = { root-account-usage = { except = "$.x = 1) || ($.eventVersion = *" } } } }
  expect_failures = [var.detections]
}

run "an_override_changes_something" {
  command = plan
  variables { detections = { overrides = { root-account-usage = { treshold = 3 } } } }
  expect_failures = [var.detections]
}

run "a_pattern_can_be_read" {
  command = plan
  variables { detections = { custom = { own = { title = "Own", pattern = "{ $.a = 1 && }" } } } }
  expect_failures = [var.detections]
}

run "the_scope_of_a_rule_says_something" {
  command = plan
  variables { config = { rules = { own = { identifier = "CLOUD_TRAIL_ENABLED", scope = { resource_type = ["AWS::S3::Bucket"] } } } } }
  expect_failures = [var.config]
}

run "only_standard_rules_are_omitted" {
  command = plan
  variables { config = { disabled_rules = ["restricted-shh"] } }
  expect_failures = [var.config]
}

run "a_tag_is_not_aws_s_own" {
  command = plan
  variables { tags = { "AWS:team" = "soc" } }
  expect_failures = [var.tags]
}

run "a_tag_has_a_key" {
  command = plan
  variables { tags = { "" = "soc" } }
  expect_failures = [var.tags]
}

run "tags_differ_in_more_than_case" {
  command = plan
  variables { tags = { Team = "soc", team = "soc" } }
  expect_failures = [var.tags]
}

run "there_are_fifty_tags_at_most" {
  command = plan
  variables { tags = { for i in range(51) : "key-${i}" => "soc" } }
  expect_failures = [var.tags]
}

run "a_tag_has_no_signs_that_a_service_refuses" {
  command = plan
  variables { tags = { Team = "😀" } }
  expect_failures = [var.tags]
}

run "fifty_tags_of_every_alphabet_are_taken" {
  command = plan
  variables { tags = merge({ for i in range(49) : "key-${i}" => "soc" }, { "Größe 1_.:/=+@-" = "日本" }) }
}

run "a_detection_is_not_null" {
  command = plan
  variables { detections = { custom = { own = null } } }
  expect_failures = [var.detections]
}

run "a_bucket_name_is_not_reserved" {
  command = plan
  variables { config = { bucket_name = "logs--x-s3" } }
  expect_failures = [var.config]
}

run "a_rule_may_be_newer_than_the_list" {
  command = plan
  variables { config = { rules = { newer = { identifier = "A_RULE_OF_TOMORROW", unlisted = true } } } }
}

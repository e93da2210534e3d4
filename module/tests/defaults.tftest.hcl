# Run with `terraform test` in this module: no account and no credentials are needed.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alerts = { emails = ["security@example.com"] }
}

run "everything_has_a_default" {
  command = plan

  assert {
    condition     = output.log_group_name == "security-monitoring-trail"
    error_message = "The log group is named after the trail."
  }
  assert {
    condition     = toset(output.rule_names) == toset(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited"])
    error_message = "The standard rules exist."
  }
}

run "every_name_gets_the_prefix" {
  command = plan

  variables {
    name_prefix = "acme-"
  }

  assert {
    condition     = output.log_group_name == "acme-security-monitoring-trail" && contains(output.rule_names, "acme-restricted-ssh")
    error_message = "Log group and rules carry the prefix."
  }
}

run "rules_are_added_and_omitted_by_name" {
  command = plan

  variables {
    config = {
      disabled_rules = ["restricted-ssh"]
      rules = {
        restricted-common-ports = {
          identifier       = "RESTRICTED_INCOMING_TRAFFIC"
          input_parameters = { blockedPort1 = 3389 }
          scope            = { resource_types = ["AWS::EC2::SecurityGroup"] }
        }
      }
    }
  }

  assert {
    condition     = toset(output.rule_names) == toset(["restricted-common-ports", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited"])
    error_message = "One rule was added and one omitted."
  }
}

run "existing_resources_are_used" {
  command = plan

  variables {
    alerts = { existing_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:company-alerts" } }
    trail  = { enabled = false, existing_log_group = { name = "aws-controltower/CloudTrailLogs" } }
    config = { existing_recorder = { name = "default" } }
  }

  assert {
    condition     = output.topic_arn == "arn:aws:sns:eu-west-1:111122223333:company-alerts"
    error_message = "The existing topic receives the alerts."
  }
  assert {
    condition     = output.trail_arn == null && output.log_group_name == "aws-controltower/CloudTrailLogs"
    error_message = "There is no second trail."
  }
  assert {
    condition     = output.recorder_name == "default" && length(output.rule_names) == 3
    error_message = "The rules use the existing recorder."
  }
  assert {
    condition     = output.log_key_arn == null && output.config_bucket_name == null && output.trail_bucket_name == null
    error_message = "Nothing is created that nothing uses."
  }
}

run "everything_can_be_disabled" {
  command = plan

  variables {
    trail      = { enabled = false }
    config     = { enabled = false }
    detections = { enabled = false }
  }

  assert {
    condition     = output.trail_arn == null && output.recorder_name == null && length(output.rule_names) == 0 && length(output.alarm_arns) == 0
    error_message = "Only the topic is left."
  }
}

run "every_pack_fits_on_one_log_group" {
  command = plan

  variables {
    detections = { packs = ["cis", "tamper", "attack"] }
  }

  assert {
    condition     = length(output.alarm_arns) > 70
    error_message = "Every detection has its alarm."
  }
  assert {
    condition     = length(jsondecode(output.event_patterns)) > 10 && length(jsondecode(output.event_patterns)) < 20
    error_message = "Those of a high and critical severity are forwarded, several by one rule."
  }
}

run "the_default_detection_is_instant" {
  command = plan

  assert {
    condition     = keys(jsondecode(output.event_patterns)) == ["root-account-usage"]
    error_message = "One rule forwards the events of root: each that matches would send a copy."
  }
  assert {
    condition     = jsondecode(output.event_patterns)["root-account-usage"].reads
    error_message = "A rule that needs read-only calls asks for them."
  }
}

run "nothing_is_instant_without_the_switch" {
  command = plan

  variables {
    alerts = { emails = ["security@example.com"], instant = false, record_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:records" } }
  }

  assert {
    condition     = output.event_patterns == "{}" && length(output.alarm_arns) == 1
    error_message = "The alarms are left."
  }
}

run "which_detections_are_instant_is_chosen" {
  command = plan

  variables {
    alerts = { emails = ["security@example.com"], record_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:records" } }
    detections = {
      include            = ["root-account-usage", "vpc-changes", "trail-stopped", "network-acl-changes", "gpu-instance-launched"]
      instant_severities = ["critical", "low"]
      instant_include    = ["vpc-changes", "gpu-instance-launched", "network-acl-changes"]
      instant_disabled   = ["root-account-usage"]
      overrides = {
        trail-stopped       = { severity = "medium" }
        network-acl-changes = { threshold = 2 }
      }
      custom = {
        with-pattern = {
          title         = "A \"quoted\" <title>"
          pattern       = "{ $.eventName = DeleteVpc }"
          event_pattern = jsonencode({ source = [{ prefix = "aws." }], detail = { eventName = ["DeleteVpc"] } })
        }
        without-pattern = { title = "Own", severity = "critical", pattern = "{ $.eventName = DeleteVpc }" }
      }
    }
  }

  assert {
    condition     = keys(jsondecode(output.event_patterns)) == ["gpu-instance-launched", "vpc-changes", "with-pattern"]
    error_message = "By severity or id, unless only the alarm can decide."
  }
}

run "endpoints_are_subscribed_by_name" {
  command = plan

  variables {
    alerts = {
      emails_by_name   = { on_call = sensitive("oncall@example.com") }
      https_endpoints  = { pager = "https://example.com/alerts" }
      sqs_queues       = { siem = { arn = "arn:aws:sqs:eu-west-1:111122223333:siem" } }
      lambda_functions = { chat = { arn = "arn:aws:lambda:eu-west-1:111122223333:function:chat:live" } }
    }
  }
}

run "everything_optional_is_planned" {
  command = plan

  variables {
    trail = {
      object_lock = { mode = "GOVERNANCE", days = 400 }
      transitions = [{ after_days = 90, storage_class = "GLACIER_IR" }]
    }
    account = {
      block_public_access    = true
      encrypt_ebs_by_default = true
      password_policy        = {}
      security_contact = {
        name          = "Security team"
        title         = "On call"
        email_address = "security@example.com"
        phone_number  = "+1 555 0100"
      }
    }
  }
}

run "the_evidence_is_retained_without_the_rest" {
  command = plan

  variables {
    trail    = { enabled = false, bucket_name = "evidence-trail" }
    config   = { enabled = false, bucket_name = "evidence-config" }
    evidence = { retain = ["trail-bucket", "log-group", "config-bucket"] }
  }

  assert {
    condition     = output.trail_arn == null && output.recorder_name == null && length(output.alarm_arns) == 0
    error_message = "Trail, recorder and alarms are gone."
  }
  assert {
    condition     = output.log_group_name == "security-monitoring-trail"
    error_message = "The log group is retained."
  }
}

# Values that the variables refuse. A plan takes seconds, so each run sets a wrong value in several variables, and each variable that
# accepts its own fails the run.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  alerts = { emails = ["security@example.com"] }
}

run "wrong_values_1" {
  command = plan
  variables {
    # name_prefix is short and lower case.
    name_prefix = "Acme_"
    # An email address is one.
    alerts = { emails = ["security"] }
    # Retention is a period CloudWatch knows.
    trail = { log_retention_days = 366 }
    # A bucket name is lower case.
    config = { bucket_name = "Acme" }
    # Only a known detection is disabled.
    detections = { disabled = ["root-usage"] }
    # A key waits at least a week.
    encryption = { key_deletion_window_days = 1 }
    # A tag is not AWS's own.
    tags = { "AWS:team" = "soc" }
  }
  expect_failures = [var.name_prefix, var.alerts, var.trail, var.config, var.detections, var.encryption, var.tags]
}

run "wrong_values_2" {
  command = plan
  variables {
    # Nobody is subscribed twice.
    alerts = { emails = ["security@example.com", "security@example.com"] }
    # Files live for a whole number of days.
    trail = { expire_after_days = 0 }
    # The recorder knows two frequencies.
    config = { recording_frequency = "WEEKLY" }
    # Only a detection that exists is overridden.
    detections = { overrides = { root-usage = { threshold = 2 } } }
    # A tag has a key.
    tags = { "" = "soc" }
  }
  expect_failures = [var.alerts, var.trail, var.config, var.detections, var.tags]
}

run "wrong_values_3" {
  command = plan
  variables {
    # An HTTPS endpoint is one.
    alerts = { https_endpoints = { pager = "http://example.com" } }
    # A bucket is new or exists.
    trail = { bucket_name = "acme-trail", existing_bucket = { name = "acme-logs" } }
    # A resource type is one.
    config = { excluded_resource_types = ["NetworkInterface"] }
    # A custom detection has an id of its own.
    detections = { custom = { root-account-usage = { title = "Own", pattern = "{ $.a = 1 }" } } }
    # Tags differ in more than case.
    tags = { Team = "soc", team = "soc" }
  }
  expect_failures = [var.alerts, var.trail, var.config, var.detections, var.tags]
}

run "wrong_values_4" {
  command = plan
  variables {
    # A topic is named by its ARN.
    alerts = { existing_topic = { arn = "company-alerts" } }
    # A log group has a name or the start of one.
    trail = { existing_log_group = {} }
    # A rule has a name AWS takes.
    config = { rules = { "open ports" = { identifier = "RESTRICTED_INCOMING_TRAFFIC" } } }
    # A pattern fits AWS.
    detections = { custom = { own = { title = "Own", pattern = format("{ $.a = %s }", join("", [for i in range(1020) : "x"])) } } }
    # There are fifty tags at most.
    tags = { for i in range(51) : "key-${i}" => "soc" }
  }
  expect_failures = [var.alerts, var.trail, var.config, var.detections, var.tags]
}

run "wrong_values_5" {
  command = plan
  variables {
    # A new key is not for an existing topic.
    alerts = {
      existing_topic = { arn = "arn:aws:sns:eu-west-1:111122223333:company-alerts" }
      existing_key   = { arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
    }
    # A log group has not both.
    trail = { existing_log_group = { name = "theirs", name_prefix = "th" } }
    # A rule has an identifier.
    config = { rules = { open-ports = { identifier = "restricted-common-ports" } } }
    # An exception closes no bracket that it did not open.
    detections = { overrides = { root-account-usage = { except = "$.x = 1) || ($.eventVersion = *" } } }
    # A tag has no signs that a service refuses.
    tags = { Team = "😀" }
  }
  expect_failures = [var.alerts, var.trail, var.config, var.detections, var.tags]
}

run "wrong_values_6" {
  command = plan
  variables {
    # Alerts are routed by a severity that exists.
    alerts = { topics_by_severity = { urgent = { arn = "arn:aws:sns:eu-west-1:111122223333:pager" } } }
    # A trail name has single hyphens.
    trail = { name = "security--trail" }
    # A rule runs as often as AWS can.
    config = { rules = { root-mfa = { identifier = "ROOT_ACCOUNT_MFA_ENABLED", maximum_execution_frequency = "Daily" } } }
    # An override changes something.
    detections = { overrides = { root-account-usage = { treshold = 3 } } }
  }
  expect_failures = [var.alerts, var.trail, var.config, var.detections]
}

run "wrong_values_7" {
  command = plan
  variables {
    # HTTPS endpoints have no user and password.
    alerts = { https_endpoints = { pager = "https://user:password@example.com/" } }
    # A rule is for one resource or for a tag.
    config = { rules = { own = { identifier = "S3_BUCKET_LOGGING_ENABLED", scope = { resource_id = "b", tag_key = "k" } } } }
    # A pattern can be read.
    detections = { custom = { own = { title = "Own", pattern = "{ $.a = 1 && }" } } }
  }
  expect_failures = [var.alerts, var.config, var.detections]
}

run "wrong_values_8" {
  command = plan
  variables {
    # A FIFO queue cannot subscribe.
    alerts = { sqs_queues = { siem = { arn = "arn:aws:sqs:eu-west-1:111122223333:siem.fifo" } } }
    # The scope of a rule says something.
    config = { rules = { own = { identifier = "CLOUD_TRAIL_ENABLED", scope = { resource_type = ["AWS::S3::Bucket"] } } } }
    # A detection is not null.
    detections = { custom = { own = null } }
  }
  expect_failures = [var.alerts, var.config, var.detections]
}

run "wrong_values_9" {
  command = plan
  variables {
    # Only standard rules are omitted.
    config = { disabled_rules = ["restricted-shh"] }
    # A detection without an event pattern is not instant.
    detections = { instant_include = ["snapshot-shared"] }
  }
  expect_failures = [var.config, var.detections]
}

run "wrong_values_10" {
  command = plan
  variables {
    # A bucket name is not reserved.
    config = { bucket_name = "logs--x-s3" }
    # An instant severity is one.
    detections = { instant_severities = ["urgent"] }
  }
  expect_failures = [var.config, var.detections]
}

run "wrong_values_11" {
  command = plan
  variables {
    # An event pattern is JSON.
    detections = { custom = { own = { title = "Own", pattern = "{ $.a = 1 }", event_pattern = "{ $.a = 1 }" } } }
  }
  expect_failures = [var.detections]
}

run "wrong_values_12" {
  command = plan
  variables {
    # An event pattern fits AWS.
    detections = { custom = { own = { title = "Own", pattern = "{ $.a = 1 }", event_pattern = jsonencode({ detail = { a = [join("", [for i in range(1000) : "xyz"])] } }) } } }
  }
  expect_failures = [var.detections]
}

run "right_values" {
  command = plan
  variables {
    # Fifty tags of every alphabet are taken.
    tags = merge({ for i in range(49) : "key-${i}" => "soc" }, { "Größe 1_.:/=+@-" = "日本" })
    # A rule may be newer than the list.
    config = { rules = { newer = { identifier = "A_RULE_OF_TOMORROW", unlisted = true } } }
  }
}

run "a_rule_has_a_name_that_aws_allows" {
  command = plan
  module {
    source = "./modules/detection-rules"
  }
  variables {
    name_prefix           = "twelve-chars-"
    topic_arns            = { people = "arn:aws:sns:eu-west-1:111122223333:alerts" }
    role_arn              = "arn:aws:iam::111122223333:role/alerts"
    dead_letter_queue_arn = "arn:aws:sqs:eu-west-1:111122223333:alerts"
    custom                = { "${join("", [for i in range(60) : "a"])}" = { title = "Own", pattern = "{ $.a = 1 }", event_pattern = "{\"source\":[\"aws.ec2\"]}" } }
  }
  expect_failures = [aws_cloudwatch_event_rule.rule]
}

run "few_rules_of_a_bus_have_wildcards" {
  command = plan
  module {
    source = "./modules/detection-rules"
  }
  variables {
    name_prefix           = ""
    topic_arns            = { people = "arn:aws:sns:eu-west-1:111122223333:alerts" }
    role_arn              = "arn:aws:iam::111122223333:role/alerts"
    dead_letter_queue_arn = "arn:aws:sqs:eu-west-1:111122223333:alerts"
    custom                = { for i in range(31) : "own-${i}" => { title = "Own", pattern = "{ $.a = 1 }", event_pattern = "{\"source\":[{\"wildcard\":\"aws.*2\"}]}" } }
  }
  expect_failures = [aws_cloudwatch_event_rule.rule]
}

run "a_bus_has_fewer_rules_in_some_regions" {
  command = plan
  module {
    source = "./modules/detection-rules"
  }
  override_data {
    target = data.aws_region.current
    values = { id = "af-south-1" }
  }
  variables {
    name_prefix           = ""
    topic_arns            = { people = "arn:aws:sns:af-south-1:111122223333:alerts" }
    role_arn              = "arn:aws:iam::111122223333:role/alerts"
    dead_letter_queue_arn = "arn:aws:sqs:af-south-1:111122223333:alerts"
    custom                = { for i in range(101) : "own-${i}" => { title = "Own", pattern = "{ $.a = 1 }", event_pattern = "{\"source\":[\"aws.ec2\"]}" } }
  }
  expect_failures = [aws_cloudwatch_event_rule.rule]
}

# Written by terraform-aws-security-monitoring, sha256:97347c8b506ebe201d62385f8739ba8e3b58a93b752d1041bc87a0e76d2888b7

variable "event_bus_name" {
  type        = string
  default     = "default"
  description = "Event bus that the rules are on; `default` is the one with the events of this account and region."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,256}$", var.event_bus_name))
    error_message = "event_bus_name must be the name of an event bus of 1 to 256 letters, digits, _ and -."
  }
}

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the name of every rule."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "topic_arns" {
  type        = map(string)
  description = "Topics by audience: people get a text, chat gets a custom notification of Amazon Q Developer in chat applications, machines get the event itself."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.topic_arns) : contains(["people", "chat", "machines"], key)])
    error_message = "Every key of topic_arns must be one of people, chat, machines."
  }

  validation {
    condition     = alltrue([for entry in values(var.topic_arns) : entry != null])
    error_message = "topic_arns[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.topic_arns) : entry == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", entry))])
    error_message = "topic_arns[*] must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "topics_by_severity" {
  type        = map(object({ arn = string }))
  default     = {}
  description = "Topics for alerts of one severity, instead of the common topic: for example a pager for critical ones. They get what people get.\n- arn: ARN of the topic."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.topics_by_severity) : contains(["low", "medium", "high", "critical"], key)])
    error_message = "Every key of topics_by_severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.topics_by_severity) : entry != null])
    error_message = "topics_by_severity[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.topics_by_severity) : entry == null ? true : entry.arn != null])
    error_message = "topics_by_severity[*].arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.topics_by_severity) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", entry.arn))])
    error_message = "topics_by_severity[*].arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "role_arn" {
  type        = string
  description = "Role with which EventBridge publishes to the topics."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.role_arn))
    error_message = "role_arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }
}

variable "dead_letter_queue_arn" {
  type        = string
  description = "Queue of the events that EventBridge could not deliver."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}$", var.dead_letter_queue_arn))
    error_message = "dead_letter_queue_arn must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:dead-letters."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the rules."
  nullable    = false

  validation {
    condition     = length(var.tags) <= 50
    error_message = "tags must have at most 50 entries."
  }

  validation {
    condition     = length(distinct([for key in keys(var.tags) : lower(key)])) == length(var.tags)
    error_message = "tags must not have keys that differ only in case."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", key)) && !can(regex("^[aA][wW][sS]:", key)) && length(regexall("(?s).", key)) >= 1 && length(regexall("(?s).", key)) <= 128])
    error_message = "Every key of tags must be a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with \"aws:\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.tags) : entry != null])
    error_message = "tags[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.tags) : entry == null ? true : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 256])
    error_message = "tags[*] must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -."
  }
}

variable "packs" {
  type        = list(string)
  default     = []
  description = "Packs of detections to enable: cis, tamper, attack, data. The last needs `trail.s3_data_events`. AWS charges for more than ten metrics and ten alarms."
  nullable    = false

  validation {
    condition     = length(distinct(var.packs)) == length(var.packs)
    error_message = "packs must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.packs : item != null])
    error_message = "packs[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.packs : item == null ? true : contains(["cis", "tamper", "attack", "data"], item)])
    error_message = "packs[*] must be one of cis, tamper, attack, data."
  }
}

variable "include" {
  type        = list(string)
  default     = ["root-account-usage"]
  description = "Ids of detections to enable in addition to the packs."
  nullable    = false

  validation {
    condition     = length(distinct(var.include)) == length(var.include)
    error_message = "include must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.include : item != null])
    error_message = "include[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.include : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "include[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }
}

variable "disabled" {
  type        = list(string)
  default     = []
  description = "Ids of detections to disable."
  nullable    = false

  validation {
    condition     = length(distinct(var.disabled)) == length(var.disabled)
    error_message = "disabled must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.disabled : item != null])
    error_message = "disabled[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.disabled : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "disabled[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }
}

variable "overrides" {
  type        = map(object({ severity = optional(string), threshold = optional(number), period_seconds = optional(number), evaluation_periods = optional(number), actions_enabled = optional(bool), except = optional(string) }))
  default     = {}
  description = "Changes to detections of the catalogue, by id.\n- severity: Severity, instead of the catalogue's.\n- threshold: Number of matching events in a period that triggers the alarm. With more than 1 no event rule reports the detection, because it decides on each event alone.\n- period_seconds: Length of a period, in seconds.\n- evaluation_periods: Number of consecutive periods that must reach the threshold. With more than 1 no event rule reports the detection, because it decides on each event alone.\n- actions_enabled: Whether the alarm publishes to its topic. If it does not, no event rule reports the detection.\n- except: Events to exclude from the count, as a condition of a JSON filter pattern without its braces. The filters stay unchanged: a second metric is subtracted. With an exception no event rule reports the detection, because it cannot subtract."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.overrides) : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], key)])
    error_message = "Every key of overrides must be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry != null])
    error_message = "overrides[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry == null ? true : (entry.severity != null || entry.threshold != null || entry.period_seconds != null || entry.evaluation_periods != null || entry.actions_enabled != null || entry.except != null)])
    error_message = "overrides[*] needs severity or threshold or period_seconds or evaluation_periods or actions_enabled or except. Check the spelling: Terraform ignores an unknown attribute."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry == null ? true : entry.severity == null ? true : contains(["low", "medium", "high", "critical"], entry.severity)])
    error_message = "overrides[*].severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry == null ? true : entry.threshold == null ? true : entry.threshold >= 1 && entry.threshold <= 1000000 && floor(entry.threshold) == entry.threshold])
    error_message = "overrides[*].threshold must be a whole number from 1 to 1000000."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry == null ? true : entry.period_seconds == null ? true : contains([60, 300, 900, 3600, 21600, 86400], entry.period_seconds)])
    error_message = "overrides[*].period_seconds must be one of 60, 300, 900, 3600, 21600, 86400."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry == null ? true : entry.evaluation_periods == null ? true : entry.evaluation_periods >= 1 && entry.evaluation_periods <= 100 && floor(entry.evaluation_periods) == entry.evaluation_periods])
    error_message = "overrides[*].evaluation_periods must be a whole number from 1 to 100."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry == null ? true : entry.except == null ? true : alltrue(flatten([for lexed in [replace(join(" ", ["{", entry.except, "}"]), "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "overrides[*].except must be a condition of a JSON filter pattern, without its braces, with balanced quotes and brackets, and conditions such as $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.overrides) : entry == null ? true : entry.except == null ? true : length(regexall("(?s).", entry.except)) >= 1 && length(regexall("(?s).", entry.except)) <= 400])
    error_message = "overrides[*].except must be text of 1 to 400 characters."
  }
}

variable "custom" {
  type        = map(object({ title = string, severity = optional(string, "medium"), why = optional(string, ""), first_steps = optional(string, ""), pattern = string, event_pattern = optional(string), read_only_calls = optional(bool, false), insights_filter = optional(string, "ispresent(eventName)"), threshold = optional(number, 1), period_seconds = optional(number, 300), evaluation_periods = optional(number, 1), actions_enabled = optional(bool, true), except = optional(string) }))
  default     = {}
  description = "Custom detections, by id.\n- title: What happened, in a few words.\n- severity: Severity of the detection.\n- why: Why it matters.\n- first_steps: What to do first.\n- pattern: CloudWatch Logs filter pattern.\n- event_pattern: EventBridge event pattern, as JSON, for the same events, such as {\"source\":[\"aws.signin\"]}. With it an event rule reports each of them within about a minute, whatever the severity; without it only the alarm reports them.\n- read_only_calls: Whether the event rule also needs calls with names that begin with Describe, Get or List, which EventBridge sends only to rules that ask for them.\n- insights_filter: Condition of a Logs Insights query that shows these events, as after `filter`.\n- threshold: Number of matching events in a period that triggers the alarm. With more than 1 no event rule reports the detection, because it decides on each event alone.\n- period_seconds: Length of a period, in seconds.\n- evaluation_periods: Number of consecutive periods that must reach the threshold. With more than 1 no event rule reports the detection, because it decides on each event alone.\n- actions_enabled: Whether the alarm publishes to its topic. If it does not, no event rule reports the detection.\n- except: Events to exclude from the count, as a condition of a JSON filter pattern without its braces. The filters stay unchanged: a second metric is subtracted. With an exception no event rule reports the detection, because it cannot subtract."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.custom) : can(regex("^[a-z][a-z0-9-]{1,99}$", key))])
    error_message = "Every key of custom must be an id of 2 to 100 lower-case letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for key in keys(var.custom) : !contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], key)])
    error_message = "Every key of custom must not be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry != null])
    error_message = "custom[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.title != null])
    error_message = "custom[*].title must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.title == null ? true : length(regexall("(?s).", entry.title)) >= 1 && length(regexall("(?s).", entry.title)) <= 100])
    error_message = "custom[*].title must be text of 1 to 100 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : contains(["low", "medium", "high", "critical"], entry.severity)])
    error_message = "custom[*].severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : length(regexall("(?s).", entry.why)) <= 250])
    error_message = "custom[*].why must be text of 0 to 250 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : length(regexall("(?s).", entry.first_steps)) <= 250])
    error_message = "custom[*].first_steps must be text of 0 to 250 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.pattern != null])
    error_message = "custom[*].pattern must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.pattern == null ? true : alltrue(flatten([for lexed in [replace(entry.pattern, "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "custom[*].pattern must be a filter pattern, with balanced quotes and brackets, and conditions such as $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.pattern == null ? true : length(regexall("(?s).", entry.pattern)) >= 1 && length(regexall("(?s).", entry.pattern)) <= 1024])
    error_message = "custom[*].pattern must be text of 1 to 1024 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.event_pattern == null ? true : try(length(keys(jsondecode(entry.event_pattern))) > 0, false)])
    error_message = "custom[*].event_pattern must be an event pattern: JSON such as {\"source\":[\"aws.signin\"]}."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.event_pattern == null ? true : length(regexall("(?s).", entry.event_pattern)) >= 1 && length(regexall("(?s).", entry.event_pattern)) <= 2048])
    error_message = "custom[*].event_pattern must be text of 1 to 2048 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : can(regex("^[ -~]{1,160}$", entry.insights_filter))])
    error_message = "custom[*].insights_filter must be text of 1 to 160 ASCII characters on one line."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.threshold >= 1 && entry.threshold <= 1000000 && floor(entry.threshold) == entry.threshold])
    error_message = "custom[*].threshold must be a whole number from 1 to 1000000."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : contains([60, 300, 900, 3600, 21600, 86400], entry.period_seconds)])
    error_message = "custom[*].period_seconds must be one of 60, 300, 900, 3600, 21600, 86400."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.evaluation_periods >= 1 && entry.evaluation_periods <= 100 && floor(entry.evaluation_periods) == entry.evaluation_periods])
    error_message = "custom[*].evaluation_periods must be a whole number from 1 to 100."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.except == null ? true : alltrue(flatten([for lexed in [replace(join(" ", ["{", entry.except, "}"]), "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "custom[*].except must be a condition of a JSON filter pattern, without its braces, with balanced quotes and brackets, and conditions such as $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.custom) : entry == null ? true : entry.except == null ? true : length(regexall("(?s).", entry.except)) >= 1 && length(regexall("(?s).", entry.except)) <= 400])
    error_message = "custom[*].except must be text of 1 to 400 characters."
  }
}

variable "instant_severities" {
  type        = list(string)
  default     = ["high", "critical"]
  description = "Severities of enabled detections that an EventBridge rule reports as well, within about a minute. Detections without an event pattern, or with an exception or a threshold, have their alarm only."
  nullable    = false

  validation {
    condition     = length(distinct(var.instant_severities)) == length(var.instant_severities)
    error_message = "instant_severities must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.instant_severities : item != null])
    error_message = "instant_severities[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.instant_severities : item == null ? true : contains(["low", "medium", "high", "critical"], item)])
    error_message = "instant_severities[*] must be one of low, medium, high, critical."
  }
}

variable "instant_include" {
  type        = list(string)
  default     = []
  description = "Ids of enabled detections that an event rule reports whatever their severity."
  nullable    = false

  validation {
    condition     = length(distinct(var.instant_include)) == length(var.instant_include)
    error_message = "instant_include must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item != null])
    error_message = "instant_include[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "instant_include[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["unauthorized-api-calls", "parameters-decrypted-by-user", "windows-passwords-requested"], item)])
    error_message = "instant_include[*] must not be one of unauthorized-api-calls, parameters-decrypted-by-user, windows-passwords-requested: it counts 5 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["console-sign-in-failures", "secrets-read-in-batches"], item)])
    error_message = "instant_include[*] must not be one of console-sign-in-failures, secrets-read-in-batches: it counts 3 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["monitoring-changed"], item)])
    error_message = "instant_include[*] must not be one of monitoring-changed: its patterns name what a deployment consists of; event rules of other detections report the calls that stop a trail or an alert."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["guardduty-disabled", "snapshot-shared"], item)])
    error_message = "instant_include[*] must not be one of guardduty-disabled, snapshot-shared: an event pattern cannot select an element of a list by its number."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["stolen-credentials-used"], item)])
    error_message = "instant_include[*] must not be one of stolen-credentials-used: its events may be any call of any service."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["denied-call-burst", "objects-destroyed-in-numbers"], item)])
    error_message = "instant_include[*] must not be one of denied-call-burst, objects-destroyed-in-numbers: it counts 50 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["secrets-read-in-numbers"], item)])
    error_message = "instant_include[*] must not be one of secrets-read-in-numbers: it counts 20 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["instance-user-data-read"], item)])
    error_message = "instant_include[*] must not be one of instance-user-data-read: it counts 10 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["function-made-public"], item)])
    error_message = "instant_include[*] must not be one of function-made-public: event patterns have no regular expressions."
  }

  validation {
    condition     = alltrue([for item in var.instant_include : item == null ? true : !contains(["bucket-recovery-weakened"], item)])
    error_message = "instant_include[*] must not be one of bucket-recovery-weakened: $.requestParameters.BucketLoggingStatus.LoggingEnabled may hold an object, which an event pattern takes for absent."
  }
}

variable "instant_disabled" {
  type        = list(string)
  default     = []
  description = "Ids of detections that only their alarm reports, whatever their severity."
  nullable    = false

  validation {
    condition     = length(distinct(var.instant_disabled)) == length(var.instant_disabled)
    error_message = "instant_disabled must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.instant_disabled : item != null])
    error_message = "instant_disabled[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.instant_disabled : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "instant_disabled[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }
}

variable "remediations" {
  type        = list(string)
  default     = []
  description = "Remediations whose functions repair automatically. Detections do not count what these functions do; they count what anybody else does with the functions' roles."
  nullable    = false

  validation {
    condition     = length(distinct(var.remediations)) == length(var.remediations)
    error_message = "remediations must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.remediations : item != null])
    error_message = "remediations[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.remediations : item == null ? true : contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed", "public-snapshot", "public-image", "public-database-snapshot", "stopped-trail"], item)])
    error_message = "remediations[*] must be one of restricted-ssh, s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, vpc-default-security-group-closed, public-snapshot, public-image, public-database-snapshot, stopped-trail."
  }
}

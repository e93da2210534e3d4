# Written by terraform-aws-security-monitoring, sha256:7cb1c115fc859eec155768cbe2b68abe2e90a4dc75df0234e8b95abebd76e28e

variable "name" {
  type        = string
  default     = "security-monitoring"
  description = "Name of the dashboard. Dashboards belong to no region: AWS overwrites one of the account that has this name."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.name))
    error_message = "name must be a dashboard name of 1 to 255 letters, digits, _ and -."
  }
}

variable "detections" {
  type        = map(object({ title = string, severity = string, alarm_name = string, metric_namespace = string, metric_name = string, excepted_metric_name = optional(string) }))
  default     = {}
  description = "Detections whose alarms and metrics are shown, by id: the output of the module `detections`.\n- title: What happened, in a few words.\n- severity: Severity of the detection.\n- alarm_name: Name of its alarm.\n- metric_namespace: CloudWatch namespace of its metrics.\n- metric_name: Name of its metric.\n- excepted_metric_name: Name of the metric of excluded events, which is subtracted. Unset: none are excluded."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.detections) : can(regex("^[a-z][a-z0-9-]{1,99}$", key))])
    error_message = "Every key of detections must be an id of 2 to 100 lower-case letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry != null])
    error_message = "detections[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.title != null])
    error_message = "detections[*].title must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.title == null ? true : length(regexall("(?s).", entry.title)) >= 1 && length(regexall("(?s).", entry.title)) <= 100])
    error_message = "detections[*].title must be text of 1 to 100 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.severity != null])
    error_message = "detections[*].severity must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.severity == null ? true : contains(["low", "medium", "high", "critical"], entry.severity)])
    error_message = "detections[*].severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.alarm_name != null])
    error_message = "detections[*].alarm_name must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.alarm_name == null ? true : can(regex("^[A-Za-z0-9_-]{1,255}$", entry.alarm_name))])
    error_message = "detections[*].alarm_name must be an alarm name of 1 to 255 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.metric_namespace != null])
    error_message = "detections[*].metric_namespace must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.metric_namespace == null ? true : length(regexall("(?s).", entry.metric_namespace)) >= 1 && length(regexall("(?s).", entry.metric_namespace)) <= 255])
    error_message = "detections[*].metric_namespace must be text of 1 to 255 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.metric_name != null])
    error_message = "detections[*].metric_name must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.metric_name == null ? true : can(regex("^[A-Za-z0-9_-]{1,255}$", entry.metric_name))])
    error_message = "detections[*].metric_name must be a metric name of 1 to 255 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections) : entry == null ? true : entry.excepted_metric_name == null ? true : can(regex("^[A-Za-z0-9_-]{1,255}$", entry.excepted_metric_name))])
    error_message = "detections[*].excepted_metric_name must be a metric name of 1 to 255 letters, digits, _ and -."
  }
}

variable "alarm_names" {
  type        = list(string)
  default     = []
  description = "Alarms on the monitoring itself."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.alarm_names : item != null])
    error_message = "alarm_names[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.alarm_names : item == null ? true : can(regex("^[A-Za-z0-9._-]{1,255}$", item))])
    error_message = "alarm_names[*] must be a name of 1 to 255 letters, digits and . _ -."
  }
}

variable "event_rule_names" {
  type        = map(list(string))
  default     = {}
  description = "Event rules, by what they report: detections, config, guardduty, access-analyzer, security-hub, remediation, member-exemptions (in accounts of an organization), forwarding (its failures); requests and member-requests are sent to functions."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.event_rule_names) : contains(["detections", "config", "guardduty", "access-analyzer", "security-hub", "remediation", "requests", "member-exemptions", "member-requests", "forwarding"], key)])
    error_message = "Every key of event_rule_names must be one of detections, config, guardduty, access-analyzer, security-hub, remediation, requests, member-exemptions, member-requests, forwarding."
  }

  validation {
    condition     = alltrue([for entry in values(var.event_rule_names) : entry != null])
    error_message = "event_rule_names[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.event_rule_names) : entry == null ? true : alltrue([for item in entry : item != null])])
    error_message = "event_rule_names[*][*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.event_rule_names) : entry == null ? true : alltrue([for item in entry : item == null ? true : can(regex("^[A-Za-z0-9._-]{1,255}$", item))])])
    error_message = "event_rule_names[*][*] must be a name of 1 to 255 letters, digits and . _ -."
  }
}

variable "event_bus_name" {
  type        = string
  default     = "default"
  description = "Event bus of these rules, except for remediation and requests: AWS counts by bus what is not the default one."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,255}$", var.event_bus_name))
    error_message = "event_bus_name must be a name of 1 to 255 letters, digits and . _ -."
  }
}

variable "function_names" {
  type        = list(string)
  default     = []
  description = "Functions of remediation."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.function_names : item != null])
    error_message = "function_names[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.function_names : item == null ? true : can(regex("^[A-Za-z0-9._-]{1,255}$", item))])
    error_message = "function_names[*] must be a name of 1 to 255 letters, digits and . _ -."
  }
}

variable "log_group_name" {
  type        = string
  default     = null
  description = "Log group with the events of the trail. Unset: there are no queries."
  nullable    = true

  validation {
    condition     = var.log_group_name == null ? true : can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group_name)) && !can(regex("^aws/", var.log_group_name))
    error_message = "log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

variable "logs_insights_enabled" {
  type        = bool
  default     = true
  description = "Whether the dashboard shows who calls AWS, in which regions, from which addresses and with which errors. These are queries of CloudWatch Logs Insights on the log group of the trail: AWS bills what they scan each time somebody loads or refreshes the dashboard."
  nullable    = false
}

variable "topic_names" {
  type        = list(string)
  default     = []
  description = "New topics of the alerts."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.topic_names : item != null])
    error_message = "topic_names[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.topic_names : item == null ? true : can(regex("^[A-Za-z0-9_-]{1,256}$", item))])
    error_message = "topic_names[*] must be a topic name of 1 to 256 letters, digits, _ and -."
  }
}

variable "existing_topic_arns" {
  type        = list(string)
  default     = []
  description = "Existing topics of the alerts. Those of other accounts and regions have no metrics here."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.existing_topic_arns : item != null])
    error_message = "existing_topic_arns[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.existing_topic_arns : item == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", item))])
    error_message = "existing_topic_arns[*] must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "dead_letter_queue_name" {
  type        = string
  default     = null
  description = "Queue of the events that EventBridge could not deliver."
  nullable    = true

  validation {
    condition     = var.dead_letter_queue_name == null ? true : can(regex("^[A-Za-z0-9._-]{1,255}$", var.dead_letter_queue_name))
    error_message = "dead_letter_queue_name must be a name of 1 to 255 letters, digits and . _ -."
  }
}

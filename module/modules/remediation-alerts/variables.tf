# Written by terraform-aws-security-monitoring, sha256:80c4e9f6c78cea3e58c44405ea5689c40769082752963e4811ae8d58177c9db5

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

variable "exempt_tag" {
  type        = string
  default     = "security-monitoring:exempt"
  description = "Tag that exempts a resource, whatever its value; a date in ISO 8601, year, month and day, is the last day. Whoever may set it can disable remediation for a resource, so that is an alert."
  nullable    = false

  validation {
    condition     = can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", var.exempt_tag)) && !can(regex("^[aA][wW][sS]:", var.exempt_tag)) && length(regexall("(?s).", var.exempt_tag)) >= 1 && length(regexall("(?s).", var.exempt_tag)) <= 128
    error_message = "exempt_tag must be a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with \"aws:\"."
  }
}

variable "members" {
  type        = object({ organization_id = string, event_bus_name = string })
  default     = null
  description = "Other accounts whose resources are remediated as well, with the role that the module `member-remediation` creates there. Omitted: those of this account only.\n- organization_id: ID of the organization.\n- event_bus_name: Event bus to which its accounts send their events."
  nullable    = true

  validation {
    condition     = var.members == null ? true : var.members.organization_id != null
    error_message = "members.organization_id must not be null."
  }

  validation {
    condition     = var.members == null ? true : var.members.organization_id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.members.organization_id))
    error_message = "members.organization_id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }

  validation {
    condition     = var.members == null ? true : var.members.event_bus_name != null
    error_message = "members.event_bus_name must not be null."
  }

  validation {
    condition     = var.members == null ? true : var.members.event_bus_name == null ? true : can(regex("^[A-Za-z0-9_-]{1,256}$", var.members.event_bus_name))
    error_message = "members.event_bus_name must be the name of an event bus of 1 to 256 letters, digits, _ and -."
  }
}

# Written by terraform-aws-security-monitoring, sha256:38f576a255371546e72342a7e19f5e9b88cc216badae42fabe5f51b8a8f37538

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of every name; the same as in the home region."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "region" {
  type        = string
  description = "Region of the provider, in which the events are. Part of the role's name, because roles belong to no region."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", var.region))
    error_message = "region must be an AWS region such as eu-west-1."
  }
}

variable "home_region" {
  type        = string
  description = "Region of the monitoring, in which the event rules publish alerts."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", var.home_region))
    error_message = "home_region must be an AWS region such as eu-west-1."
  }
}

variable "bus_arn" {
  type        = string
  default     = null
  description = "Bus of the monitoring in that region, which may be in another account. Unset: the default bus of this account. With it the provider may be that of the home region as well: this bus is another one than the default bus, from which events are forwarded."
  nullable    = true

  validation {
    condition     = var.bus_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:events:[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9_-]{1,256}$", var.bus_arn))
    error_message = "bus_arn must be an ARN such as arn:<partition>:events:eu-west-1:111122223333:event-bus/security-events."
  }
}

variable "event_patterns" {
  type        = string
  description = "What to forward, as JSON: `{\"<key>\": {\"pattern\": {…}, \"reads\": false}}`, with `reads` for a pattern that needs the read-only calls of CloudTrail. The output `event_patterns` of the monitoring."
  nullable    = false

  validation {
    condition     = can(regex("^[{][^\\x00]*[}]$", var.event_patterns))
    error_message = "event_patterns must be a JSON object, the output `event_patterns` of the monitoring."
  }
}

variable "services" {
  type        = list(string)
  default     = []
  description = "Services whose findings and evaluations are forwarded as well; the home region decides which of them are alerts."
  nullable    = false

  validation {
    condition     = length(distinct(var.services)) == length(var.services)
    error_message = "services must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.services : item != null])
    error_message = "services[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.services : item == null ? true : contains(["access-analyzer", "config", "guardduty", "security-hub"], item)])
    error_message = "services[*] must be one of access-analyzer, config, guardduty, security-hub."
  }
}

variable "alarm_topic_arns" {
  type        = list(string)
  default     = []
  description = "Topics of this region that the alarm on events which were not forwarded notifies. Without one the event of the alarm is forwarded, because an alarm reaches no topic of another region."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.alarm_topic_arns : item != null])
    error_message = "alarm_topic_arns[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.alarm_topic_arns : item == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", item))])
    error_message = "alarm_topic_arns[*] must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the role, the queue, the rules and the alarm."
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

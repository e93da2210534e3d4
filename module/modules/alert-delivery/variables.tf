# Written by terraform-aws-security-monitoring, sha256:2ade8d47867609728261b811b2af47fc78e2b6c2c36d10a57a2b706a196f2f0b

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the name of the role, the queue and the alarms."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "topic_arn" {
  type        = string
  description = "Topic that receives the alarms."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.topic_arn))
    error_message = "topic_arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "topic_arns" {
  type        = list(string)
  description = "Topics that rules publish to. In this account their policies need not allow it."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.topic_arns : item != null])
    error_message = "topic_arns[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.topic_arns : item == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", item))])
    error_message = "topic_arns[*] must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "key_arns" {
  type        = list(string)
  default     = []
  description = "Keys that encrypt the topics. Their policies must let IAM policies of this account decide."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.key_arns : item != null])
    error_message = "key_arns[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.key_arns : item == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", item))])
    error_message = "key_arns[*] must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the role, the queue and the alarms."
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

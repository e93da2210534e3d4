# Written by terraform-aws-security-monitoring, sha256:09d988bd3c4f3791cbe265848e53209ba4661240dc1d86992ea113998f9ca296

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the name of everything."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "modes" {
  type        = map(string)
  default     = {}
  description = "Remediations to enable, by name. propose: an alert says what would be changed, and the command that changes it. automatic: the function changes it. off, as without an entry: there is no function. On the day a mode is set, all existing resources are proposed in one alert, and none is changed."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.modes) : contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed", "public-snapshot", "public-image", "public-database-snapshot", "stopped-trail"], key)])
    error_message = "Every key of modes must be one of restricted-ssh, s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, vpc-default-security-group-closed, public-snapshot, public-image, public-database-snapshot, stopped-trail."
  }

  validation {
    condition     = alltrue([for entry in values(var.modes) : entry != null])
    error_message = "modes[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.modes) : entry == null ? true : contains(["off", "propose", "automatic"], entry)])
    error_message = "modes[*] must be one of off, propose, automatic."
  }
}

variable "runbooks" {
  type        = map(object({ rule = string, document = string, parameters = map(list(string)), role_arn = string, mode = optional(string, "propose"), severity = optional(string, "high") }))
  default     = {}
  description = "Runbooks of AWS Systems Manager for other rules of AWS Config, by a name of yours. What a runbook does cannot be undone by a command.\n- rule: Rule of AWS Config whose resources the runbook repairs, as in `config.rules`, without `name_prefix`.\n- document: Automation runbook of AWS Systems Manager, owned by AWS.\n- parameters: Parameters of the runbook, a list of values each. {resource} in a value becomes the resource's id.\n- role_arn: Role that the runbook assumes (`AutomationAssumeRole`). The function may pass it to Systems Manager only.\n- mode: As in `modes`.\n- severity: Severity of the alerts."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.runbooks) : can(regex("^[a-z][a-z0-9-]{0,32}$", key))])
    error_message = "Every key of runbooks must be a name of 1 to 33 lower-case letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for key in keys(var.runbooks) : !contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed", "public-snapshot", "public-image", "public-database-snapshot", "stopped-trail"], key)])
    error_message = "Every key of runbooks must not be one of restricted-ssh, s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, vpc-default-security-group-closed, public-snapshot, public-image, public-database-snapshot, stopped-trail."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry != null])
    error_message = "runbooks[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.rule != null])
    error_message = "runbooks[*].rule must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.rule == null ? true : can(regex("^[A-Za-z0-9_-]{1,128}$", entry.rule))])
    error_message = "runbooks[*].rule must be the name of a rule in `config.rules`."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.document != null])
    error_message = "runbooks[*].document must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.document == null ? true : can(regex("^AWS[A-Za-z]*-[A-Za-z0-9]+$", entry.document))])
    error_message = "runbooks[*].document must be the name of a runbook of AWS, such as AWS-DisablePublicAccessForSecurityGroup."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.parameters != null])
    error_message = "runbooks[*].parameters must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for key in keys(entry.parameters) : length(regexall("(?s).", key)) >= 1 && length(regexall("(?s).", key)) <= 50])])
    error_message = "Every key of runbooks[*].parameters must be text of 1 to 50 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for entry in values(entry.parameters) : entry != null])])
    error_message = "runbooks[*].parameters[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for entry in values(entry.parameters) : entry == null ? true : alltrue([for item in entry : item != null])])])
    error_message = "runbooks[*].parameters[*][*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for entry in values(entry.parameters) : entry == null ? true : alltrue([for item in entry : item == null ? true : length(regexall("(?s).", item)) >= 1 && length(regexall("(?s).", item)) <= 512])])])
    error_message = "runbooks[*].parameters[*][*] must be text of 1 to 512 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.role_arn != null])
    error_message = "runbooks[*].role_arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : entry.role_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", entry.role_arn))])
    error_message = "runbooks[*].role_arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : contains(["propose", "automatic"], entry.mode)])
    error_message = "runbooks[*].mode must be one of propose, automatic."
  }

  validation {
    condition     = alltrue([for entry in values(var.runbooks) : entry == null ? true : contains(["low", "medium", "high", "critical"], entry.severity)])
    error_message = "runbooks[*].severity must be one of low, medium, high, critical."
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

variable "only" {
  type        = list(string)
  default     = []
  description = "Resources by id, name or ARN. If there are any, no other one is repaired."
  nullable    = false

  validation {
    condition     = length(distinct(var.only)) == length(var.only)
    error_message = "only must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.only : item != null])
    error_message = "only[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.only : item == null ? true : can(regex("^[A-Za-z0-9][!-~]{0,999}$", item))])
    error_message = "only[*] must be the id, the name or the ARN of a resource."
  }
}

variable "never" {
  type        = list(string)
  default     = []
  description = "Resources by id, name or ARN that are not repaired."
  nullable    = false

  validation {
    condition     = length(distinct(var.never)) == length(var.never)
    error_message = "never must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.never : item != null])
    error_message = "never[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.never : item == null ? true : can(regex("^[A-Za-z0-9][!-~]{0,999}$", item))])
    error_message = "never[*] must be the id, the name or the ARN of a resource."
  }
}

variable "repairs_per_hour" {
  type        = number
  default     = 10
  description = "Repairs that each remediation may do within an hour. What exceeds it is reported, and repaired later."
  nullable    = false

  validation {
    condition     = var.repairs_per_hour >= 1 && var.repairs_per_hour <= 100 && floor(var.repairs_per_hour) == var.repairs_per_hour
    error_message = "repairs_per_hour must be a whole number from 1 to 100."
  }
}

variable "sweep_hour" {
  type        = number
  default     = 6
  description = "Hour (UTC) in which resources that still do not comply are examined every day: after a failure, or an exemption that ended."
  nullable    = false

  validation {
    condition     = var.sweep_hour >= 0 && var.sweep_hour <= 23 && floor(var.sweep_hour) == var.sweep_hour
    error_message = "sweep_hour must be a whole number from 0 to 23."
  }
}

variable "log_retention_days" {
  type        = number
  default     = 365
  description = "Days for which the logs of the functions are retained."
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

variable "permissions_boundary" {
  type        = string
  default     = null
  description = "Permissions boundary of the functions' roles."
  nullable    = true

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::([0-9]{12}|aws):policy/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,128}$", var.permissions_boundary))
    error_message = "permissions_boundary must be an ARN such as arn:<partition>:iam::111122223333:policy/boundary."
  }
}

variable "rule_names" {
  type        = list(string)
  description = "Names of the rules of AWS Config that exist."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.rule_names : item != null])
    error_message = "rule_names[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.rule_names : item == null ? true : can(regex("^[A-Za-z0-9_-]{1,128}$", item))])
    error_message = "rule_names[*] must be a rule name of 1 to 128 letters, digits, _ and -."
  }
}

variable "table_name" {
  type        = string
  description = "Table of the attempts, of the module `remediation-store`."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table_name))
    error_message = "table_name must be a table name of 3 to 255 letters, digits and _ . -."
  }
}

variable "key_arn" {
  type        = string
  description = "Key of the table and of the log groups."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.key_arn))
    error_message = "key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "bucket_name" {
  type        = string
  description = "Bucket of what is needed to undo, of the module `remediation-records`."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "bucket_arn" {
  type        = string
  description = "ARN of that bucket."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:s3:::[a-z0-9.-]{3,63}$", var.bucket_arn))
    error_message = "bucket_arn must be an ARN such as arn:<partition>:s3:::name."
  }
}

variable "own_bucket_arns" {
  type        = list(string)
  description = "Buckets that this monitoring created, at least one: no function changes them."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.own_bucket_arns : item != null])
    error_message = "own_bucket_arns[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.own_bucket_arns : item == null ? true : can(regex("^arn:aws(-[a-z]+)*:s3:::[a-z0-9.-]{3,63}$", item))])
    error_message = "own_bucket_arns[*] must be an ARN such as arn:<partition>:s3:::name."
  }
}

variable "dead_letter_queue_arn" {
  type        = string
  default     = null
  description = "Queue of the requests that a function could not answer three times, and of undelivered events. Required: null only says that there is none."
  nullable    = true

  validation {
    condition     = var.dead_letter_queue_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}$", var.dead_letter_queue_arn))
    error_message = "dead_letter_queue_arn must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:dead-letters."
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

variable "topic_arn" {
  type        = string
  description = "Topic of the functions' alarms."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.topic_arn))
    error_message = "topic_arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of everything."
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

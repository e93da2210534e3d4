# Written by terraform-aws-security-monitoring, sha256:31ffd2e765bf4c2e56e877eb45911914bb66bb52558c6362f39ff51ae2d727b6

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of every name; the same in all accounts."
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z][A-Za-z0-9-]{0,19})?$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits and hyphens, starting with a letter."
  }
}

variable "organizational_unit_ids" {
  type        = list(string)
  description = "Organizational units whose accounts get a stack, those in nested units and new ones included; the root's ID stands for all."
  nullable    = false

  validation {
    condition     = length(distinct(var.organizational_unit_ids)) == length(var.organizational_unit_ids)
    error_message = "organizational_unit_ids must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.organizational_unit_ids : item != null])
    error_message = "organizational_unit_ids[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.organizational_unit_ids : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "organizational_unit_ids[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }
}

variable "excluded_account_ids" {
  type        = list(string)
  default     = []
  description = "Accounts of these units whose stack has no resources. That of the provider is always one of them."
  nullable    = false

  validation {
    condition     = length(distinct(var.excluded_account_ids)) == length(var.excluded_account_ids)
    error_message = "excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.excluded_account_ids : item != null])
    error_message = "excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }
}

variable "further_regions" {
  type        = list(string)
  default     = []
  description = "Regions that get a stack in each account, besides that of the provider."
  nullable    = false

  validation {
    condition     = length(distinct(var.further_regions)) == length(var.further_regions)
    error_message = "further_regions must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.further_regions : item != null])
    error_message = "further_regions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.further_regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "further_regions[*] must be an AWS region such as eu-west-1."
  }
}

variable "retain_stacks" {
  type        = bool
  default     = false
  description = "Whether an account that leaves the units keeps its stacks, which nobody updates any more."
  nullable    = false
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the stack set, its stacks and everything in them."
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

variable "bus_arn" {
  type        = string
  description = "Bus of the monitoring, in the region of the provider."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:events:[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9_-]{1,256}$", var.bus_arn))
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

variable "remediations" {
  type        = list(string)
  default     = []
  description = "Remediations that examine resources of these accounts: what they need to know is forwarded as well, and tags that exempt a resource."
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

variable "exempt_tag" {
  type        = string
  default     = "security-monitoring:exempt"
  description = "Tag that exempts a resource from them."
  nullable    = false

  validation {
    condition     = can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", var.exempt_tag)) && !can(regex("^[aA][wW][sS]:", var.exempt_tag)) && length(regexall("(?s).", var.exempt_tag)) >= 1 && length(regexall("(?s).", var.exempt_tag)) <= 128
    error_message = "exempt_tag must be a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with \"aws:\"."
  }
}

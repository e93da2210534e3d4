# Written by terraform-aws-security-monitoring, sha256:83b360bfedd0fa9638a0b0bb0488157edfc2abf158945045ed9fc61dd7a253eb

variable "name" {
  type        = string
  default     = "security-monitoring-unused-access"
  description = "Name of the analyzer for unused access. Another name replaces it: its findings are created anew."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.-]*$", var.name)) && length(regexall("(?s).", var.name)) >= 1 && length(regexall("(?s).", var.name)) <= 255
    error_message = "name must be an analyzer name of 1 to 255 letters, digits and _ . -, starting with a letter."
  }
}

variable "unused_access_age_days" {
  type        = number
  description = "Days without use after which a role, a user's credential or a permission is a finding. Another number replaces the analyzer: its findings are created anew."
  nullable    = false

  validation {
    condition     = var.unused_access_age_days >= 1 && var.unused_access_age_days <= 365 && floor(var.unused_access_age_days) == var.unused_access_age_days
    error_message = "unused_access_age_days must be a whole number from 1 to 365."
  }
}

variable "type" {
  type        = string
  default     = "ACCOUNT_UNUSED_ACCESS"
  description = "Whose access is analysed: that of the account, or of all accounts of the organization, each billed. Another type replaces the analyzer: its findings and archive rules are gone."
  nullable    = false

  validation {
    condition     = contains(["ACCOUNT_UNUSED_ACCESS", "ORGANIZATION_UNUSED_ACCESS"], var.type)
    error_message = "type must be one of ACCOUNT_UNUSED_ACCESS, ORGANIZATION_UNUSED_ACCESS."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the analyzer."
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

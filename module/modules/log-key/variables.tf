# Written by terraform-aws-security-monitoring, sha256:68d8f612f1620ed698f37918e72f8d17d1ddf908c78318e9f5994f440cd7822e

variable "alias" {
  type        = string
  description = "Alias of the key, without `alias/`."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9/_-]{1,250}$", var.alias)) && !can(regex("^(alias|aws)/", var.alias))
    error_message = "alias must be an alias of 1 to 250 letters, digits and / _ -, without \"alias/\", not starting with \"aws/\"."
  }
}

variable "deletion_window_days" {
  type        = number
  default     = 30
  description = "Days that AWS waits before it deletes a destroyed key. Whatever the key encrypted is lost with it."
  nullable    = false

  validation {
    condition     = var.deletion_window_days >= 7 && var.deletion_window_days <= 30 && floor(var.deletion_window_days) == var.deletion_window_days
    error_message = "deletion_window_days must be a whole number from 7 to 30."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the key."
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

variable "trail_name" {
  type        = string
  description = "Name of the trail whose files the key encrypts."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.trail_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.trail_name)) && length(regexall("(?s).", var.trail_name)) >= 3 && length(regexall("(?s).", var.trail_name)) <= 128
    error_message = "trail_name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }
}

variable "log_group_name" {
  type        = string
  description = "Name of the log group the key encrypts."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group_name)) && !can(regex("^aws/", var.log_group_name))
    error_message = "log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

variable "organization" {
  type        = object({ id = string, management_account_id = string, trail_name = string, name_prefix = string })
  default     = null
  description = "The organization whose accounts deliver as well. Omitted: this account alone.\n- id: ID of the organization.\n- management_account_id: ID of its management account, which owns the trail.\n- trail_name: Name of its trail.\n- name_prefix: Prefix of the names of the recorders' roles in its accounts."
  nullable    = true

  validation {
    condition     = var.organization == null ? true : var.organization.id != null
    error_message = "organization.id must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization.id))
    error_message = "organization.id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.management_account_id != null
    error_message = "organization.management_account_id must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.management_account_id == null ? true : can(regex("^[0-9]{12}$", var.organization.management_account_id))
    error_message = "organization.management_account_id must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.trail_name != null
    error_message = "organization.trail_name must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.trail_name == null ? true : can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.organization.trail_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.organization.trail_name)) && length(regexall("(?s).", var.organization.trail_name)) >= 3 && length(regexall("(?s).", var.organization.trail_name)) <= 128
    error_message = "organization.trail_name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.name_prefix != null
    error_message = "organization.name_prefix must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.name_prefix == null ? true : can(regex("^[a-z0-9-]{0,20}$", var.organization.name_prefix))
    error_message = "organization.name_prefix must be at most 20 lower-case letters, digits and hyphens."
  }
}

variable "account_id" {
  type        = string
  default     = null
  description = "ID of the account that delivers, if it is not the provider's."
  nullable    = true

  validation {
    condition     = var.account_id == null ? true : can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be an AWS account id of 12 digits, quoted."
  }
}

# Written by terraform-aws-security-monitoring, sha256:41b72678afe8b16b1446ac47b00c120c06a30494e23e90d4e241851483d273f5

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

variable "further_regions" {
  type        = list(string)
  default     = []
  description = "Further regions whose findings are exported, besides those of this one."
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

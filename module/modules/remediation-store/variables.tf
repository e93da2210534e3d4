# Written by terraform-aws-security-monitoring, sha256:2193f70bb0595bbd423c7a918978ebbc78fb7d6af37e0c741b51d7c980a51bb7

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the name of the table and the key."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "deletion_protection" {
  type        = bool
  default     = true
  description = "Whether AWS refuses to delete the table. It has to be disabled in one apply before another one can delete the table."
  nullable    = false
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
  description = "Tags of the table and the key."
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

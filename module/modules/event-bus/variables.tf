# Written by terraform-aws-security-monitoring, sha256:647c2e1d62cee08063c3f6f0a3b5a6156ee46314414bd51789d698ffc8bd29ae

variable "name" {
  type        = string
  default     = "security-events"
  description = "Name of the bus."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,256}$", var.name)) && !can(regex("^default$", var.name))
    error_message = "name must be the name of an event bus of 1 to 256 letters, digits, _ and -."
  }
}

variable "organization_id" {
  type        = string
  description = "Organization whose accounts may send events."
  nullable    = false

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }
}

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the names of the forwarders' roles."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the bus."
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

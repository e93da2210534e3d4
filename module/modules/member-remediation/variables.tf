# Written by terraform-aws-security-monitoring, sha256:8deae50cd57453bb65d19ad4f2d1c037cd70bd3977659d43967522e71741fa59

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

variable "organization_id" {
  type        = string
  description = "ID of the organization."
  nullable    = false

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }
}

variable "modes" {
  type        = map(string)
  description = "Remediations by name, as of the functions: the role has the permissions of those that are not off."
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

variable "permissions_boundary" {
  type        = string
  default     = null
  description = "Permissions boundary of the functions' roles. That of the role is the policy of the same name in its own account."
  nullable    = true

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::([0-9]{12}|aws):policy/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,128}$", var.permissions_boundary))
    error_message = "permissions_boundary must be an ARN such as arn:<partition>:iam::111122223333:policy/boundary."
  }
}

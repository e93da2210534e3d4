# Written by terraform-aws-security-monitoring, sha256:3c682742f899470ea95914d8d090f2ad87c2097bfd7fd6f1e4258dc38f8da448

variable "key_arn" {
  type        = string
  default     = null
  description = "ARN of the key. Unset: a key of this account that is created with this policy, and so has no ARN yet."
  nullable    = true

  validation {
    condition     = var.key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.key_arn))
    error_message = "key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
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

variable "results_bucket_name" {
  type        = string
  description = "Bucket of the results of queries, or the start of its name and *: a generated name is unknown."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]*[a-z0-9*]$", var.results_bucket_name)) && length(regexall("(?s).", var.results_bucket_name)) >= 3 && length(regexall("(?s).", var.results_bucket_name)) <= 63
    error_message = "results_bucket_name must be a bucket name, or its start and *: 3 to 63 lower-case letters, digits, dots and hyphens, and the *."
  }
}

# Written by terraform-aws-security-monitoring, sha256:ac7405104725601dad8013f216a2e7e9047b579b1403fb4ca12649f7b4129583

variable "workgroup_name" {
  type        = string
  description = "Name of the workgroup."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,128}$", var.workgroup_name))
    error_message = "workgroup_name must be a workgroup name of 1 to 128 letters, digits and . _ -."
  }
}

variable "database_name" {
  type        = string
  description = "Database of the table of events."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9_]{1,255}$", var.database_name))
    error_message = "database_name must be a database name of 1 to 255 lower-case letters, digits and _."
  }
}

variable "trail_bucket_name" {
  type        = string
  description = "Bucket that the trail delivers to."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.trail_bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.trail_bucket_name)) && length(regexall("(?s).", var.trail_bucket_name)) >= 3 && length(regexall("(?s).", var.trail_bucket_name)) <= 63
    error_message = "trail_bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "key_prefix" {
  type        = string
  default     = "AWSLogs/"
  description = "What the keys of the log files begin with, up to the number of the account. Another one than the default only with an existing trail: `logs/AWSLogs/` if its S3 key prefix is `logs`, `AWSLogs/o-a1b2c3d4e5/` if it is that of the organization with this id. With `organization` its id is added."
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9_.-]+/)+$", var.key_prefix))
    error_message = "key_prefix must be a prefix that ends in / such as AWSLogs/, of letters, digits and _ . -."
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
  description = "Bucket of the results."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.results_bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.results_bucket_name)) && length(regexall("(?s).", var.results_bucket_name)) >= 3 && length(regexall("(?s).", var.results_bucket_name)) <= 63
    error_message = "results_bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts the files of the trail, and the results."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.kms_key_arn))
    error_message = "kms_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

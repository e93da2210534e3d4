# Written by terraform-aws-security-monitoring, sha256:386042eaf2c5ebcb671d47b2c97ff84563293b28c550aab6a890b180bbc98b99

variable "bucket_name" {
  type        = string
  description = "Name of the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
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

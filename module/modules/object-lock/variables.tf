# Written by terraform-aws-security-monitoring, sha256:f822f1c10dcd33614b93fe9719a62dd71e351c3548fc90f9264a8b7081770f38

variable "bucket_name" {
  type        = string
  description = "Bucket to lock. It must have versioning enabled."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "mode" {
  type        = string
  description = "GOVERNANCE: an identity with s3:BypassGovernanceRetention can still delete files. COMPLIANCE: nobody can, not even the root user or Terraform."
  nullable    = false

  validation {
    condition     = contains(["GOVERNANCE", "COMPLIANCE"], var.mode)
    error_message = "mode must be one of GOVERNANCE, COMPLIANCE."
  }
}

variable "days" {
  type        = number
  description = "Days for which a file cannot be deleted or overwritten."
  nullable    = false

  validation {
    condition     = var.days >= 1 && var.days <= 36500 && floor(var.days) == var.days
    error_message = "days must be a whole number from 1 to 36500."
  }
}

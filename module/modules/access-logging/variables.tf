# Written by terraform-aws-security-monitoring, sha256:309a28c8b292f48ec65cf956f608ee72c0b207ebe7589bf6fef6bfa05ff25a04

variable "bucket_name" {
  type        = string
  description = "Bucket whose accesses are logged."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
  }
}

variable "access_log_bucket_name" {
  type        = string
  description = "Bucket the access logs are delivered to, of the same account and region. Its policy must let S3's log delivery in."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.access_log_bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.access_log_bucket_name)) && length(regexall("(?s).", var.access_log_bucket_name)) >= 3 && length(regexall("(?s).", var.access_log_bucket_name)) <= 63
    error_message = "access_log_bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
  }
}

# Written by terraform-aws-security-monitoring, sha256:daff2c96c2e802c1d1bb05ec62d7fcdb117a4b84cb3caf58e3764fa21ce9bef3

variable "bucket_name" {
  type        = string
  description = "Name of the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "trail_name" {
  type        = string
  description = "Name of the only trail that may deliver to the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.trail_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.trail_name)) && length(regexall("(?s).", var.trail_name)) >= 3 && length(regexall("(?s).", var.trail_name)) <= 128
    error_message = "trail_name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }
}

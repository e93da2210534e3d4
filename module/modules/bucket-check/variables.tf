# Written by terraform-aws-security-monitoring, sha256:95372143ab2bc9d7ccd794341312efa0295047ba5fee6dcd32e9736ec4b13729

variable "bucket_name" {
  type        = string
  description = "Name of the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "writer" {
  type        = string
  description = "Service that must be allowed to deliver: its principal without the suffix, which depends on the partition."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9.]+$", var.writer))
    error_message = "writer must be a service such as cloudtrail."
  }
}

variable "required_policy" {
  type        = string
  description = "Key of the bucket's policy in the output `required_policies`."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_]+$", var.required_policy))
    error_message = "required_policy must be a name in lower case."
  }
}

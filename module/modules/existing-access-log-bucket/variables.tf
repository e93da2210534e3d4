# Written by terraform-aws-security-monitoring, sha256:ed90d507c8617ccf40bdebbb77ecca2c3f593d3d31a12570b7c698f5428c0a0a

variable "bucket_name" {
  type        = string
  description = "Name of the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "source_bucket_arns" {
  type        = list(string)
  description = "ARNs of the buckets whose access logs are delivered here."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.source_bucket_arns : item != null])
    error_message = "source_bucket_arns[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.source_bucket_arns : item == null ? true : can(regex("^arn:aws(-[a-z]+)*:s3:::[a-z0-9.-]{3,63}$", item))])
    error_message = "source_bucket_arns[*] must be an ARN such as arn:<partition>:s3:::audit-trail."
  }
}

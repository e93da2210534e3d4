# Written by terraform-aws-security-monitoring, sha256:a5b6bacef8dec7081c21ed56a417c44970e80ccdc98e12b86e70884a965942b2

variable "name" {
  type        = string
  default     = "security-monitoring-trail"
  description = "Name of the trail."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.name)) && length(regexall("(?s).", var.name)) >= 3 && length(regexall("(?s).", var.name)) <= 128
    error_message = "name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }
}

variable "bucket_name" {
  type        = string
  description = "Bucket that the trail delivers to. Its policy must allow the trail to deliver."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts the files. Its policy must allow the trail to use it."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.kms_key_arn))
    error_message = "kms_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "log_group_name" {
  type        = string
  description = "CloudWatch Logs group that receives the events."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group_name)) && !can(regex("^aws/", var.log_group_name))
    error_message = "log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the trail and its role."
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

variable "delivery_role_name" {
  type        = string
  default     = "security-monitoring-trail-delivery"
  description = "Name of the role that CloudTrail uses to write to the log group."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.delivery_role_name))
    error_message = "delivery_role_name must be a role name of 1 to 64 letters, digits and + = , . @ _ -."
  }
}

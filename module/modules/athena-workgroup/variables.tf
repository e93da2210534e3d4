# Written by terraform-aws-security-monitoring, sha256:d0a7159e1799914a1ba04f62dadd2a8a392a2755c46a56bd26552fca711fdb23

variable "name" {
  type        = string
  default     = "security-monitoring"
  description = "Name of the workgroup. Another name replaces it, with the history of its queries."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,128}$", var.name))
    error_message = "name must be a workgroup name of 1 to 128 letters, digits and . _ -."
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

variable "bucket_name" {
  type        = string
  description = "Bucket of the results."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.bucket_name)) && length(regexall("(?s).", var.bucket_name)) >= 3 && length(regexall("(?s).", var.bucket_name)) <= 63
    error_message = "bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts the results."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.kms_key_arn))
    error_message = "kms_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "scan_limit_megabytes" {
  type        = number
  default     = 100000
  description = "Megabytes that one query may scan, of 1,048,576 bytes each; Athena then cancels it. It bills what is scanned: the default is about half a US dollar."
  nullable    = false

  validation {
    condition     = var.scan_limit_megabytes >= 10 && var.scan_limit_megabytes <= 10000000 && floor(var.scan_limit_megabytes) == var.scan_limit_megabytes
    error_message = "scan_limit_megabytes must be a whole number from 10 to 10000000."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the workgroup."
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

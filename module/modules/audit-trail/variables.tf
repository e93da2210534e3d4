# Written by terraform-aws-security-monitoring, sha256:efcec7be710b2362ee5d618818d68882851ef8a5e12ff0329ce57e15b4d42e00

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

variable "s3_data_events" {
  type        = object({ buckets = list(string), read_write_type = optional(string, "WriteOnly") })
  default     = null
  description = "Calls that read, write and delete objects in S3 to record as well: AWS charges for each, and the log group for its size. The pack `data` needs them. Unset: management events only.\n- buckets: Names of the buckets, of this account or with `organization` of its accounts. Buckets of the monitoring are refused: each delivery would be an event again.\n- read_write_type: Which calls: those that read objects, those that write or delete them, or both."
  nullable    = true

  validation {
    condition     = var.s3_data_events == null ? true : var.s3_data_events.buckets != null
    error_message = "s3_data_events.buckets must not be null."
  }

  validation {
    condition     = var.s3_data_events == null ? true : var.s3_data_events.buckets == null ? true : length(distinct(var.s3_data_events.buckets)) == length(var.s3_data_events.buckets)
    error_message = "s3_data_events.buckets must not contain duplicates."
  }

  validation {
    condition     = var.s3_data_events == null ? true : var.s3_data_events.buckets == null ? true : length(var.s3_data_events.buckets) >= 1 && length(var.s3_data_events.buckets) <= 250
    error_message = "s3_data_events.buckets must be a list of 1 to 250."
  }

  validation {
    condition     = var.s3_data_events == null ? true : var.s3_data_events.buckets == null ? true : alltrue([for item in var.s3_data_events.buckets : item != null])
    error_message = "s3_data_events.buckets[*] must not be null."
  }

  validation {
    condition     = var.s3_data_events == null ? true : var.s3_data_events.buckets == null ? true : alltrue([for item in var.s3_data_events.buckets : item == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", item)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", item)) && length(regexall("(?s).", item)) >= 3 && length(regexall("(?s).", item)) <= 63])
    error_message = "s3_data_events.buckets[*] must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.s3_data_events == null ? true : contains(["All", "ReadOnly", "WriteOnly"], var.s3_data_events.read_write_type)
    error_message = "s3_data_events.read_write_type must be one of All, ReadOnly, WriteOnly."
  }
}

variable "own_bucket_names" {
  type        = list(string)
  default     = []
  description = "Names of further buckets of the monitoring, whose objects the trail must not record."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.own_bucket_names : item != null])
    error_message = "own_bucket_names[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.own_bucket_names : item == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", item)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", item)) && length(regexall("(?s).", item)) >= 3 && length(regexall("(?s).", item)) <= 63])
    error_message = "own_bucket_names[*] must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
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

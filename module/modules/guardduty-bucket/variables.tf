# Written by terraform-aws-security-monitoring, sha256:4823f111dcf66f23a901bc9fa076bbe9e0925716f8e26af08c185eac08875c50

variable "name" {
  type        = string
  default     = null
  description = "Name of the bucket. Unset: a unique name that starts with `generated_name_prefix`."
  nullable    = true

  validation {
    condition     = var.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.name)) && length(regexall("(?s).", var.name)) >= 3 && length(regexall("(?s).", var.name)) <= 63
    error_message = "name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }
}

variable "generated_name_prefix" {
  type        = string
  description = "Prefix of the generated name, if `name` is not set."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]+((\\.|-+)[a-z0-9]+)*(\\.|-+)?$", var.generated_name_prefix)) && !can(regex("^(xn--|sthree-|amzn-s3-demo-)", var.generated_name_prefix)) && length(regexall("(?s).", var.generated_name_prefix)) >= 1 && length(regexall("(?s).", var.generated_name_prefix)) <= 37
    error_message = "generated_name_prefix must be the prefix of a bucket name: 1 to 37 lower-case letters, digits and hyphens, with single dots between them, and no prefix that S3 reserves."
  }
}

variable "expire_after_days" {
  type        = number
  default     = 2557
  description = "Days after which a file is deleted. The default is seven years."
  nullable    = false

  validation {
    condition     = var.expire_after_days >= 1 && var.expire_after_days <= 36500 && floor(var.expire_after_days) == var.expire_after_days
    error_message = "expire_after_days must be a whole number from 1 to 36500."
  }
}

variable "transitions" {
  type        = list(object({ after_days = number, storage_class = string }))
  default     = []
  description = "Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n- after_days: Days after which a file moves.\n- storage_class: Storage class that the file moves to."
  nullable    = false

  validation {
    condition     = alltrue([for item in var.transitions : item != null])
    error_message = "transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.transitions : item == null ? true : item.after_days != null])
    error_message = "transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.transitions : item == null ? true : item.storage_class != null])
    error_message = "transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }
}

variable "expire_noncurrent_after_days" {
  type        = number
  default     = 90
  description = "Days for which an overwritten or deleted file can still be restored."
  nullable    = false

  validation {
    condition     = var.expire_noncurrent_after_days >= 1 && var.expire_noncurrent_after_days <= 36500 && floor(var.expire_noncurrent_after_days) == var.expire_noncurrent_after_days
    error_message = "expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }
}

variable "force_destroy" {
  type        = bool
  default     = false
  description = "Whether `terraform destroy` may delete the bucket while it contains files."
  nullable    = false
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the bucket."
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

variable "kms_key_arn" {
  type        = string
  description = "Key that encrypts the bucket."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.kms_key_arn))
    error_message = "kms_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "further_regions" {
  type        = list(string)
  default     = []
  description = "Further regions whose findings are exported, besides those of this one."
  nullable    = false

  validation {
    condition     = length(distinct(var.further_regions)) == length(var.further_regions)
    error_message = "further_regions must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.further_regions : item != null])
    error_message = "further_regions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.further_regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "further_regions[*] must be an AWS region such as eu-west-1."
  }
}

# Written by terraform-aws-security-monitoring, sha256:43f6890d81324275ab281ffc712ebb72784d20f42116f02eb7465cae33d80151

variable "key_arn" {
  type        = string
  default     = null
  description = "ARN of the key. Unset: a key of this account that is created with this policy, and so has no ARN yet."
  nullable    = true

  validation {
    condition     = var.key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.key_arn))
    error_message = "key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "trail_name" {
  type        = string
  description = "Name of the trail whose files the key encrypts."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.trail_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.trail_name)) && length(regexall("(?s).", var.trail_name)) >= 3 && length(regexall("(?s).", var.trail_name)) <= 128
    error_message = "trail_name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }
}

variable "log_group_name" {
  type        = string
  description = "Name of the log group the key encrypts."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group_name)) && !can(regex("^aws/", var.log_group_name))
    error_message = "log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

variable "results_bucket_name" {
  type        = string
  description = "Bucket of the results of queries, or the start of its name and *: a generated name is unknown."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]*[a-z0-9*]$", var.results_bucket_name)) && length(regexall("(?s).", var.results_bucket_name)) >= 3 && length(regexall("(?s).", var.results_bucket_name)) <= 63
    error_message = "results_bucket_name must be a bucket name, or its start and *: 3 to 63 lower-case letters, digits, dots and hyphens, and the *."
  }
}

# Written by terraform-aws-security-monitoring, sha256:87d5cdb547c28c1994f3de3894b22489620f52f11b563f62a0f81d40ed69297a

variable "minimum_length" {
  type        = number
  default     = 14
  description = "Shortest password, in characters. CIS and Security Hub IAM.15 ask for 14."
  nullable    = false

  validation {
    condition     = var.minimum_length >= 6 && var.minimum_length <= 128 && floor(var.minimum_length) == var.minimum_length
    error_message = "minimum_length must be a whole number from 6 to 128."
  }
}

variable "reuse_prevention" {
  type        = number
  default     = 24
  description = "How many former passwords cannot be used again. CIS and Security Hub IAM.16 ask for 24."
  nullable    = false

  validation {
    condition     = var.reuse_prevention >= 1 && var.reuse_prevention <= 24 && floor(var.reuse_prevention) == var.reuse_prevention
    error_message = "reuse_prevention must be a whole number from 1 to 24."
  }
}

variable "maximum_age_days" {
  type        = number
  default     = 90
  description = "Days after which a password expires. Security Hub IAM.7 and IAM.17 ask for 90; NIST advises against it."
  nullable    = false

  validation {
    condition     = var.maximum_age_days >= 1 && var.maximum_age_days <= 1095 && floor(var.maximum_age_days) == var.maximum_age_days
    error_message = "maximum_age_days must be a whole number from 1 to 1095."
  }
}

variable "hard_expiry" {
  type        = bool
  default     = false
  description = "Whether only an administrator can set a new password once the old one has expired."
  nullable    = false
}

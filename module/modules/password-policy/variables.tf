# Written by terraform-aws-security-monitoring, sha256:d28d331c824e2e3e176f925ec776d9a20fe5cc11ff2ab7bc0565dda42839aa73

variable "minimum_length" {
  type        = number
  default     = 14
  description = "Minimum password length, in characters. CIS and Security Hub IAM.15 require 14."
  nullable    = false

  validation {
    condition     = var.minimum_length >= 6 && var.minimum_length <= 128 && floor(var.minimum_length) == var.minimum_length
    error_message = "minimum_length must be a whole number from 6 to 128."
  }
}

variable "reuse_prevention" {
  type        = number
  default     = 24
  description = "Number of previous passwords that cannot be reused. CIS and Security Hub IAM.16 require 24."
  nullable    = false

  validation {
    condition     = var.reuse_prevention >= 1 && var.reuse_prevention <= 24 && floor(var.reuse_prevention) == var.reuse_prevention
    error_message = "reuse_prevention must be a whole number from 1 to 24."
  }
}

variable "maximum_age_days" {
  type        = number
  default     = 90
  description = "Days after which a password expires. Security Hub IAM.7 and IAM.17 require 90; NIST advises against expiry."
  nullable    = false

  validation {
    condition     = var.maximum_age_days >= 1 && var.maximum_age_days <= 1095 && floor(var.maximum_age_days) == var.maximum_age_days
    error_message = "maximum_age_days must be a whole number from 1 to 1095."
  }
}

variable "hard_expiry" {
  type        = bool
  default     = false
  description = "Whether only an administrator can reset an expired password."
  nullable    = false
}

# Written by terraform-aws-security-monitoring, sha256:f59658d1e5e616e1408605fc2b6fe4b695de5057a5b37add4c96e9f792606831

variable "name_prefix" {
  type        = string
  description = "Start of the name of exactly one log group."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.name_prefix)) && !can(regex("^aws/", var.name_prefix))
    error_message = "name_prefix must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

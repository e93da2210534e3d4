# Written by terraform-aws-security-monitoring, sha256:1013570fb66d4be6bf0f841cda857aa5e61481cbcb5e2a09dce72b6e425a845c

variable "log_group_name" {
  type        = string
  description = "Name of the log group."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group_name)) && !can(regex("^aws/", var.log_group_name))
    error_message = "log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

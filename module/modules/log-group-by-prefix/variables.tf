# Written by terraform-aws-security-monitoring, sha256:75d53c645cf932a86f43e463d587c75e8ef7b8582c9dff16c5c7b350afd5d441

variable "name_prefix" {
  type        = string
  description = "Prefix of the name of exactly one log group."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.name_prefix)) && !can(regex("^aws/", var.name_prefix))
    error_message = "name_prefix must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

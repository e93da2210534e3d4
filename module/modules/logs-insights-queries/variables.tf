# Written by terraform-aws-security-monitoring, sha256:6900f8fc9d54032ff81be7c4fdb8ad987d9b797d4a238e563f72e1861bf89aa3

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the folder of the queries."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "log_group_name" {
  type        = string
  description = "Log group that receives the events of a trail."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.log_group_name)) && !can(regex("^aws/", var.log_group_name))
    error_message = "log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }
}

# Written by terraform-aws-security-monitoring, sha256:4d0d07e253ffe9f0e88c3e6551c29630d6a3fe97288eae6cfac681361419d598

variable "auto_enable_controls" {
  type        = bool
  default     = true
  description = "Whether controls that AWS adds to a standard are enabled. Set false to enable them one by one, in `enabled_controls`."
  nullable    = false
}

# Written by terraform-aws-security-monitoring, sha256:03d9c567e2f05d72ceeb0cd8073fe96402b51bfdf391c46e152b20faabb2eaf6

variable "resources" {
  type        = map(string)
  description = "Names or ARNs of what is protected, by the name it has in Terraform's error message."
  nullable    = false

  validation {
    condition     = alltrue([for entry in values(var.resources) : entry != null])
    error_message = "resources[*] must not be null."
  }
}

# Written by terraform-aws-security-monitoring, sha256:df35eb1efcb554a038a1d221ec7d1cca04234ed9a2928ac98fe0a94f88f24eba

variable "resources" {
  type        = map(string)
  description = "Names or ARNs of the protected resources, by the key that Terraform's error message shows."
  nullable    = false

  validation {
    condition     = alltrue([for entry in values(var.resources) : entry != null])
    error_message = "resources[*] must not be null."
  }
}

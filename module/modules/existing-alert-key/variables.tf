# Written by terraform-aws-security-monitoring, sha256:11c4e9dd19eed815eeed3e89aa1678d9beb7cf8b424f9b3f57d41d20470e10e0

variable "key_arn" {
  type        = string
  default     = null
  description = "ARN of the key. Unset: a key of this account, created with the policy, has none yet."
  nullable    = true

  validation {
    condition     = var.key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.key_arn))
    error_message = "key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

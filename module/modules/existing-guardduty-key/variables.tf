# Written by terraform-aws-security-monitoring, sha256:c9a7da135e6120404ab310125d27d3c3eda1a3e5fc4ccae64675d3a7dc7a28aa

variable "key_arn" {
  type        = string
  default     = null
  description = "ARN of the key. Unset: a key of this account that is created with this policy, and so has no ARN yet."
  nullable    = true

  validation {
    condition     = var.key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.key_arn))
    error_message = "key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

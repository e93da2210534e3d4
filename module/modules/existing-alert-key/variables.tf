# Written by terraform-aws-security-monitoring, sha256:3daf587055a29998297f63db59350939acb040f30bf04ee5e6b587832f5a82a9

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

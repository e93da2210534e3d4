# Written by terraform-aws-security-monitoring, sha256:6b1403b58e10fc4f523da605130f004e7e7bfa5a1936cd678928edce68349786

variable "key_arn" {
  type        = string
  description = "ARN of the key."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.key_arn))
    error_message = "key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "required_policy" {
  type        = string
  description = "Key of the KMS key's policy in the output `required_policies`."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_]+$", var.required_policy))
    error_message = "required_policy must be a name in lower case."
  }
}

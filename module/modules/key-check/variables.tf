# Written by terraform-aws-security-monitoring, sha256:fd008e36bc716116b71baa094aaa844ac9c7cecc87da8d3eea70c01334a8a5d3

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
  description = "Which of the required policies the key must have."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_]+$", var.required_policy))
    error_message = "required_policy must be a name in lower case."
  }
}

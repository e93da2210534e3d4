# Written by terraform-aws-security-monitoring, sha256:0902fddebd6a352078615c5ac77b6e15bc7f20f82b4f6cea2784b5b51e1820e7

variable "role_arn" {
  type        = string
  description = "ARN of the role."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.role_arn))
    error_message = "role_arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }
}

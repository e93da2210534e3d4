# Written by terraform-aws-security-monitoring, sha256:055af30862c221f76362695aa42c146a1d210d4b331e1e5ec85b7514cd186f06

variable "topic_arn" {
  type        = string
  description = "ARN of the topic."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.topic_arn))
    error_message = "topic_arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

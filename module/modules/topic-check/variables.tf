# Written by terraform-aws-security-monitoring, sha256:c1631b223640626de8c982c672d9f997b71a307e0f828aea19b550d0c2903bc3

variable "topic_arn" {
  type        = string
  description = "ARN of the topic."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.topic_arn))
    error_message = "topic_arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

# An account that has a trail with CloudWatch Logs and an AWS Config recorder already: the module adds what is missing, the
# detections and the rules, and leaves existing resources unchanged.

terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "log_group_name" {
  description = "Log group that receives the events of the trail."
  type        = string
  default     = "company-trail"
}

# The topic may even be created in the same run.
resource "aws_sns_topic" "company" {
  name = "company-alerts"
}

# A nested module returns the policy that it must have: attached here, or given to the owner of the topic.
module "topic_policy" {
  source = "../../modules/existing-topic"

  topic_arn = aws_sns_topic.company.arn
}

resource "aws_sns_topic_policy" "company" {
  arn    = aws_sns_topic.company.arn
  policy = module.topic_policy.required_policy
}

module "security_monitoring" {
  source = "../../"

  alerts = {
    existing_topic = { arn = aws_sns_topic_policy.company.arn }
    emails         = ["security@example.com"]
  }

  trail = {
    enabled            = false
    existing_log_group = { name = var.log_group_name }
  }

  config = {
    existing_recorder = { name = "default" }
  }
}

output "required_policies" {
  description = "Policies that the owners of existing resources must apply."
  value       = module.security_monitoring.required_policies
}

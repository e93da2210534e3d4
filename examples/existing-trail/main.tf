# An account that has a trail with CloudWatch Logs and an AWS Config recorder already: the module adds what is missing, the
# detections and the rules, and changes nothing of what is there.

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
  description = "Log group the trail sends its events to."
  type        = string
  default     = "company-trail"
}

# The topic may even be made in the same run.
resource "aws_sns_topic" "company" {
  name = "company-alerts"
}

module "security_monitoring" {
  source = "../../module"

  alerts = {
    existing_topic = { arn = aws_sns_topic.company.arn }
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

# Only the detections, on an existing log group and topic: a nested module used alone.

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

variable "topic_arn" {
  description = "Topic that the alarms notify. Its policy must allow CloudWatch to publish."
  type        = string
  default     = "arn:aws:sns:eu-west-1:111122223333:company-alerts"
}

module "detections" {
  source = "../../modules/detections"

  log_group_name = "company-trail"
  topic_arn      = var.topic_arn
  packs          = ["cis", "tamper"]
}

output "alarm_arns" {
  description = "ARNs of the alarms."
  value       = module.detections.alarm_arns
}

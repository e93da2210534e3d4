# A whole account: the module is called like any other.

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

variable "alert_emails" {
  description = "Addresses that receive every alert."
  type        = list(string)
  default     = ["security@example.com"]
}

module "security_monitoring" {
  source = "../../"

  alerts = {
    emails = var.alert_emails
  }

  config = {
    excluded_resource_types = ["AWS::EC2::NetworkInterface"]

    rules = {
      root-account-mfa-enabled = { identifier = "ROOT_ACCOUNT_MFA_ENABLED" }
    }
  }

  tags = {
    owner = "security"
  }
}

output "unconfirmed" {
  description = "Subscriptions that are not confirmed."
  value       = module.security_monitoring.pending_subscriptions
}

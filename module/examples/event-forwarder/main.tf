# Events of IAM, sign-ins of the root user, Organizations, Route 53 and CloudFront are on the bus of one region only, us-east-1 in most
# accounts. The nested module sends them to the region of the monitoring, which then reports them as instantly as its own.

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

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "security_monitoring" {
  source = "../../"

  alerts = {
    emails = ["security@example.com"]
  }
}

module "event_forwarder" {
  source = "../../modules/event-forwarder"

  providers = {
    aws = aws.us_east_1
  }

  region         = "us-east-1"
  home_region    = "eu-west-1"
  event_patterns = module.security_monitoring.event_patterns
}

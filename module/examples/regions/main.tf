# Further regions: AWS Config, GuardDuty and Access Analyzer in each, and the way of its events to the region of the monitoring. What an
# account has once, such as the trail, the detections, the bucket of AWS Config and the topic, is in the first one.

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
  alias  = "eu_central_1"
  region = "eu-central-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "security_monitoring" {
  source = "../../"

  regions = ["eu-central-1", "us-east-1"]

  alerts          = { emails = ["security@example.com"] }
  guardduty       = { enabled = true }
  access_analyzer = { enabled = true }
}

module "eu_central_1" {
  source    = "../../modules/regional"
  providers = { aws = aws.eu_central_1 }

  region      = "eu-central-1"
  home_region = "eu-west-1"
  monitoring  = module.security_monitoring.regional
}

module "us_east_1" {
  source    = "../../modules/regional"
  providers = { aws = aws.us_east_1 }

  region      = "us-east-1"
  home_region = "eu-west-1"
  monitoring  = module.security_monitoring.regional
}

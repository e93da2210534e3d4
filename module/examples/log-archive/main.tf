# The monitoring of an organization in its security account, which is a delegated administrator of CloudTrail, and the evidence in another
# account, which nobody of the first can delete it in. Both are in one region: the key also encrypts the log group.

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
  alias  = "log_archive"
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::222233334444:role/OrganizationAccountAccessRole"
  }
}

locals {
  organization = { id = "o-a1b2c3d4e5", management_account_id = "111122223333" }
}

data "aws_caller_identity" "security" {}

module "log_archive" {
  source    = "../../modules/log-archive"
  providers = { aws = aws.log_archive }

  security_account_id = data.aws_caller_identity.security.account_id
  organization        = local.organization
}

module "security_monitoring" {
  source = "../../"

  organization = local.organization

  alerts     = { emails = ["security@example.com"] }
  trail      = { existing_bucket = { name = module.log_archive.trail_bucket_name } }
  config     = { existing_bucket = { name = module.log_archive.config_bucket_name } }
  encryption = { existing_log_key = { arn = module.log_archive.log_key_arn } }
}

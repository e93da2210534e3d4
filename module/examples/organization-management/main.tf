# The management account of an organization: the security account administers its services. Apply it with credentials of the management
# account, after the security account and before that one's setting `organization`: docs/organization.md has the order.

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

locals {
  security_account_id = "444455556666"
}

module "organization_management" {
  source = "../../modules/organization-management"

  security_account_id = local.security_account_id
}

# GuardDuty and Security Hub are registered in each region.
module "us_east_1" {
  source    = "../../modules/organization-administrators-of-region"
  providers = { aws = aws.us_east_1 }

  security_account_id = local.security_account_id
}

# What no stack set brings to this account, once the security account has `organization`.
variable "monitoring" {
  description = "The output `regional` of the monitoring in the security account. Null: before that has `organization`."
  type        = any
  default     = null
}

module "monitoring" {
  count  = var.monitoring == null ? 0 : 1
  source = "../../modules/management-monitoring"

  region      = "eu-west-1"
  home_region = "eu-west-1"
  monitoring  = var.monitoring
}

module "monitoring_us_east_1" {
  count     = var.monitoring == null ? 0 : 1
  source    = "../../modules/management-monitoring"
  providers = { aws = aws.us_east_1 }

  region      = "us-east-1"
  home_region = "eu-west-1"
  monitoring  = var.monitoring
}

output "organization" {
  description = "For the setting `organization` of the security account."
  value = {
    id                    = module.organization_management.organization_id
    management_account_id = module.organization_management.management_account_id
    security_hub_targets  = [module.organization_management.root_id]
  }
}

# Written by terraform-aws-security-monitoring, sha256:8a1a30e94e7ebc31a25acfdea2aff5e41d783095caba3a04e28cb6540c9e76ae

locals {
  is_home_region = contains([var.home_region], var.region)
  has_recorder   = var.monitoring.config.enabled && var.existing_recorder == null
  has_own_rules  = (!(var.monitoring.organization == null ? false : var.monitoring.organization.config_rules != null) || contains((var.monitoring.organization == null ? false : var.monitoring.organization.config_rules != null) ? var.monitoring.organization.config_rules.excluded_account_ids : [], var.monitoring.organization != null ? var.monitoring.organization.management_account_id : ""))
}

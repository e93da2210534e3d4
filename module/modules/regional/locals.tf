# Written by terraform-aws-security-monitoring, sha256:891300c2f6583ce7c276dd598255b262600988dfef0b90b23dc25f178e40b002

locals {
  has_recorder         = var.monitoring.config.enabled && var.existing_recorder == null
  has_config_rules     = var.monitoring.config.rules_enabled && (var.monitoring.config.enabled || var.existing_recorder != null)
  in_organization      = var.monitoring.organization != null
  exports_findings     = var.monitoring.guardduty.enabled && var.monitoring.guardduty.export_findings
  guardduty_key_region = var.monitoring.guardduty.existing_key == null ? var.home_region : split(":", var.monitoring.guardduty.existing_key.arn)[3]
}

# Written by terraform-aws-security-monitoring, sha256:530c95caadd384868ea07eb1a8c7135fec91a667eed4c8a8b9137f98bb413e59

locals {
  has_recorder     = var.monitoring.config.enabled && var.existing_recorder == null
  has_config_rules = var.monitoring.config.rules_enabled && (var.monitoring.config.enabled || var.existing_recorder != null)
  in_organization  = var.monitoring.organization != null
}

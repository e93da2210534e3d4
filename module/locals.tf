# Written by terraform-aws-security-monitoring, sha256:df9d6edcd13f774e17b5ed9be6ec06b5d8a522dc6b5ca7715c5c0194cc919a65

locals {
  event_bus_is_new                = var.alerts.instant && var.organization != null
  event_bus_name                  = (local.event_bus_is_new ? module.event_bus[0].bus_name : null) != null ? (local.event_bus_is_new ? module.event_bus[0].bus_name : null) : "default"
  topic_is_new                    = var.alerts.existing_topic == null
  has_chat                        = var.alerts.chat != null
  has_machines                    = var.alerts.instant && nonsensitive(sensitive(var.alerts.machines != null))
  alert_key_is_new                = (local.topic_is_new || local.has_chat || local.has_machines) && var.alerts.existing_key == null
  in_organization                 = var.organization != null
  remediations                    = concat([[for key, value in var.remediation.modes : key if contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed", "public-snapshot", "public-image", "public-database-snapshot", "stopped-trail"], key) && !contains(["off"], value)], keys(var.remediation.runbooks)]...)
  has_remediations                = length(local.remediations) > 0
  automatic_remediations          = [for key, value in var.remediation.modes : key if contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed", "public-snapshot", "public-image", "public-database-snapshot", "stopped-trail"], key) && !contains(["off", "propose"], value)]
  rules_with_remediation          = concat([[for key, value in var.remediation.modes : key if contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed"], key) && !contains(["off"], value)], [for entry in var.remediation.runbooks : entry.rule]]...)
  remediates_members              = local.event_bus_is_new && (var.organization == null ? false : var.organization.members == null ? false : var.organization.members.remediation)
  remediated_members              = local.remediates_members ? { "organization_id" = var.organization.id, "event_bus_name" = local.event_bus_name } : null
  has_trail                       = var.trail.enabled
  trail_bucket_is_new             = (local.has_trail && var.trail.existing_bucket == null || contains(var.evidence.retain, "trail-bucket"))
  s3_events_read_or_written       = var.trail.s3_data_events != null ? var.trail.s3_data_events.read_write_type : "ReadOnly"
  log_group_is_new                = (local.has_trail && var.trail.existing_log_group == null || contains(var.evidence.retain, "log-group"))
  has_recorder                    = var.config.enabled && var.config.existing_recorder == null
  config_bucket_is_new            = (local.has_recorder && var.config.existing_bucket == null || contains(var.evidence.retain, "config-bucket"))
  has_athena                      = var.athena.enabled && (local.trail_bucket_is_new || var.trail.existing_bucket != null)
  organization                    = var.organization == null ? null : { "id" = var.organization.id, "management_account_id" = var.organization.management_account_id, "trail_name" = "${var.name_prefix}${var.trail.organization_trail_name}", "name_prefix" = var.name_prefix }
  uses_log_key                    = (local.has_trail || local.has_recorder || local.trail_bucket_is_new || local.log_group_is_new || local.config_bucket_is_new || local.has_athena)
  log_key_is_new                  = (local.uses_log_key && var.encryption.existing_log_key == null || contains(var.evidence.retain, "log-key"))
  uses_existing_log_key           = local.uses_log_key && var.encryption.existing_log_key != null
  finds_log_group                 = (var.trail.existing_log_group == null ? false : var.trail.existing_log_group.name_prefix != null)
  log_group_name                  = (local.finds_log_group ? module.log_group_by_prefix[0].log_group_name : null) != null ? (local.finds_log_group ? module.log_group_by_prefix[0].log_group_name : null) : var.trail.existing_log_group != null ? var.trail.existing_log_group.name : (local.log_group_is_new ? module.log_group[0].log_group_name : null)
  uses_existing_trail_bucket      = local.has_trail && var.trail.existing_bucket != null
  has_config_rules                = var.config.rules_enabled && (var.config.enabled || var.config.existing_recorder != null)
  alerts_config_rules             = var.alerts.instant && local.has_config_rules && (var.config.alerts.enabled == null ? true : var.config.alerts.enabled)
  uses_existing_config_bucket     = local.has_recorder && var.config.existing_bucket != null
  has_guardduty_detector          = (var.guardduty.enabled || contains(var.evidence.retain, "guardduty-detector"))
  exports_findings                = var.guardduty.enabled && var.guardduty.export_findings
  guardduty_bucket_is_new         = (local.exports_findings && var.guardduty.existing_bucket == null || contains(var.evidence.retain, "guardduty-bucket"))
  guardduty_key_is_new            = (local.exports_findings && var.guardduty.existing_key == null || contains(var.evidence.retain, "guardduty-bucket"))
  alerts_guardduty_findings       = var.alerts.instant && (var.guardduty.alerts.enabled == null ? var.guardduty.enabled : var.guardduty.alerts.enabled)
  uses_existing_guardduty_bucket  = local.exports_findings && var.guardduty.existing_bucket != null
  uses_existing_guardduty_key     = local.exports_findings && var.guardduty.existing_key != null
  remediation_records_is_new      = (local.has_remediations || contains(var.evidence.retain, "remediation-records"))
  logs_accesses                   = var.access_logs.enabled && (local.trail_bucket_is_new || local.config_bucket_is_new || local.guardduty_bucket_is_new || local.remediation_records_is_new || local.has_athena)
  access_log_bucket_is_new        = (local.logs_accesses && var.access_logs.existing_bucket == null || contains(var.evidence.retain, "access-log-bucket"))
  uses_existing_access_log_bucket = local.logs_accesses && var.access_logs.existing_bucket != null
  alerts_access_analyzer_findings = var.alerts.instant && (var.access_analyzer.alerts.enabled == null ? var.access_analyzer.enabled : var.access_analyzer.alerts.enabled)
  security_hub_is_new             = (var.security_hub.enabled || contains(var.evidence.retain, "security-hub"))
  has_account_trail               = local.has_trail && (var.organization == null || var.trail.beside_organization)
  has_organization_trail          = local.has_trail && var.organization != null
}

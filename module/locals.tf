# Written by terraform-aws-security-monitoring, sha256:f03455542d03afccb258f651f9b10fdf93a90985a72d3ba35eb0b996a04e9a40

locals {
  topic_is_new                    = var.alerts.existing_topic == null
  has_trail                       = var.trail.enabled
  trail_bucket_is_new             = (local.has_trail && var.trail.existing_bucket == null || contains(var.evidence.retain, "trail-bucket"))
  log_group_is_new                = (local.has_trail && var.trail.existing_log_group == null || contains(var.evidence.retain, "log-group"))
  has_recorder                    = var.config.enabled && var.config.existing_recorder == null
  config_bucket_is_new            = (local.has_recorder && var.config.existing_bucket == null || contains(var.evidence.retain, "config-bucket"))
  uses_log_key                    = (local.has_trail || local.has_recorder || local.trail_bucket_is_new || local.log_group_is_new || local.config_bucket_is_new)
  log_key_is_new                  = (local.uses_log_key && var.encryption.existing_log_key == null || contains(var.evidence.retain, "log-key"))
  uses_existing_log_key           = local.uses_log_key && var.encryption.existing_log_key != null
  finds_log_group                 = (var.trail.existing_log_group == null ? false : var.trail.existing_log_group.name_prefix != null)
  log_group_name                  = (local.finds_log_group ? module.log_group_by_prefix[0].log_group_name : null) != null ? (local.finds_log_group ? module.log_group_by_prefix[0].log_group_name : null) : var.trail.existing_log_group != null ? var.trail.existing_log_group.name : (local.log_group_is_new ? module.log_group[0].log_group_name : null)
  uses_existing_trail_bucket      = local.has_trail && var.trail.existing_bucket != null
  uses_existing_config_bucket     = local.has_recorder && var.config.existing_bucket != null
  logs_accesses                   = var.access_logs.enabled && (local.trail_bucket_is_new || local.config_bucket_is_new)
  access_log_bucket_is_new        = (local.logs_accesses && var.access_logs.existing_bucket == null || contains(var.evidence.retain, "access-log-bucket"))
  uses_existing_access_log_bucket = local.logs_accesses && var.access_logs.existing_bucket != null
}

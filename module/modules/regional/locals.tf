# Written by terraform-aws-security-monitoring, sha256:d47192a7aef12cd1b747e3c5a3292e2097e27af8dce556277bde3b14d7817a07

locals {
  has_recorder = var.monitoring.config.enabled && var.existing_recorder == null
}

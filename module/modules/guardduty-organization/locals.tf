# Written by terraform-aws-security-monitoring, sha256:86076d1502d147405435fe7bfde30d48589c2577adc737a50d60b9f0ab453ee4

locals {
  enabled_features = var.features
  runtime_agents   = var.runtime_agents
  features         = { for feature in ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"] : feature => contains(local.enabled_features, feature) ? "ALL" : "NONE" if !contains(var.unavailable_features, feature) }
}

# Written by terraform-aws-security-monitoring, sha256:809060440720f03609335c100ae5e42e1b8255d873c9eed5f7b52a400348d8cd

locals {
  enabled_features     = var.features
  runtime_agents       = var.runtime_agents
  unavailable_features = var.unavailable_features
  missing_features = {
    ap-east-2      = ["RDS_LOGIN_EVENTS"]
    cn-north-1     = ["RUNTIME_MONITORING"]
    cn-northwest-1 = ["RUNTIME_MONITORING"]
  }
  features = { for feature in ["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"] : feature => contains(local.enabled_features, feature) ? "ENABLED" : "DISABLED" if true && !contains(local.unavailable_features, feature) }
}

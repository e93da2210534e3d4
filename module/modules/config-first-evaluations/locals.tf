# Written by terraform-aws-security-monitoring, sha256:53ab05468d49753778c1713f643275648209a8efe8534b419ff6564f8a2769ff

locals {
  chunks = { for at, chunk in chunklist(var.rule_names, 12) : (at == 0 ? "config-first-evaluations" : "config-first-evaluations-${at + 1}") => chunk }
  topics = var.topics_by_severity
}

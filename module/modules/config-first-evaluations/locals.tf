# Written by terraform-aws-security-monitoring, sha256:45e9386c48e73a8543294a353d1022d635f94ec93851cd3b9738daa666daaa9b

locals {
  chunks = merge({ for key, names in { for at, chunk in chunklist(var.rule_names, 12) : (at == 0 ? "config-first-evaluations" : "${"config-first-evaluations"}-${at + 1}") => chunk } : key => { names = names, place = {} } }, { for key, names in { for at, chunk in chunklist(var.rule_names_elsewhere, 12) : (at == 0 ? "${"config-first-evaluations"}-elsewhere" : "${"config-first-evaluations"}-elsewhere-${at + 1}") => chunk } : key => { names = names, place = { "$or" = [{ "region" = [{ "anything-but" = [data.aws_region.current.id] }] }, { "account" = [{ "anything-but" = [data.aws_caller_identity.current.account_id] }] }] } } }, { for key, names in { for at, chunk in chunklist([for name in var.organization_rule_names : { prefix = "OrgConfigRule-${name}-" }], 12) : (at == 0 ? "${"config-first-evaluations"}-members" : "${"config-first-evaluations"}-members-${at + 1}") => chunk } : key => { names = names, place = {} } })
  topics = var.topics_by_severity
}

# Written by terraform-aws-security-monitoring, sha256:aa4e2bc7e65136b8370e187f7caa3245dfeece9e9eceda63f662948f0a703ded

locals {
  chunks = merge({ for key, names in { for at, chunk in chunklist(var.rule_names, 12) : (at == 0 ? "config-first-evaluations" : "${"config-first-evaluations"}-${at + 1}") => chunk } : key => { names = names, place = {} } }, { for key, names in { for at, chunk in chunklist(var.rule_names_elsewhere, 12) : (at == 0 ? "${"config-first-evaluations"}-elsewhere" : "${"config-first-evaluations"}-elsewhere-${at + 1}") => chunk } : key => { names = names, place = { "$or" = [{ "region" = [{ "anything-but" = [data.aws_region.current.id] }] }, { "account" = [{ "anything-but" = [data.aws_caller_identity.current.account_id] }] }] } } })
  topics = var.topics_by_severity
}

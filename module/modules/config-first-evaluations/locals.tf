# Written by terraform-aws-security-monitoring, sha256:a6ad7882bd15b68641f3149672a4b9dabe1b37959d4310d88b33c241a84c40d6

locals {
  chunks = merge({ for key, names in { for at, chunk in chunklist(var.rule_names, 12) : (at == 0 ? "config-first-evaluations" : "${"config-first-evaluations"}-${at + 1}") => chunk } : key => { names = names, place = {} } }, { for key, names in { for at, chunk in chunklist(var.rule_names_elsewhere, 12) : (at == 0 ? "${"config-first-evaluations"}-elsewhere" : "${"config-first-evaluations"}-elsewhere-${at + 1}") => chunk } : key => { names = names, place = { "region" = [{ "anything-but" = [data.aws_region.current.id] }] } } })
  topics = var.topics_by_severity
}

# Written by terraform-aws-security-monitoring, sha256:cfe32ec5b24a1448f79a29dd025564038348b5f35ac2f714e6d24922a1f761fa

locals {
  forwarded = merge(jsondecode(var.event_patterns), { "events-not-forwarded" = { "pattern" = { "source" = ["aws.cloudwatch"], "detail-type" = ["CloudWatch Alarm State Change"], "detail" = { "alarmName" = ["${var.name_prefix}events-not-forwarded"], "state" = { "value" = ["ALARM"] } } }, "reads" = false } })
  rules     = { for key, rule in local.forwarded : key => { reads = rule.reads, pattern = replace(replace(replace(jsonencode(merge(rule.pattern, { "region" = [var.region] })), "\\u003c", "<"), "\\u003e", ">"), "\\u0026", "&") } }
}

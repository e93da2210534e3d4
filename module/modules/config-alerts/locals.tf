# Written by terraform-aws-security-monitoring, sha256:8c613c1a4ab9c9de079302c77c677ddf1e8ff4b36336b644db171c30d5c9af38

locals {
  changes = {
    config-noncompliant = {
      description = "Resources that do not comply with a rule of AWS Config any more"
      old         = [{ "anything-but" = "NON_COMPLIANT" }]
      new         = ["NON_COMPLIANT"]
    }
    config-first-evaluation = {
      description = "Resources that do not comply with a rule of AWS Config when it first evaluates them"
      old         = [{ "exists" = false }]
      new         = ["NON_COMPLIANT"]
    }
    config-compliant = {
      description = "Resources that comply with a rule of AWS Config again"
      old         = ["NON_COMPLIANT"]
      new         = ["COMPLIANT"]
    }
  }
  optional = {
    config-first-evaluation = var.each_first_evaluation
    config-compliant        = var.compliant
  }
  rules   = merge([for key, change in local.changes : { for name, group in merge({ for key, names in { for at, chunk in chunklist(var.rule_names, 12) : (at == 0 ? key : "${key}-${at + 1}") => chunk } : key => { names = names, place = {} } }, { for key, names in { for at, chunk in chunklist(var.rule_names_elsewhere, 12) : (at == 0 ? "${key}-elsewhere" : "${key}-elsewhere-${at + 1}") => chunk } : key => { names = names, place = { "region" = [{ "anything-but" = [data.aws_region.current.id] }] } } }) : name => { description = change.description, severity = var.severity, reads = false, pattern = jsonencode(merge({ source = ["aws.config"], detail-type = ["Config Rules Compliance Change"], detail = { messageType = ["ComplianceChangeNotification"], configRuleName = group.names, oldEvaluationResult = { complianceType = change.old }, newEvaluationResult = { complianceType = change.new } } }, group.place)) } } if lookup(local.optional, key, true)]...)
  console = lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "console.aws.amazon.com")
}

# Written by terraform-aws-security-monitoring, sha256:7a71431009d7a74edaf9750f6d27b725ea66ebaa1ad8d74f6db6f189b13445f4

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
  rules   = merge([for key, change in local.changes : { for name, group in merge({ for key, names in { for at, chunk in chunklist(var.rule_names, 12) : (at == 0 ? key : "${key}-${at + 1}") => chunk } : key => { names = names, place = {} } }, { for key, names in { for at, chunk in chunklist(var.rule_names_elsewhere, 12) : (at == 0 ? "${key}-elsewhere" : "${key}-elsewhere-${at + 1}") => chunk } : key => { names = names, place = { "$or" = [{ "region" = [{ "anything-but" = [data.aws_region.current.id] }] }, { "account" = [{ "anything-but" = [data.aws_caller_identity.current.account_id] }] }] } } }, { for key, names in { for at, chunk in chunklist([for name in var.organization_rule_names : { prefix = "OrgConfigRule-${name}-" }], 12) : (at == 0 ? "${key}-members" : "${key}-members-${at + 1}") => chunk } : key => { names = names, place = {} } }) : name => { description = change.description, severity = var.severity, reads = false, pattern = jsonencode(merge({ source = ["aws.config"], detail-type = ["Config Rules Compliance Change"], detail = { messageType = ["ComplianceChangeNotification"], configRuleName = group.names, oldEvaluationResult = { complianceType = change.old }, newEvaluationResult = { complianceType = change.new } } }, group.place)) } } if lookup(local.optional, key, true)]...)
  console = lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "console.aws.amazon.com")
}

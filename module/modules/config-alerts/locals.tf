# Written by terraform-aws-security-monitoring, sha256:8ef224e7593ef40ef3c4d9d367b96ccb7f3e76d13f232c993581bfcda0f057b8

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
  rules   = merge([for key, change in local.changes : { for name, names in { for at, chunk in chunklist(var.rule_names, 12) : (at == 0 ? key : "${key}-${at + 1}") => chunk } : name => { description = change.description, severity = var.severity, reads = false, pattern = jsonencode({ source = ["aws.config"], detail-type = ["Config Rules Compliance Change"], detail = { messageType = ["ComplianceChangeNotification"], configRuleName = names, oldEvaluationResult = { complianceType = change.old }, newEvaluationResult = { complianceType = change.new } } }) } } if lookup(local.optional, key, true)]...)
  console = lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "console.aws.amazon.com")
}

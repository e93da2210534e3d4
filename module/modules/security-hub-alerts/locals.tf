# Written by terraform-aws-security-monitoring, sha256:db4ab2a53e653aab0bba69d6b1d7916469125cf9c4e26b139ac7d5d120b382e8

locals {
  excluded = concat(["::product/aws/securityhub"], [for pair in setproduct(concat([data.aws_region.current.id], var.regions), values(var.reported_elsewhere)) : ":securityhub:${pair[0]}::product/${pair[1]}"])
  findings = {
    security-hub-low = {
      severity    = "low"
      description = "Findings of other products in Security Hub of severity low"
      pattern     = jsonencode({ source = ["aws.securityhub"], detail-type = ["Security Hub Findings - Imported"], detail = { findings = { ProductArn = [{ anything-but = { suffix = local.excluded } }], RecordState = ["ACTIVE"], Severity = { Label = ["LOW"] }, Workflow = { Status = ["NEW"] } } } })
      reads       = false
    }
    security-hub-medium = {
      severity    = "medium"
      description = "Findings of other products in Security Hub of severity medium"
      pattern     = jsonencode({ source = ["aws.securityhub"], detail-type = ["Security Hub Findings - Imported"], detail = { findings = { ProductArn = [{ anything-but = { suffix = local.excluded } }], RecordState = ["ACTIVE"], Severity = { Label = ["MEDIUM"] }, Workflow = { Status = ["NEW"] } } } })
      reads       = false
    }
    security-hub-high = {
      severity    = "high"
      description = "Findings of other products in Security Hub of severity high"
      pattern     = jsonencode({ source = ["aws.securityhub"], detail-type = ["Security Hub Findings - Imported"], detail = { findings = { ProductArn = [{ anything-but = { suffix = local.excluded } }], RecordState = ["ACTIVE"], Severity = { Label = ["HIGH"] }, Workflow = { Status = ["NEW"] } } } })
      reads       = false
    }
    security-hub-critical = {
      severity    = "critical"
      description = "Findings of other products in Security Hub of severity critical"
      pattern     = jsonencode({ source = ["aws.securityhub"], detail-type = ["Security Hub Findings - Imported"], detail = { findings = { ProductArn = [{ anything-but = { suffix = local.excluded } }], RecordState = ["ACTIVE"], Severity = { Label = ["CRITICAL"] }, Workflow = { Status = ["NEW"] } } } })
      reads       = false
    }
  }
  rules   = { for key, rule in local.findings : key => rule if index(["low", "medium", "high", "critical"], rule.severity) >= index(["low", "medium", "high", "critical"], var.severity) }
  console = lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "console.aws.amazon.com")
}

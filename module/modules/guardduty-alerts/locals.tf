# Written by terraform-aws-security-monitoring, sha256:df28c746bf05947ca0658bd34684c0c71f07436301558ef273e12ad01918bf0a

locals {
  new_findings = {
    guardduty-low = {
      severity    = "low"
      description = "Findings of GuardDuty of severity low"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",1,\"<\",4]}],\"service\":{\"count\":[{\"numeric\":[\"=\",1]}]}}}"
      reads       = false
    }
    guardduty-medium = {
      severity    = "medium"
      description = "Findings of GuardDuty of severity medium"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",4,\"<\",7]}],\"service\":{\"count\":[{\"numeric\":[\"=\",1]}]}}}"
      reads       = false
    }
    guardduty-high = {
      severity    = "high"
      description = "Findings of GuardDuty of severity high"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",7,\"<\",9]}],\"service\":{\"count\":[{\"numeric\":[\"=\",1]}]}}}"
      reads       = false
    }
    guardduty-critical = {
      severity    = "critical"
      description = "Findings of GuardDuty of severity critical"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",9,\"<=\",10]}],\"service\":{\"count\":[{\"numeric\":[\"=\",1]}]}}}"
      reads       = false
    }
  }
  all_findings = {
    guardduty-low = {
      severity    = "low"
      description = "Findings of GuardDuty of severity low"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",1,\"<\",4]}]}}"
      reads       = false
    }
    guardduty-medium = {
      severity    = "medium"
      description = "Findings of GuardDuty of severity medium"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",4,\"<\",7]}]}}"
      reads       = false
    }
    guardduty-high = {
      severity    = "high"
      description = "Findings of GuardDuty of severity high"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",7,\"<\",9]}]}}"
      reads       = false
    }
    guardduty-critical = {
      severity    = "critical"
      description = "Findings of GuardDuty of severity critical"
      pattern     = "{\"source\":[\"aws.guardduty\"],\"detail-type\":[\"GuardDuty Finding\"],\"detail\":{\"severity\":[{\"numeric\":[\">=\",9,\"<=\",10]}]}}"
      reads       = false
    }
  }
  reported_findings = var.updates ? local.all_findings : local.new_findings
  rules             = { for key, rule in local.reported_findings : key => rule if index(["low", "medium", "high", "critical"], rule.severity) >= index(["low", "medium", "high", "critical"], var.severity) }
  console           = lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "console.aws.amazon.com")
}

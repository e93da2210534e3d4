# Written by terraform-aws-security-monitoring, sha256:e79e8ca04a62b7fccd2892f8f4e7d9781c47a5f615488454c721853bdccab72c

locals {
  rules = { for severity in ["low", "medium", "high", "critical"] : "remediation-${severity}" => { description = "What remediations of severity ${severity} did or propose", severity = severity, reads = false, pattern = jsonencode({ source = ["${var.name_prefix}security-monitoring"], account = [data.aws_caller_identity.current.account_id], detail-type = ["Security Monitoring Remediation"], detail = { severity = [severity] } }) } }
  exemptions = {
    remediation-exemption = {
      description = "Resources that somebody exempted from remediation"
      severity    = "high"
      reads       = false
      pattern     = jsonencode({ source = ["aws.tag"], detail-type = ["Tag Change on Resource"], detail = { changed-tag-keys = [var.exempt_tag], tags = { (var.exempt_tag) = [{ exists = true }] } } })
    }
  }
  member_exemptions = { for key, rule in { "remediation-exemption" = { "description" = "Resources of other accounts that somebody exempted from remediation", "severity" = "high", "reads" = false, "pattern" = jsonencode(merge({ source = ["aws.tag"], detail-type = ["Tag Change on Resource"], detail = { changed-tag-keys = [var.exempt_tag], tags = { (var.exempt_tag) = [{ exists = true }] } } }, { account = [{ "anything-but" = [data.aws_caller_identity.current.account_id] }] })) } } : key => rule if var.members != null }
}

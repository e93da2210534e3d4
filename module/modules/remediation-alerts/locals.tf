# Written by terraform-aws-security-monitoring, sha256:df24e4ea5c9b76ae112565c909cfdeb5b6ddf310b53c0698b54dd87b24acaa70

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
}

# Written by terraform-aws-security-monitoring, sha256:d40de92ceb813cda7e08fc2f50d8b8cc91e79c5a053db279dd2d454b35e190db

locals {
  rules = { for severity in ["low", "medium", "high", "critical"] : "remediation-${severity}" => { description = "What remediations of severity ${severity} did or propose", severity = severity, reads = false, pattern = jsonencode({ source = ["${var.name_prefix}security-monitoring"], detail-type = ["Security Monitoring Remediation"], detail = { severity = [severity] } }) } }
  exemptions = {
    remediation-exemption = {
      description = "Resources that somebody exempted from remediation"
      severity    = "high"
      reads       = false
      pattern     = jsonencode({ source = ["aws.tag"], detail-type = ["Tag Change on Resource"], detail = { changed-tag-keys = [var.exempt_tag], tags = { (var.exempt_tag) = [{ exists = true }] } } })
    }
  }
}

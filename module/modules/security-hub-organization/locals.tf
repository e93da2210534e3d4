# Written by terraform-aws-security-monitoring, sha256:0a49bbfe0aa681826a736abbacd842701b5a5c6302a314034e379058124ff309

locals {
  standard_arns = {
    fsbp             = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/aws-foundational-security-best-practices/v/1.0.0"
    "cis-1.2"        = "arn:${split(":", var.hub_arn)[1]}:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"
    "cis-1.4"        = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/cis-aws-foundations-benchmark/v/1.4.0"
    "cis-3.0"        = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/cis-aws-foundations-benchmark/v/3.0.0"
    "cis-5.0"        = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/cis-aws-foundations-benchmark/v/5.0.0"
    nist-800-53      = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/nist-800-53/v/5.0.0"
    nist-800-171     = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/nist-800-171/v/2.0.0"
    "pci-dss-3.2.1"  = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/pci-dss/v/3.2.1"
    "pci-dss-4.0.1"  = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/pci-dss/v/4.0.1"
    resource-tagging = "arn:${split(":", var.hub_arn)[1]}:securityhub:${split(":", var.hub_arn)[3]}::standards/aws-resource-tagging-standard/v/1.0.0"
  }
}

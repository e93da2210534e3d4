# Written by terraform-aws-security-monitoring, sha256:9867088f3e288e89f4e7403f091533b18f6c41995e89ac980e2535898520dbc1

locals {
  findings = {
    access-analyzer-public = {
      severity    = "critical"
      description = "Resources that everybody can access, by IAM Access Analyzer"
      pattern     = "{\"source\":[\"aws.access-analyzer\"],\"detail-type\":[\"Access Analyzer Finding\"],\"detail\":{\"status\":[\"ACTIVE\"],\"isDeleted\":[false],\"isPublic\":[true]}}"
      reads       = false
    }
    access-analyzer-external = {
      severity    = "high"
      description = "Resources that others can access, by IAM Access Analyzer"
      pattern     = "{\"source\":[\"aws.access-analyzer\"],\"detail-type\":[\"Access Analyzer Finding\"],\"detail\":{\"status\":[\"ACTIVE\"],\"isDeleted\":[false],\"isPublic\":[false,{\"exists\":false}]}}"
      reads       = false
    }
    access-analyzer-internal = {
      severity    = "medium"
      description = "Critical resources that a principal of the organization can access, by IAM Access Analyzer"
      pattern     = "{\"source\":[\"aws.access-analyzer\"],\"detail-type\":[\"Internal Access Finding\"],\"detail\":{\"status\":[\"ACTIVE\"],\"isDeleted\":[false]}}"
      reads       = false
    }
    access-analyzer-unused = {
      severity    = "low"
      description = "Roles, credentials and permissions that nobody uses, by IAM Access Analyzer"
      pattern     = "{\"source\":[\"aws.access-analyzer\"],\"detail-type\":[\"Unused Access Finding for IAM entities\"],\"detail\":{\"status\":[\"ACTIVE\"],\"isDeleted\":[false]}}"
      reads       = false
    }
  }
  rules   = { for key, rule in local.findings : key => rule if index(["low", "medium", "high", "critical"], rule.severity) >= index(["low", "medium", "high", "critical"], var.severity) }
  console = lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "console.aws.amazon.com")
}

# Written by terraform-aws-security-monitoring, sha256:a768643d0952e8d1bb1b7f66b74656a95367b2074e81f9092dcd6fc4f467743f

locals {
  rules = {
    events-not-forwarded = {
      pattern     = jsonencode({ "source" = ["aws.cloudwatch"], "detail-type" = ["CloudWatch Alarm State Change"], "detail" = { "alarmName" = ["${var.name_prefix}events-not-forwarded"], "state" = { "value" = ["ALARM"] } } })
      description = "Events of another region could not be forwarded"
      severity    = "high"
      reads       = false
    }
  }
}

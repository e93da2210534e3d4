# Written by terraform-aws-security-monitoring, sha256:f3a4762e3a88a5b7d128b8fb1755723c2d067272fbe584ceac1d583f28b35d5b

locals {
  excluded_types = length(var.excluded_resource_types) == 0 ? [] : distinct(concat(var.excluded_resource_types, var.records_global_resources ? [] : ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]))
}

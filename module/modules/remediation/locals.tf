# Written by terraform-aws-security-monitoring, sha256:10b7524de924af49b8eaf177b5eb27047bb1f7f611464ed9ed9071acb7a4d75f

locals {
  catalogue = {
    restricted-ssh = {
      severity = "high"
      rule     = "restricted-ssh"
      calls    = null
    }
    s3-bucket-public-read-prohibited = {
      severity = "high"
      rule     = "s3-bucket-public-read-prohibited"
      calls    = null
    }
    s3-bucket-public-write-prohibited = {
      severity = "critical"
      rule     = "s3-bucket-public-write-prohibited"
      calls    = null
    }
    vpc-default-security-group-closed = {
      severity = "medium"
      rule     = "vpc-default-security-group-closed"
      calls    = null
    }
    public-snapshot = {
      severity = "critical"
      rule     = null
      calls    = "{\"source\":[\"aws.ec2\"],\"detail-type\":[\"AWS API Call via CloudTrail\"],\"detail\":{\"eventName\":[\"ModifySnapshotAttribute\"],\"requestParameters\":{\"createVolumePermission\":{\"add\":{\"items\":{\"group\":[\"all\"]}}}},\"errorCode\":[{\"exists\":false}]}}"
    }
    public-image = {
      severity = "critical"
      rule     = null
      calls    = "{\"source\":[\"aws.ec2\"],\"detail-type\":[\"AWS API Call via CloudTrail\"],\"detail\":{\"eventName\":[\"ModifyImageAttribute\"],\"requestParameters\":{\"launchPermission\":{\"add\":{\"items\":{\"group\":[\"all\"]}}}},\"errorCode\":[{\"exists\":false}]}}"
    }
    public-database-snapshot = {
      severity = "critical"
      rule     = null
      calls    = "{\"source\":[\"aws.rds\"],\"detail-type\":[\"AWS API Call via CloudTrail\"],\"detail\":{\"eventName\":[\"ModifyDBSnapshotAttribute\",\"ModifyDBClusterSnapshotAttribute\"],\"requestParameters\":{\"valuesToAdd\":[\"all\"]},\"errorCode\":[{\"exists\":false}]}}"
    }
    stopped-trail = {
      severity = "critical"
      rule     = null
      calls    = "{\"source\":[\"aws.cloudtrail\"],\"detail-type\":[\"AWS API Call via CloudTrail\"],\"detail\":{\"eventName\":[\"StopLogging\"],\"errorCode\":[{\"exists\":false}]}}"
    }
  }
  chosen            = { for name, mode in var.modes : name => { mode = mode, remediation = name, runbook = null, severity = local.catalogue[name].severity, calls = local.catalogue[name].calls, rule = local.catalogue[name].rule == null ? null : "${var.name_prefix}${name}" } if mode != "off" }
  chosen_runbooks   = { for name, runbook in var.runbooks : name => { mode = runbook.mode, remediation = null, severity = runbook.severity, calls = null, runbook = { document = runbook.document, parameters = runbook.parameters, roleArn = runbook.role_arn }, rule = "${var.name_prefix}${runbook.rule}" } }
  active            = { for name, one in merge(local.chosen, local.chosen_runbooks) : name => { mode = one.mode, remediation = one.remediation, runbook = one.runbook, rule = one.rule, severity = one.severity, pattern = one.rule == null ? one.calls : jsonencode({ source = ["aws.config"], detail-type = ["Config Rules Compliance Change"], detail = { messageType = ["ComplianceChangeNotification"], configRuleName = [one.rule], newEvaluationResult = { complianceType = ["NON_COMPLIANT"] } } }), reads = false } }
  permissions       = merge({ "restricted-ssh" = data.aws_iam_policy_document.restricted_ssh_permissions.json, "s3-bucket-public-read-prohibited" = data.aws_iam_policy_document.s3_bucket_public_read_prohibited_permissions.json, "s3-bucket-public-write-prohibited" = data.aws_iam_policy_document.s3_bucket_public_write_prohibited_permissions.json, "vpc-default-security-group-closed" = data.aws_iam_policy_document.vpc_default_security_group_closed_permissions.json, "public-snapshot" = data.aws_iam_policy_document.public_snapshot_permissions.json, "public-image" = data.aws_iam_policy_document.public_image_permissions.json, "public-database-snapshot" = data.aws_iam_policy_document.public_database_snapshot_permissions.json, "stopped-trail" = data.aws_iam_policy_document.stopped_trail_permissions.json }, { for name, document in data.aws_iam_policy_document.runbook_permissions : name => document.json })
  function_settings = { for name, one in local.active : name => jsonencode({ for key, value in { name = name, remediation = one.remediation, runbook = one.runbook, mode = one.mode, rule = one.rule, severity = one.severity, source = "${var.name_prefix}security-monitoring", table = var.table_name, bucket = var.bucket_name, exemptTag = var.exempt_tag, only = var.only, never = var.never, repairsPerHour = var.repairs_per_hour, own = var.own_bucket_arns, memberRole = var.members != null && one.remediation != null ? "${var.name_prefix}member-remediation" : null } : key => value if value != null }) }
  member_rules      = { for name, one in local.active : name => { reads = false, pattern = jsonencode(merge(jsondecode(one.pattern), { account = [{ "anything-but" = [data.aws_caller_identity.current.account_id] }] }, { for key, of_rule in { detail = merge(jsondecode(one.pattern).detail, { configRuleName = [one.rule, { prefix = "OrgConfigRule-${coalesce(one.rule, "-")}-" }] }) } : key => of_rule if one.rule != null })) } if one.remediation != null && var.members != null }
}

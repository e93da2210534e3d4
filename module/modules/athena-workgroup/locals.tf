# Written by terraform-aws-security-monitoring, sha256:a9f98720b9e42acfbe7ca8ec90b6f7f932d5e43c452e2290699ea07dfe0c27ee

locals {
  named_queries = {
    one-principal = {
      description = "All that a principal did in the last 7 days. Value, in single quotes: its ARN."
      sql         = "SELECT eventtime, awsregion, eventsource, eventname, errorcode, sourceipaddress, useragent, requestparameters\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND useridentity.arn = ?\nORDER BY eventtime"
    }
    one-role = {
      description = "All that the sessions of a role did in the last 7 days. Value, in single quotes: the ARN of the role."
      sql         = "SELECT eventtime, awsregion, useridentity.arn AS actor, eventsource, eventname, errorcode, sourceipaddress\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND useridentity.sessioncontext.sessionissuer.arn = ?\nORDER BY eventtime"
    }
    one-access-key = {
      description = "All that was done with an access key, or with the temporary one of a session, in the last 7 days. Value, in single quotes: its id."
      sql         = "SELECT eventtime, awsregion, useridentity.arn AS actor, eventsource, eventname, errorcode, sourceipaddress, useragent\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND useridentity.accesskeyid = ?\nORDER BY eventtime"
    }
    origin-of-session = {
      description = "Who got temporary credentials in the last 7 days, from where, and for which role. Value, in single quotes: the id of their access key."
      sql         = "SELECT eventtime, account, awsregion, coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS actor,\n  eventname, json_extract_scalar(requestparameters, '$.roleArn') AS role_arn, json_extract_scalar(requestparameters, '$.roleSessionName') AS session_name, sourceipaddress\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND eventsource = 'sts.amazonaws.com'\n  AND json_extract_scalar(responseelements, '$.credentials.accessKeyId') = ?\nORDER BY eventtime"
    }
    one-address = {
      description = "What was called from an address in the last 7 days, by whom and how often. Value, in single quotes: the address."
      sql         = "SELECT useridentity.arn AS actor, eventsource, eventname, errorcode, count(*) AS calls, min(eventtime) AS first_seen, max(eventtime) AS last_seen\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND sourceipaddress = ?\nGROUP BY useridentity.arn, eventsource, eventname, errorcode\nORDER BY calls DESC"
    }
    one-resource = {
      description = "Changes of a resource in the last 30 days. Value, in single quotes: a part of its ARN, id or name, between two %."
      sql         = "SELECT eventtime, account, awsregion, useridentity.arn AS actor, eventsource, eventname, errorcode, requestparameters\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND readonly = 'false'\n  AND concat(coalesce(requestparameters, ''), coalesce(responseelements, '')) LIKE ?\nORDER BY eventtime"
    }
    root-user = {
      description = "What the root user did in the last 30 days."
      sql         = "SELECT eventtime, account, awsregion, eventname, errorcode, sourceipaddress, useragent\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND useridentity.type = 'Root' AND useridentity.invokedby IS NULL AND eventtype <> 'AwsServiceEvent'\nORDER BY eventtime DESC"
    }
    console-sign-ins = {
      description = "Sign-ins to the console in the last 7 days that failed, or were without MFA."
      sql         = "SELECT eventtime, account, awsregion, useridentity.type AS identity_type, coalesce(useridentity.arn, useridentity.username) AS actor,\n  sourceipaddress, errormessage, json_extract_scalar(additionaleventdata, '$.MFAUsed') AS mfa\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND eventname = 'ConsoleLogin'\n  AND (json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure'\n    OR (useridentity.type IN ('IAMUser', 'Root')\n      AND json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No'))\nORDER BY eventtime DESC"
    }
    denials = {
      description = "What was denied on the last 2 days, by principal."
      sql         = "SELECT coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS actor, errorcode, count(*) AS calls, count(DISTINCT eventname) AS actions,\n  array_agg(DISTINCT sourceipaddress) AS addresses, min(eventtime) AS first_seen, max(eventtime) AS last_seen\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '1' day, '%Y/%m/%d') AND (errorcode LIKE 'AccessDenied%' OR errorcode LIKE '%UnauthorizedOperation')\nGROUP BY coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn), errorcode\nORDER BY calls DESC\nLIMIT 100"
    }
    identity-changes = {
      description = "New credentials, permissions and trust in IAM in the last 7 days: how an intruder stays, or gets more."
      sql         = "SELECT eventtime, account, awsregion, useridentity.arn AS actor, eventname, json_extract_scalar(requestparameters, '$.userName') AS to_user, json_extract_scalar(requestparameters, '$.roleName') AS to_role,\n  json_extract_scalar(requestparameters, '$.policyArn') AS policy, sourceipaddress\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND errorcode IS NULL\n  AND ((eventsource = 'iam.amazonaws.com' AND eventname IN ('CreateUser', 'CreateRole', 'CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile', 'AddUserToGroup', 'UpdateAssumeRolePolicy', 'CreateSAMLProvider', 'CreateOpenIDConnectProvider', 'DeactivateMFADevice', 'AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy', 'PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeleteUserPermissionsBoundary', 'DeleteRolePermissionsBoundary')))\nORDER BY eventtime"
    }
    roles-across-accounts = {
      description = "Roles that principals of other accounts assumed in the last 7 days."
      sql         = "SELECT useridentity.accountid AS from_account, recipientaccountid AS to_account,\n  coalesce(useridentity.arn, useridentity.principalid) AS caller, json_extract_scalar(requestparameters, '$.roleArn') AS role_arn,\n  count(*) AS calls, min(eventtime) AS first_seen, max(eventtime) AS last_seen\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND eventsource = 'sts.amazonaws.com' AND eventname LIKE 'AssumeRole%'\n  AND useridentity.accountid <> recipientaccountid\nGROUP BY useridentity.accountid, recipientaccountid, coalesce(useridentity.arn, useridentity.principalid),\n  json_extract_scalar(requestparameters, '$.roleArn')\nORDER BY calls DESC"
    }
    monitoring-changes = {
      description = "Changes of what records, detects and reports in the last 30 days."
      sql         = "SELECT eventtime, account, awsregion, useridentity.arn AS actor, eventsource, eventname, errorcode, requestparameters\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '30' day, '%Y/%m/%d')\n  AND ((eventsource = 'cloudtrail.amazonaws.com' AND eventname IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors'))\n    OR (eventsource = 'config.amazonaws.com' AND eventname IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'PutConfigurationRecorder', 'DeleteConfigRule'))\n    OR (eventsource = 'guardduty.amazonaws.com' AND eventname IN ('DeleteDetector', 'UpdateDetector', 'CreateFilter', 'DisassociateFromAdministratorAccount'))\n    OR (eventsource = 'securityhub.amazonaws.com' AND eventname IN ('DisableSecurityHub', 'BatchDisableStandards', 'BatchUpdateFindings'))\n    OR (eventsource = 'access-analyzer.amazonaws.com' AND eventname IN ('DeleteAnalyzer', 'CreateArchiveRule'))\n    OR (eventsource = 'monitoring.amazonaws.com' AND eventname IN ('DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm', 'SetAlarmState'))\n    OR (eventsource = 'logs.amazonaws.com' AND eventname IN ('DeleteLogGroup', 'DeleteLogStream', 'DeleteMetricFilter', 'PutMetricFilter', 'PutRetentionPolicy'))\n    OR (eventsource = 'events.amazonaws.com' AND eventname IN ('DisableRule', 'DeleteRule', 'PutRule', 'PutTargets', 'RemoveTargets'))\n    OR (eventsource = 'sns.amazonaws.com' AND eventname IN ('Unsubscribe', 'DeleteTopic', 'SetTopicAttributes')))\nORDER BY eventtime"
    }
    open-security-groups = {
      description = "Security groups that were opened to the whole internet in the last 7 days."
      sql         = "SELECT eventtime, account, awsregion, useridentity.arn AS actor, eventname, requestparameters\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND errorcode IS NULL\n  AND ((eventsource = 'ec2.amazonaws.com' AND eventname IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')))\n  AND (requestparameters LIKE '%0.0.0.0/0%' OR requestparameters LIKE '%::/0%')\nORDER BY eventtime"
    }
    bucket-protection = {
      description = "Buckets that may have become public or lost their protection in the last 7 days."
      sql         = "SELECT eventtime, account, awsregion, useridentity.arn AS actor, eventname, json_extract_scalar(requestparameters, '$.bucketName') AS bucket, errorcode\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d')\n  AND ((eventsource = 's3.amazonaws.com' AND eventname IN ('PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'PutBucketReplication', 'PutBucketLifecycle', 'PutBucketVersioning', 'DeleteBucketEncryption'))\n    OR (eventsource = 's3-control.amazonaws.com' AND eventname IN ('PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock')))\nORDER BY eventtime"
    }
    key-changes = {
      description = "KMS keys that were disabled, opened to others or scheduled for deletion in the last 30 days."
      sql         = "SELECT eventtime, account, awsregion, useridentity.arn AS actor, eventname,\n  coalesce(json_extract_scalar(requestparameters, '$.keyId'), element_at(resources, 1).arn) AS key_id, errorcode\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND useridentity.invokedby IS NULL\n  AND (eventsource = 'kms.amazonaws.com' AND eventname IN ('DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'CreateGrant', 'DisableKeyRotation'))\nORDER BY eventtime"
    }
    new-regions = {
      description = "Regions in which something was changed in the last 2 days, and nothing in the 30 days before."
      sql         = "SELECT account, awsregion, count(*) AS calls, array_agg(DISTINCT useridentity.arn) AS actors, min(eventtime) AS first_seen, max(eventtime) AS last_seen\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '32' day, '%Y/%m/%d') AND readonly = 'false' AND useridentity.invokedby IS NULL\nGROUP BY account, awsregion\nHAVING min(dt) >= date_format(current_date - interval '2' day, '%Y/%m/%d')\nORDER BY first_seen"
    }
    new-addresses = {
      description = "Addresses from which a principal called on the last 2 days, and not in the 30 days before."
      sql         = "SELECT coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS actor, sourceipaddress, count(*) AS calls, min(eventtime) AS first_seen, max(eventtime) AS last_seen\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '31' day, '%Y/%m/%d') AND useridentity.invokedby IS NULL\nGROUP BY coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn), sourceipaddress\nHAVING min(dt) >= date_format(current_date - interval '1' day, '%Y/%m/%d')\nORDER BY calls DESC"
    }
    secrets-read = {
      description = "Who made more than 20 calls that read secrets or parameters on the last 2 days."
      sql         = "SELECT coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS actor, sourceipaddress, eventname, count(*) AS calls,\n  count(DISTINCT coalesce(json_extract_scalar(requestparameters, '$.secretId'), json_extract_scalar(requestparameters, '$.name'))) AS secrets, min(eventtime) AS first_seen, max(eventtime) AS last_seen\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '1' day, '%Y/%m/%d')\n  AND ((eventsource = 'secretsmanager.amazonaws.com' AND eventname IN ('GetSecretValue', 'BatchGetSecretValue'))\n    OR (eventsource = 'ssm.amazonaws.com' AND eventname IN ('GetParameter', 'GetParameters', 'GetParametersByPath')))\nGROUP BY coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn), sourceipaddress, eventname\nHAVING count(*) > 20\nORDER BY calls DESC"
    }
    shared-data = {
      description = "Snapshots, images, repositories and functions that were shared in the last 30 days."
      sql         = "SELECT eventtime, account, awsregion, useridentity.arn AS actor, eventname, requestparameters\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '30' day, '%Y/%m/%d') AND errorcode IS NULL\n  AND ((eventname IN ('ModifySnapshotAttribute', 'ModifyImageAttribute') AND requestparameters LIKE '%\"add\"%')\n    OR (eventname IN ('ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute')\n      AND requestparameters LIKE '%valuesToAdd%')\n    OR eventname IN ('SetRepositoryPolicy', 'AddPermission20150331v2'))\nORDER BY eventtime"
    }
    started-instances = {
      description = "Calls that launched instances in the last 7 days, by type: large ones may mine."
      sql         = "SELECT account, awsregion, useridentity.arn AS actor, json_extract_scalar(requestparameters, '$.instanceType') AS instance_type, count(*) AS calls, min(eventtime) AS first_seen, max(eventtime) AS last_seen\nFROM cloudtrail\nWHERE dt >= date_format(current_date - interval '7' day, '%Y/%m/%d') AND errorcode IS NULL AND (eventsource = 'ec2.amazonaws.com' AND eventname IN ('RunInstances'))\nGROUP BY account, awsregion, useridentity.arn, json_extract_scalar(requestparameters, '$.instanceType')\nORDER BY calls DESC"
    }
    events-by-service = {
      description = "How many events each service recorded yesterday, by region: what the trail and its log group cost."
      sql         = "SELECT account, region, eventsource, count(*) AS events,\n  round(sum(length(coalesce(requestparameters, '')) + length(coalesce(responseelements, '')) + 700) / 1e9, 3) AS gb\nFROM cloudtrail\nWHERE dt = date_format(current_date - interval '1' day, '%Y/%m/%d')\nGROUP BY account, region, eventsource\nORDER BY events DESC\nLIMIT 50"
    }
  }
}

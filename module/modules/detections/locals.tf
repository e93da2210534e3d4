# Written by terraform-aws-security-monitoring, sha256:d7e5a8f1966d463ead0bf163b15210f8c48c42d49fc2709dd02d6d74eb51cce3

locals {
  own_sessions = { for id, names in { "security-group-changes" = ["restricted-ssh", "vpc-default-security-group-closed"], "security-group-opened-to-all" = ["restricted-ssh"], "cloudtrail-changes" = ["stopped-trail"] } : id => [for name in names : "arn:${data.aws_partition.current.partition}:sts::${data.aws_caller_identity.current.account_id}:assumed-role/${var.name_prefix}remediate-${name}/${var.name_prefix}remediate-${name}" if nonsensitive(sensitive(contains(var.remediations, name)))] }
  catalogue = {
    root-account-usage = {
      title              = "The root user was used"
      pack               = "cis"
      severity           = "critical"
      why                = "Nothing can restrict the root user, and daily work never needs it. Unless somebody announced it, treat it as a takeover of the account."
      first_steps        = "Ask the account's owner. If nobody did it: change the root password, delete root access keys, check MFA and the account's e-mail address, then look at what was done."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.1, CIS 7.0 5.3"
      filters = {
        canonical    = "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }"
        security-hub = "{$.userIdentity.type=\"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !=\"AwsServiceEvent\"}"
        console      = "{ ($.userIdentity.type = \"Root\") && ($.userIdentity.invokedBy = \"signin.amazonaws.com\") && ($.eventType != \"AwsServiceEvent\") && ($.readOnly IS FALSE) }"
      }
      insights_filter = "userIdentity.type = \"Root\" and eventType != \"AwsServiceEvent\""
    }
    unauthorized-api-calls = {
      title              = "Calls were denied"
      pack               = "cis"
      severity           = "medium"
      why                = "Several denied calls in minutes: a broken deployment, or somebody testing what stolen credentials can do or guessing names of roles."
      first_steps        = "Group the events by userIdentity.arn and sourceIPAddress. One caller and many different calls is a probe: deactivate the key or the role's sessions, then look at the calls that went through."
      threshold          = 5
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = "CIS 7.0 5.1"
      filters = {
        canonical   = "{ ($.errorCode =\"*UnauthorizedOperation\") || ($.errorCode =\"AccessDenied*\") && ($.sourceIPAddress!=\"delivery.logs.amazonaws.com\") && ($.eventName!=\"HeadBucket\") }"
        other-codes = "{ ($.errorCode = \"UnauthorizedException\") || ($.errorCode = \"AuthorizationError*\") || ($.errorCode = \"Client.AuthFailure\") || ($.errorCode = \"ForbiddenException\") || ($.errorCode = \"VpceAccessDenied\") || ($.errorCode = \"MalformedPolicyDocument*\") }"
      }
      insights_filter = "errorCode like /Unauthorized|AccessDenied|Authorization|AuthFailure|Forbidden|MalformedPolicy/ and sourceIPAddress != \"delivery.logs.amazonaws.com\""
    }
    console-sign-in-without-mfa = {
      title              = "An IAM user signed in to the console without MFA"
      pack               = "cis"
      severity           = "high"
      why                = "A password was enough. Passwords leak and are guessed. This does not concern single sign-on, whose MFA is checked elsewhere."
      first_steps        = "Ask the user. If it was not them: delete the login profile, deactivate their keys, and look at what they did since. If it was: give them an MFA device and a policy that demands it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.3, CIS 7.0 5.2"
      filters = {
        canonical = "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\") && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }"
      }
      insights_filter = "eventName = \"ConsoleLogin\" and additionalEventData.MFAUsed != \"Yes\""
    }
    iam-policy-changes = {
      title              = "IAM policies changed"
      pack               = "cis"
      severity           = "medium"
      why                = "Policies decide who may do what. Deployments change them all the time; a change that belongs to none is how intruders gain rights and keep them."
      first_steps        = "Compare with the deployments of the hour. Read the policy in requestParameters for wildcards and new principals; undo it if nobody owns it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.4, CIS 7.0 5.4"
      filters = {
        canonical = "{($.eventSource=iam.amazonaws.com) && (($.eventName=DeleteGroupPolicy) || ($.eventName=DeleteRolePolicy) || ($.eventName=DeleteUserPolicy) || ($.eventName=PutGroupPolicy) || ($.eventName=PutRolePolicy) || ($.eventName=PutUserPolicy) || ($.eventName=CreatePolicy) || ($.eventName=DeletePolicy) || ($.eventName=CreatePolicyVersion) || ($.eventName=DeletePolicyVersion) || ($.eventName=AttachRolePolicy) || ($.eventName=DetachRolePolicy) || ($.eventName=AttachUserPolicy) || ($.eventName=DetachUserPolicy) || ($.eventName=AttachGroupPolicy) || ($.eventName=DetachGroupPolicy))}"
      }
      insights_filter = "eventSource = \"iam.amazonaws.com\" and eventName like /^(Put|Delete|Create|Attach|Detach).*Policy(Version)?$/"
    }
    console-sign-in-failures = {
      title              = "Sign-ins to the console failed"
      pack               = "cis"
      severity           = "medium"
      why                = "Three failures in five minutes are more than a typing mistake: somebody guesses passwords or tries leaked ones."
      first_steps        = "Look at sourceIPAddress and the user names, and whether a sign-in from there succeeded. If one did, treat that user as taken over; if not, see that they all have MFA."
      threshold          = 3
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = "CloudWatch.6, CIS 7.0 5.6"
      filters = {
        canonical      = "{($.eventName=ConsoleLogin) && ($.errorMessage=\"Failed authentication\")}"
        other-failures = "{ (($.eventName = \"ConsoleLogin\") && ($.responseElements.ConsoleLogin = \"Failure\") && (($.errorMessage NOT EXISTS) || ($.errorMessage != \"Failed authentication\"))) || (($.eventName = \"CredentialVerification\") && ($.serviceEventDetails.CredentialVerification = \"Failure\")) }"
      }
      insights_filter = "responseElements.ConsoleLogin = \"Failure\" or serviceEventDetails.CredentialVerification = \"Failure\""
    }
    organizations-changes = {
      title              = "The organization changed"
      pack               = "cis"
      severity           = "high"
      why                = "Accounts that join, leave or move, and policies that are detached, take guard rails off whole accounts. Seen only by the trail of the management account or of the organization."
      first_steps        = "Ask those who run the organization. If nobody did it: put the policy or the account back, and treat the management account as taken over."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CIS 7.0 5.15"
      filters = {
        canonical = "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = \"AcceptHandshake\") || ($.eventName = \"AttachPolicy\") || ($.eventName = \"CreateAccount\") || ($.eventName = \"CreateOrganizationalUnit\") || ($.eventName = \"CreatePolicy\") || ($.eventName = \"DeclineHandshake\") || ($.eventName = \"DeleteOrganization\") || ($.eventName = \"DeleteOrganizationalUnit\") || ($.eventName = \"DeletePolicy\") || ($.eventName = \"DetachPolicy\") || ($.eventName = \"DisablePolicyType\") || ($.eventName = \"EnablePolicyType\") || ($.eventName = \"InviteAccountToOrganization\") || ($.eventName = \"LeaveOrganization\") || ($.eventName = \"MoveAccount\") || ($.eventName = \"RemoveAccountFromOrganization\") || ($.eventName = \"UpdatePolicy\") || ($.eventName = \"UpdateOrganizationalUnit\")) }"
        prowler   = "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = AcceptHandshake) || ($.eventName = AttachPolicy) || ($.eventName = CancelHandshake) || ($.eventName = CreateAccount) || ($.eventName = CreateOrganization) || ($.eventName = CreateOrganizationalUnit) || ($.eventName = CreatePolicy) || ($.eventName = DeclineHandshake) || ($.eventName = DeleteOrganization) || ($.eventName = DeleteOrganizationalUnit) || ($.eventName = DeletePolicy) || ($.eventName = DetachPolicy) || ($.eventName = DisablePolicyType) || ($.eventName = EnableAllFeatures) || ($.eventName = EnablePolicyType) || ($.eventName = InviteAccountToOrganization) || ($.eventName = LeaveOrganization) || ($.eventName = MoveAccount) || ($.eventName = RemoveAccountFromOrganization) || ($.eventName = UpdatePolicy) || ($.eventName = UpdateOrganizationalUnit)) }"
      }
      insights_filter = "eventSource = \"organizations.amazonaws.com\" and eventName not like /^(Describe|List)/"
    }
    cloudtrail-changes = {
      title              = "A trail changed"
      pack               = "cis"
      severity           = "high"
      why                = "Every detection reads the trail. Whoever stops, deletes or narrows it works unseen from then on."
      first_steps        = "See who called and whether it was a deployment. If not: start logging again, undo the change, and treat the caller as an intruder."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.5, CIS 7.0 5.5"
      filters = {
        canonical = "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}"
      }
      insights_filter = "eventName in ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']"
    }
    kms-key-disabled-or-deleted = {
      title              = "A KMS key was disabled, is to be deleted, or depends on somebody else"
      pack               = "cis"
      severity           = "high"
      why                = "What the key encrypts cannot be read any more, and is lost for good once the key is deleted, or whoever imported it removes it. Extortion begins like this."
      first_steps        = "Find out what uses the key. Cancel the deletion or enable the key again unless its owner confirms; imported key material can be imported again."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.7, CIS 7.0 5.7"
      filters = {
        canonical    = "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}"
        key-material = "{ ((($.eventSource = \"kms.amazonaws.com\") || ($.eventSource = \"cloudhsm.amazonaws.com\")) && (($.eventName = \"ImportKeyMaterial\") || ($.eventName = \"DeleteImportedKeyMaterial\") || ($.eventName = \"CreateCustomKeyStore\") || ($.eventName = \"DisconnectCustomKeyStore\") || ($.eventName = \"DeleteCustomKeyStore\") || ($.eventName = \"DeleteCluster\") || ($.eventName = \"DeleteHsm\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['DisableKey', 'ScheduleKeyDeletion'] or eventName like /ImportedKeyMaterial|^ImportKey|CustomKeyStore/ or eventSource like /^cloudhsm/"
    }
    s3-bucket-policy-changes = {
      title              = "Access to an S3 bucket changed"
      pack               = "cis"
      severity           = "medium"
      why                = "A policy, an ACL, a replication or a lifecycle rule decides who reads a bucket, where it is copied to, and when it is emptied."
      first_steps        = "Read the new policy or rule in requestParameters: a \"*\" or a foreign account as principal, a foreign bucket as target, a very short expiration."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.8, CIS 7.0 5.8"
      filters = {
        canonical = "{($.eventSource=s3.amazonaws.com) && (($.eventName=PutBucketAcl) || ($.eventName=PutBucketPolicy) || ($.eventName=PutBucketCors) || ($.eventName=PutBucketLifecycle) || ($.eventName=PutBucketReplication) || ($.eventName=DeleteBucketPolicy) || ($.eventName=DeleteBucketCors) || ($.eventName=DeleteBucketLifecycle) || ($.eventName=DeleteBucketReplication))}"
      }
      insights_filter = "eventSource = \"s3.amazonaws.com\" and eventName like /^(Put|Delete)Bucket(Acl|Policy|Cors|Lifecycle|Replication)$/"
    }
    config-changes = {
      title              = "AWS Config was changed"
      pack               = "cis"
      severity           = "medium"
      why                = "AWS Config records what changes in the account and feeds the rules. Without its recorder or its delivery channel, bad settings stay unnoticed."
      first_steps        = "See whether it was a deployment. If not: start the recorder again and put the delivery channel back."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.9, CIS 7.0 5.9"
      filters = {
        canonical = "{($.eventSource=config.amazonaws.com) && (($.eventName=StopConfigurationRecorder) || ($.eventName=DeleteDeliveryChannel) || ($.eventName=PutDeliveryChannel) || ($.eventName=PutConfigurationRecorder))}"
      }
      insights_filter = "eventSource = \"config.amazonaws.com\" and eventName like /ConfigurationRecorder|DeliveryChannel/ and eventName not like /^(Describe|Get|List)/"
    }
    security-group-changes = {
      title              = "Security groups changed"
      pack               = "cis"
      severity           = "low"
      why                = "Security groups decide what can be reached. Deployments change them daily; what counts is a change that belongs to none."
      first_steps        = "Look in requestParameters for a port opened to many addresses. Revoke a rule that no deployment explains."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.10, CIS 7.0 5.10"
      filters = {
        canonical = "{($.eventName=AuthorizeSecurityGroupIngress) || ($.eventName=AuthorizeSecurityGroupEgress) || ($.eventName=RevokeSecurityGroupIngress) || ($.eventName=RevokeSecurityGroupEgress) || ($.eventName=CreateSecurityGroup) || ($.eventName=DeleteSecurityGroup)}"
        "cis-7.0" = "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) || ($.eventName = ModifySecurityGroupRules) }"
      }
      insights_filter = "eventSource = \"ec2.amazonaws.com\" and eventName like /SecurityGroup/ and eventName not like /^(Describe|Get|List)/"
    }
    network-acl-changes = {
      title              = "Network ACLs changed"
      pack               = "cis"
      severity           = "low"
      why                = "Network ACLs are the fence around a subnet and change rarely. A change can open a subnet or cut it off."
      first_steps        = "Look at the entry in requestParameters and whether it belongs to a deployment. Undo it if nobody owns it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.11, CIS 7.0 5.11"
      filters = {
        canonical = "{($.eventName=CreateNetworkAcl) || ($.eventName=CreateNetworkAclEntry) || ($.eventName=DeleteNetworkAcl) || ($.eventName=DeleteNetworkAclEntry) || ($.eventName=ReplaceNetworkAclEntry) || ($.eventName=ReplaceNetworkAclAssociation)}"
      }
      insights_filter = "eventSource = \"ec2.amazonaws.com\" and eventName like /NetworkAcl/ and eventName not like /^(Describe|Get|List)/"
    }
    network-gateway-changes = {
      title              = "Network gateways changed"
      pack               = "cis"
      severity           = "low"
      why                = "An internet gateway connects a network with the internet, a customer gateway with somebody's data centre. New ones are ways in and out."
      first_steps        = "Find out which VPC it is attached to and whether it belongs to a deployment. Detach a gateway that nobody owns."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.12, CIS 7.0 5.12"
      filters = {
        canonical = "{($.eventName=CreateCustomerGateway) || ($.eventName=DeleteCustomerGateway) || ($.eventName=AttachInternetGateway) || ($.eventName=CreateInternetGateway) || ($.eventName=DeleteInternetGateway) || ($.eventName=DetachInternetGateway)}"
      }
      insights_filter = "eventName like /(Customer|Internet)Gateway$/ and eventName not like /^(Describe|Get|List)/"
    }
    route-table-changes = {
      title              = "Route tables changed"
      pack               = "cis"
      severity           = "low"
      why                = "A route decides which way traffic takes: past the firewall, or to somebody who listens."
      first_steps        = "Look at the destination and the target of the route. Put the old route back if no deployment explains it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.13, CIS 7.0 5.13"
      filters = {
        canonical = "{($.eventSource=ec2.amazonaws.com) && (($.eventName=CreateRoute) || ($.eventName=CreateRouteTable) || ($.eventName=ReplaceRoute) || ($.eventName=ReplaceRouteTableAssociation) || ($.eventName=DeleteRouteTable) || ($.eventName=DeleteRoute) || ($.eventName=DisassociateRouteTable))}"
      }
      insights_filter = "eventSource = \"ec2.amazonaws.com\" and eventName like /Route(Table)?/ and eventName not like /^(Describe|Get|List)/"
    }
    vpc-changes = {
      title              = "VPCs changed"
      pack               = "cis"
      severity           = "low"
      why                = "A new VPC is a place nobody watches yet; a peering connection joins it with a network that may belong to somebody else."
      first_steps        = "Look at the account on the other side of a peering connection. Reject or delete what nobody owns."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = "CloudWatch.14, CIS 7.0 5.14"
      filters = {
        canonical = "{($.eventName=CreateVpc) || ($.eventName=DeleteVpc) || ($.eventName=ModifyVpcAttribute) || ($.eventName=AcceptVpcPeeringConnection) || ($.eventName=CreateVpcPeeringConnection) || ($.eventName=DeleteVpcPeeringConnection) || ($.eventName=RejectVpcPeeringConnection) || ($.eventName=AttachClassicLinkVpc) || ($.eventName=DetachClassicLinkVpc) || ($.eventName=DisableVpcClassicLink) || ($.eventName=EnableVpcClassicLink)}"
      }
      insights_filter = "eventName like /(Create|Delete)Vpc$|ModifyVpcAttribute|VpcPeeringConnection|ClassicLink/ and eventName not like /^(Describe|Get|List)/"
    }
    monitoring-changed = {
      title              = "The monitoring itself was changed"
      pack               = "tamper"
      severity           = "critical"
      why                = "The trail, its log group or role, a bucket of its evidence, a key or the topic of the alerts was changed, by its name. Who changes these can make the monitoring blind."
      first_steps        = "Read eventName and requestParameters. If it was no deployment: apply the configuration, deactivate the caller's credentials, and read the caller's other calls in the bucket."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = ""
        storage   = ""
      }
      insights_filter = "readOnly = 0 and eventSource like /^(cloudtrail|logs|iam|s3|kms|sns)[.]/ and not ispresent(errorCode)"
    }
    trail-stopped = {
      title              = "A trail was stopped or deleted"
      pack               = "tamper"
      severity           = "critical"
      why                = "From this moment nothing that happens in the account is recorded, and no alarm of this kind will come again. Nearly always the start of something worse."
      first_steps        = "Start logging again or apply the configuration. Deactivate the caller's credentials, then read the event history in the CloudTrail console: it goes on without a trail."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"cloudtrail.amazonaws.com\") && (($.eventName = \"StopLogging\") || ($.eventName = \"DeleteTrail\") || ($.eventName = \"DeleteEventDataStore\") || ($.eventName = \"StopEventDataStoreIngestion\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['StopLogging', 'DeleteTrail', 'DeleteEventDataStore', 'StopEventDataStoreIngestion']"
    }
    trail-scope-changed = {
      title              = "What a trail records, or where to, was changed"
      pack               = "tamper"
      severity           = "high"
      why                = "A trail can run and record nothing: event selectors exclude events, an update sends them to another bucket or removes the log group."
      first_steps        = "Compare the trail with its configuration (a plan shows it): event selectors, bucket, log group, all regions. Apply it again if no deployment did this."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"cloudtrail.amazonaws.com\") && (($.eventName = \"PutEventSelectors\") || ($.eventName = \"PutInsightSelectors\") || ($.eventName = \"UpdateTrail\"))) || ((($.eventSource = \"cloudtrail.amazonaws.com\") && ($.eventName = \"UpdateEventDataStore\")) && ($.requestParameters.terminationProtectionEnabled IS FALSE))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['PutEventSelectors', 'PutInsightSelectors', 'UpdateTrail', 'UpdateEventDataStore']"
    }
    log-group-deleted = {
      title              = "A log group or log stream was deleted, or its deletion protection was disabled"
      pack               = "tamper"
      severity           = "high"
      why                = "Evidence is gone, or its deletion protection is. If it is the log group of the trail, its filters are gone too, and no detection works until it is back."
      first_steps        = "Find out which log group. If it is the trail's: apply the configuration, and read the events of the gap in the bucket."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"logs.amazonaws.com\") && (($.eventName = \"DeleteLogGroup\") || ($.eventName = \"DeleteLogStream\"))) && (($.requestParameters.logGroupName = \"*\") && ($.requestParameters.logGroupName != \"/aws/lambda/*\") && ($.requestParameters.logGroupName != \"/aws/codebuild/*\"))) || ((($.eventSource = \"logs.amazonaws.com\") && ($.eventName = \"PutLogGroupDeletionProtection\")) && ($.requestParameters.deletionProtectionEnabled IS FALSE))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"logs.amazonaws.com\" and eventName like /^Delete(LogGroup|LogStream)|LogGroupDeletionProtection/"
    }
    log-retention-shortened = {
      title              = "The retention of a log group was set to less than a year"
      pack               = "tamper"
      severity           = "low"
      why                = "A short retention deletes evidence within a day, without a deletion that anybody would notice. Auditors ask for a year."
      first_steps        = "Find out which log group. If it has audit events: set the retention back to 365 days or more."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"logs.amazonaws.com\") && ($.eventName = \"PutRetentionPolicy\")) && ($.requestParameters.retentionInDays < 365) && (($.requestParameters.logGroupName = \"*\") && ($.requestParameters.logGroupName != \"/aws/lambda/*\") && ($.requestParameters.logGroupName != \"/aws/codebuild/*\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName = \"PutRetentionPolicy\" and requestParameters.retentionInDays < 365"
    }
    metric-filter-changed = {
      title              = "A metric filter, or what filters read, was changed or deleted"
      pack               = "tamper"
      severity           = "high"
      why                = "The detections are metric filters. Without its filter, with another pattern, or with events that are transformed or masked, an alarm stays green whatever happens."
      first_steps        = "Apply the configuration: a plan shows every filter that differs. Then ask who called and why."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"logs.amazonaws.com\") && (($.eventName = \"DeleteMetricFilter\") || ($.eventName = \"PutMetricFilter\") || ($.eventName = \"DeleteSubscriptionFilter\") || ($.eventName = \"PutTransformer\") || ($.eventName = \"PutDataProtectionPolicy\") || ($.eventName = \"PutAccountPolicy\") || ($.eventName = \"DeleteAccountPolicy\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"logs.amazonaws.com\" and eventName like /MetricFilter|DeleteSubscriptionFilter|PutTransformer|PutDataProtection|AccountPolicy/ and readOnly = 0"
    }
    log-key-changed = {
      title              = "The policy of a key, or the key of a log group, was changed"
      pack               = "tamper"
      severity           = "medium"
      why                = "CloudTrail, the log group and the topic need their keys. A key policy without them stops delivery silently; it can also allow another account to read the logs."
      first_steps        = "Find out which key and read the new policy: the services must still be in it, and no account that is not yours. Apply the configuration if it is one of ours."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"kms.amazonaws.com\") || ($.eventSource = \"logs.amazonaws.com\")) && (($.eventName = \"PutKeyPolicy\") || ($.eventName = \"AssociateKmsKey\") || ($.eventName = \"DisassociateKmsKey\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['PutKeyPolicy', 'AssociateKmsKey', 'DisassociateKmsKey']"
    }
    alarm-disabled = {
      title              = "An alarm was deleted, muted or set by hand"
      pack               = "tamper"
      severity           = "high"
      why                = "A deleted or muted alarm notifies nobody. SetAlarmState resets one to OK as if nothing had happened."
      first_steps        = "Look at the names of the alarms. If they are ours: apply the configuration and look at what they watched."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"monitoring.amazonaws.com\") && (($.eventName = \"DeleteAlarms\") || ($.eventName = \"DisableAlarmActions\") || ($.eventName = \"SetAlarmState\") || ($.eventName = \"PutAlarmMuteRule\"))) || ((($.eventSource = \"monitoring.amazonaws.com\") && (($.eventName = \"PutMetricAlarm\") || ($.eventName = \"PutCompositeAlarm\"))) && ($.requestParameters.actionsEnabled IS FALSE))) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != \"*autoscaling.amazonaws.com\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['DeleteAlarms', 'DisableAlarmActions', 'SetAlarmState', 'PutAlarmMuteRule', 'PutMetricAlarm', 'PutCompositeAlarm']"
    }
    alert-topic-changed = {
      title              = "An SNS topic, or a subscription of one, was deleted or changed"
      pack               = "tamper"
      severity           = "high"
      why                = "Alarms publish to a topic, and reach people through its subscriptions. Without either, or with a policy, a key or a filter that excludes them, no alert arrives and no error shows."
      first_steps        = "Find out which topic. If it is the one for alerts: apply the configuration, send a test message. Each alert e-mail has a link that unsubscribes: ask the owner of the address."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"sns.amazonaws.com\") && (($.eventName = \"DeleteTopic\") || ($.eventName = \"AddPermission\") || ($.eventName = \"RemovePermission\") || ($.eventName = \"PutDataProtectionPolicy\") || ($.eventName = \"Unsubscribe\") || ($.eventName = \"SetTopicAttributes\") || ($.eventName = \"SetSubscriptionAttributes\"))) && (($.requestParameters.attributeName NOT EXISTS) || (($.requestParameters.attributeName = \"Policy\") || ($.requestParameters.attributeName = \"KmsMasterKeyId\") || ($.requestParameters.attributeName = \"DeliveryPolicy\") || ($.requestParameters.attributeName = \"FilterPolicy*\") || ($.requestParameters.attributeName = \"RawMessageDelivery\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"sns.amazonaws.com\" and eventName like /^(Delete|Set)(Topic|Sub)|Permission$|^Unsub|DataProtection/ and readOnly = 0"
    }
    event-rule-disabled = {
      title              = "An EventBridge rule or bus was disabled, emptied or deleted"
      pack               = "tamper"
      severity           = "medium"
      why                = "Findings of AWS Config, GuardDuty and Security Hub travel over EventBridge rules. A rule that is disabled or has no targets drops them."
      first_steps        = "Find out which rule. If findings travel over it: apply the configuration, and read the findings of the gap."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"events.amazonaws.com\") && (($.eventName = \"DisableRule\") || ($.eventName = \"DeleteRule\") || ($.eventName = \"RemoveTargets\") || ($.eventName = \"DeleteEventBus\") || ($.eventName = \"RemovePermission\"))) || ((($.eventSource = \"events.amazonaws.com\") && ($.eventName = \"PutRule\")) && ($.requestParameters.state = \"DISABLED\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"events.amazonaws.com\" and eventName in ['DisableRule', 'DeleteRule', 'RemoveTargets', 'PutRule', 'DeleteEventBus', 'RemovePermission']"
    }
    config-recording-stopped = {
      title              = "AWS Config stopped recording or delivering"
      pack               = "tamper"
      severity           = "high"
      why                = "Nobody needs to stop the recorder. Rules no longer see what is opened from now on."
      first_steps        = "Start the recorder again or apply the configuration, then look at the caller's other calls."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"config.amazonaws.com\") && (($.eventName = \"StopConfigurationRecorder\") || ($.eventName = \"DeleteConfigurationRecorder\") || ($.eventName = \"DisassociateResourceTypes\") || ($.eventName = \"DeleteDeliveryChannel\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"config.amazonaws.com\" and eventName like /^(Stop|Delete).*ConfigurationRecorder|DisassociateResourceTypes|DeleteDeliveryChannel/"
    }
    config-rules-removed = {
      title              = "Rules or results of AWS Config were deleted"
      pack               = "tamper"
      severity           = "medium"
      why                = "A rule that is gone no longer reports a public bucket or an open port; deleted results hide what it had found."
      first_steps        = "Apply the configuration, which creates the rules again, and look at what they report now."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"config.amazonaws.com\") && (($.eventName = \"DeleteConfigRule\") || ($.eventName = \"DeleteOrganizationConfigRule\") || ($.eventName = \"DeleteConformancePack\") || ($.eventName = \"DeleteOrganizationConformancePack\") || ($.eventName = \"DeleteEvaluationResults\") || ($.eventName = \"DeleteConfigurationAggregator\") || ($.eventName = \"DeleteRetentionConfiguration\") || ($.eventName = \"DeleteRemediationConfiguration\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"config.amazonaws.com\" and eventName like /^Delete/"
    }
    guardduty-disabled = {
      title              = "GuardDuty, or a part of it, was disabled or disconnected"
      pack               = "tamper"
      severity           = "critical"
      why                = "GuardDuty detects what no filter can. Without a detector or a protection, or without its administrator account, its findings reach nobody."
      first_steps        = "Enable the detector and its protections, join the administrator account again. Treat the caller as an intruder until explained."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"guardduty.amazonaws.com\") && (($.eventName = \"DeleteDetector\") || ($.eventName = \"Disassociate*\") || ($.eventName = \"DeleteMembers\") || ($.eventName = \"StopMonitoringMembers\") || ($.eventName = \"DisableOrganizationAdminAccount\") || ($.eventName = \"DeletePublishingDestination\"))) || ((($.eventSource = \"guardduty.amazonaws.com\") && (($.eventName = \"UpdateDetector\") || ($.eventName = \"UpdateMemberDetectors\"))) && (($.requestParameters.enable IS FALSE) || ($.requestParameters.features[*].status = \"DISABLED\") || ($.requestParameters.features[0].additionalConfiguration[*].status = \"DISABLED\") || ($.requestParameters.dataSources.s3Logs.enable IS FALSE) || ($.requestParameters.dataSources.kubernetes.auditLogs.enable IS FALSE) || ($.requestParameters.dataSources.malwareProtection.scanEc2InstanceWithFindings.ebsVolumes IS FALSE)))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"guardduty.amazonaws.com\" and eventName like /^(Delete|Disable|Disassociate|StopMonitoring|Update(Member)?Detector)/"
    }
    guardduty-findings-suppressed = {
      title              = "Findings of GuardDuty or Security Hub are ignored or were put away"
      pack               = "tamper"
      severity           = "medium"
      why                = "A filter archives findings unread; an address on a trusted list, or gone from a list of threats, is never reported. What is suppressed nobody reads again."
      first_steps        = "Read the filter, the list or the finding in requestParameters. Undo it unless the caller explains it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"guardduty.amazonaws.com\") && (($.eventName = \"CreateFilter\") || ($.eventName = \"UpdateFilter\") || ($.eventName = \"CreateIPSet\") || ($.eventName = \"UpdateIPSet\") || ($.eventName = \"DeleteIPSet\") || ($.eventName = \"CreateTrustedEntitySet\") || ($.eventName = \"UpdateTrustedEntitySet\") || ($.eventName = \"CreateThreat*\") || ($.eventName = \"UpdateThreat*\") || ($.eventName = \"DeleteThreat*\") || ($.eventName = \"DeleteInvitations\") || ($.eventName = \"DeleteMalwareProtectionPlan\"))) || (($.eventSource = \"securityhub.amazonaws.com\") && ($.eventName = \"UpdateFindings\")) || ((($.eventSource = \"securityhub.amazonaws.com\") && ($.eventName = \"BatchUpdateFindings*\")) && (($.requestParameters.Workflow.Status NOT EXISTS) || ($.requestParameters.Workflow.Status = \"SUPPRESSED\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(guardd|securityh)/ and eventName like /^(Create|Update|Delete)(Filter|IPSet|T.*Set|Findings|Invit|Malware)|BatchUpdateF/"
    }
    security-hub-disabled = {
      title              = "Security Hub, or a part of it, was disabled or hidden"
      pack               = "tamper"
      severity           = "high"
      why                = "Its findings, or those of a standard or a product, are gone from the place where people look for them. An automation rule or another insight can hide them as well."
      first_steps        = "Enable it again with the same standards. Look at the caller's other calls."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"securityhub.amazonaws.com\") && (($.eventName = \"DisableSecurityHub*\") || ($.eventName = \"BatchDisableStandards\") || ($.eventName = \"DisableImportFindingsForProduct\") || ($.eventName = \"DisassociateFrom*\") || ($.eventName = \"DisassociateMembers\") || ($.eventName = \"DeleteMembers\") || ($.eventName = \"DisableOrganizationAdminAccount\") || ($.eventName = \"DeleteFindingAggregator\") || ($.eventName = \"DeleteConfigurationPolicy\") || ($.eventName = \"CreateAutomationRule*\") || ($.eventName = \"DeleteInsight\") || ($.eventName = \"UpdateInsight\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"securityhub.amazonaws.com\" and eventName like /^(Disable|BatchDisable|Disassociate|Delete|CreateAutomationRule|UpdateInsight)/"
    }
    scanner-disabled = {
      title              = "Macie, Inspector, Access Analyzer or another security service was disabled"
      pack               = "tamper"
      severity           = "medium"
      why                = "Nothing looks for exposed data, vulnerable hosts or access from outside any more, or what it finds is archived unread. Detective, Security Lake, Shield and Firewall Manager count too."
      first_steps        = "Enable it again. An update of a Macie session can also pause it or make it report less: look at requestParameters."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"macie2.amazonaws.com\") || ($.eventSource = \"macie.amazonaws.com\") || ($.eventSource = \"inspector2.amazonaws.com\") || ($.eventSource = \"access-analyzer.amazonaws.com\") || ($.eventSource = \"detective.amazonaws.com\") || ($.eventSource = \"securitylake.amazonaws.com\") || ($.eventSource = \"shield.amazonaws.com\") || ($.eventSource = \"fms.amazonaws.com\")) && (($.eventName = \"Disable*\") || ($.eventName = \"Disassociate*\") || ($.eventName = \"DeleteAnalyzer\") || ($.eventName = \"DeleteGraph\") || ($.eventName = \"DeleteDataLake\") || ($.eventName = \"DeletePolicy\") || ($.eventName = \"UpdateMacieSession\") || ($.eventName = \"CreateFindingsFilter\") || ($.eventName = \"CreateFilter\") || ($.eventName = \"CreateArchiveRule\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(macie|inspector2|access-a|detective|securityl|shield|fms)/ and eventName like /^(D[ei]|UpdateM|Create)/ and readOnly = 0"
    }
    root-credentials-changed = {
      title              = "The root user got an access key, or its password or e-mail address is changed"
      pack               = "attack"
      severity           = "critical"
      why                = "This is how an account is taken over for good: whoever has the address, the password or a key of root has everything."
      first_steps        = "Ask the account's owner at once. If it was not them: recover the account with AWS Support, and delete root's keys."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.userIdentity.type = \"Root\") && (((($.eventSource = \"iam.amazonaws.com\") && ($.eventName = \"CreateAccessKey\")) && ($.requestParameters.userName NOT EXISTS) && ($.errorCode NOT EXISTS)) || ((($.eventSource = \"signin.amazonaws.com\") && ($.eventName = \"PasswordUpdated\")) && ($.responseElements.PasswordUpdated = \"Success\")) || (($.eventSource = \"signin.amazonaws.com\") && (($.eventName = \"PasswordRecovery*\") || ($.eventName = \"EmailUpdated\"))))) || ((($.eventSource = \"account.amazonaws.com\") && (($.eventName = \"StartPrimaryEmailUpdate\") || ($.eventName = \"AcceptPrimaryEmailUpdate\"))) && ($.errorCode NOT EXISTS)) }"
      }
      insights_filter = "(userIdentity.type = \"Root\" and eventName like /CreateAccessKey|PasswordUpdated|PasswordRecovery|EmailUpdated/) or eventName like /PrimaryEmailUpdate$/"
    }
    root-session-assumed = {
      title              = "Root rights were assumed in a member account, or who may have them changed"
      pack               = "attack"
      severity           = "high"
      why                = "AssumeRoot gives the management account root rights in a member account for a task, past every policy of that account. Two features of the organization allow this."
      first_steps        = "Ask those who run the organization which task it was for. If none: treat the management account as taken over."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"sts.amazonaws.com\") || ($.eventSource = \"iam.amazonaws.com\")) && (($.eventName = \"AssumeRoot\") || ($.eventName = \"EnableOrganizationsRootSessions\") || ($.eventName = \"DisableOrganizationsRootSessions\") || ($.eventName = \"EnableOrganizationsRootCredentialsManagement\") || ($.eventName = \"DisableOrganizationsRootCredentialsManagement\")) }"
      }
      insights_filter = "eventName = \"AssumeRoot\" or eventName like /OrganizationsRoot/"
    }
    federation-token-issued = {
      title              = "Credentials were turned into a session elsewhere, or a console sign-in"
      pack               = "attack"
      severity           = "medium"
      why                = "GetFederationToken outlives its key; GetSigninToken opens the console with stolen credentials. A command-line sign-in from another device may have been phished."
      first_steps        = "Ask the owner. To end such a session, deny the user everything: deactivating the key is not enough."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"sts.amazonaws.com\") && ($.eventName = \"GetFederationToken\")) || ((($.eventSource = \"signin.amazonaws.com\") && ($.eventName = \"GetSigninToken\")) && ((($.userIdentity.arn NOT EXISTS) || ($.userIdentity.arn != \"*:assumed-role/AWSReservedSSO_*\")) || (($.userIdentity.sessionContext.sessionIssuer.arn = \"*\") && ($.userIdentity.sessionContext.sessionIssuer.arn != \"*:role/aws-reserved/sso.amazonaws.com/*\")))) || ((($.eventSource = \"signin.amazonaws.com\") && (($.eventName = \"CreateOAuth2Token\") || ($.eventName = \"AuthorizeOAuth2Access\"))) && (($.requestParameters.client_id = \"*/cross-device\") || ($.requestParameters.client_id = \"*external-client/*\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['GetFederationToken', 'GetSigninToken'] or requestParameters.client_id like /cross-device|external-client/"
    }
    access-key-created = {
      title              = "An access key, or another lasting secret, was created for a user"
      pack               = "attack"
      severity           = "medium"
      why                = "It is access from anywhere until somebody deletes it, which makes it the usual back door. Keys for Bedrock, which are stolen to run models, are such secrets."
      first_steps        = "Ask the caller and the user. If nobody needs it: deactivate it and look at what it did."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"iam.amazonaws.com\") && ($.eventName = \"CreateAccessKey\")) && ($.requestParameters.userName = \"*\")) || ((($.eventSource = \"iam.amazonaws.com\") || ($.eventSource = \"sso-directory.amazonaws.com\")) && (($.eventName = \"CreateServiceSpecificCredential\") || ($.eventName = \"ResetServiceSpecificCredential\") || ($.eventName = \"UploadSSHPublicKey\") || ($.eventName = \"UploadSigningCertificate\") || ($.eventName = \"CreateBearerToken\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /ServiceSpecificCredential|UploadS|CreateBearerToken/ or (eventName = 'CreateAccessKey' and ispresent(requestParameters.userName))"
    }
    stolen-credentials-used = {
      title              = "A tool of intruders called, or an instance's role did what instances do not do"
      pack               = "attack"
      severity           = "high"
      why                = "TruffleHog calls with keys that it finds, Pacu and S3 Browser are favourites of intruders. An instance signs in to no console and changes no identities: whoever has its role took it."
      first_steps        = "Deactivate the key, or end the sessions of the role and isolate the instance. Then look at all calls from that address."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (($.userAgent = \"*ruffleHog*\") || ($.userAgent = \"*rufflehog*\") || ($.userAgent = \"*kali*\") || ($.userAgent = \"*parrot*\") || ($.userAgent = \"*pentoo*\") || ($.userAgent = \"*Pacu*\") || ($.userAgent = \"*S3 Browser*\")) || (($.userIdentity.principalId = \"*:i-*\") && ((($.eventSource = \"signin.amazonaws.com\") && (($.eventName = \"ConsoleLogin\") || ($.eventName = \"GetSigninToken\"))) || (($.eventSource = \"iam.amazonaws.com\") && ((($.readOnly IS FALSE) && ($.eventName != \"CreateServiceLinkedRole\")) || (($.eventName = \"ListUsers\") || ($.eventName = \"ListRoles\") || ($.eventName = \"GetAccount*\")))))) }"
      }
      insights_filter = "userAgent like /(?i)trufflehog|kali|parrot|pentoo|pacu|s3 browser/ or (userIdentity.principalId like /:i-/ and eventSource like /^(iam|signin)/)"
    }
    console-password-set = {
      title              = "A console password was set for a user"
      pack               = "attack"
      severity           = "medium"
      why                = "With a password an intruder enters the console as that user, often one that had none and that nobody watches."
      first_steps        = "Ask the caller and the user. If neither knows: delete the login profile and deactivate the user's keys."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"iam.amazonaws.com\") || ($.eventSource = \"sso-directory.amazonaws.com\")) && (($.eventName = \"CreateLoginProfile\") || ($.eventName = \"UpdateLoginProfile\") || ($.eventName = \"UpdatePassword\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['CreateLoginProfile', 'UpdateLoginProfile', 'UpdatePassword']"
    }
    iam-user-created = {
      title              = "An IAM user, or a role that principals of accounts may assume, was created"
      pack               = "attack"
      severity           = "low"
      why                = "Where people come in through single sign-on, new users are rare. Intruders create them, or a role for an account of their own, to come back, with names that look usual."
      first_steps        = "Ask the caller what it is for, and read whom a role trusts. If nobody knows: delete it with its keys and policies."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"iam.amazonaws.com\") && ($.eventName = \"CreateUser\")) || ((($.eventSource = \"iam.amazonaws.com\") && ($.eventName = \"CreateRole\")) && (($.requestParameters.assumeRolePolicyDocument = \"*:root*\") || ($.requestParameters.assumeRolePolicyDocument = \"*:user/*\") || ($.requestParameters.assumeRolePolicyDocument = \"*:role/*\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"iam.amazonaws.com\" and (eventName = \"CreateUser\" or (eventName = \"CreateRole\" and @message like /:root|:user\\/|:role\\//))"
    }
    mfa-device-removed = {
      title              = "An MFA device was removed, or added with a key"
      pack               = "attack"
      severity           = "high"
      why                = "Without its second factor a stolen password is enough. People add and remove devices in the console; with a key intruders add their own."
      first_steps        = "Ask the user by telephone. If it was not them: reset the password and deactivate the keys."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"iam.amazonaws.com\") && (($.eventName = \"DeactivateMFADevice\") || ($.eventName = \"DeleteVirtualMFADevice\"))) || (($.eventSource = \"sso-directory.amazonaws.com\") && ($.eventName = \"DeleteMfaDeviceForUser\")) || ((($.eventSource = \"iam.amazonaws.com\") && (($.eventName = \"CreateVirtualMFADevice\") || ($.eventName = \"EnableMFADevice\"))) && ($.sessionCredentialFromConsole NOT EXISTS))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['DeactivateMFADevice', 'DeleteVirtualMFADevice', 'DeleteMfaDeviceForUser', 'CreateVirtualMFADevice', 'EnableMFADevice']"
    }
    password-policy-changed = {
      title              = "The password policy changed"
      pack               = "attack"
      severity           = "medium"
      why                = "Weak passwords are allowed again, for every user of the account."
      first_steps        = "Compare the policy with what was agreed, and put it back."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"iam.amazonaws.com\") && (($.eventName = \"UpdateAccountPasswordPolicy\") || ($.eventName = \"DeleteAccountPasswordPolicy\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy']"
    }
    compromised-key-quarantined = {
      title              = "AWS found a leaked access key and quarantined its user"
      pack               = "attack"
      severity           = "critical"
      why                = "AWS saw the key in public, usually in a repository. The quarantine stops only some calls; others may be going on."
      first_steps        = "Deactivate the key now, then rotate it. Look at everything it did since it was leaked."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"iam.amazonaws.com\") && (($.eventName = \"AttachUserPolicy\") || ($.eventName = \"PutUserPolicy\"))) && (($.requestParameters.policyArn = \"*/AWSCompromisedKeyQuarantine*\") || ($.requestParameters.policyName = \"AWSCompromisedKeyQuarantine*\") || ($.requestParameters.policyName = \"AWSExposedCredentialPolicy*\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "@message like /AWSCompromisedKeyQuarantine|AWSExposedCredentialPolicy/"
    }
    denied-call-burst = {
      title              = "Very many calls were denied"
      pack               = "attack"
      severity           = "high"
      why                = "Tens of denials in minutes are a program that tests what credentials can do. The canonical pattern is Security Hub's, which also counts failures of log delivery."
      first_steps        = "Group the events by caller. AWS services: repair the bucket policy they fail on. Anybody else: deactivate the credentials and look at the calls that went through."
      threshold          = 50
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = "CloudWatch.2"
      filters = {
        canonical = "{($.errorCode=\"*UnauthorizedOperation\") || ($.errorCode=\"AccessDenied*\")}"
      }
      insights_filter = "errorCode like /UnauthorizedOperation|AccessDenied/"
    }
    role-trust-changed = {
      title              = "The trust policy of a role was changed, or a partner or another provider trusted"
      pack               = "attack"
      severity           = "high"
      why                = "One more principal in a trust policy is a back door that survives every password change, without a key. Delegation to a partner and outbound federation are such doors too."
      first_steps        = "Read requestParameters for accounts that are not yours. Put the old policy back, or end the delegation."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"iam.amazonaws.com\") && (($.eventName = \"UpdateAssumeRolePolicy\") || ($.eventName = \"EnableOutboundWebIdentityFederation\") || ($.eventName = \"AcceptDelegationRequest\") || ($.eventName = \"SendDelegationToken\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['UpdateAssumeRolePolicy', 'EnableOutboundWebIdentityFederation', 'AcceptDelegationRequest', 'SendDelegationToken']"
    }
    admin-policy-attached = {
      title              = "Administrator rights were granted"
      pack               = "attack"
      severity           = "high"
      why                = "A user, a group or a role can now do everything, or give itself everything."
      first_steps        = "Ask the caller who it is for. If nobody can say: detach the policy and deactivate what it was attached to."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"iam.amazonaws.com\") && (($.eventName = \"AttachUserPolicy\") || ($.eventName = \"AttachGroupPolicy\") || ($.eventName = \"AttachRolePolicy\"))) && (($.requestParameters.policyArn = \"*/AdministratorAccess\") || ($.requestParameters.policyArn = \"*/IAMFullAccess\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^Attach/ and requestParameters.policyArn like /AdministratorAccess|IAMFullAccess/"
    }
    permission-limits-changed = {
      title              = "Rights changed without a change of a policy: boundary, version, group, instance profile"
      pack               = "attack"
      severity           = "medium"
      why                = "A boundary caps what somebody can have; an old version of a policy may allow more than the current one; a group or another instance profile brings its rights. All are steps to more rights."
      first_steps        = "Compare the versions of the policy, put the boundary back, or look what the group or profile may do. Ask the caller."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"iam.amazonaws.com\") || ($.eventSource = \"ec2.amazonaws.com\")) && (($.eventName = \"SetDefaultPolicyVersion\") || ($.eventName = \"DeleteUserPermissionsBoundary\") || ($.eventName = \"DeleteRolePermissionsBoundary\") || ($.eventName = \"PutUserPermissionsBoundary\") || ($.eventName = \"PutRolePermissionsBoundary\") || ($.eventName = \"AddUserToGroup\") || ($.eventName = \"ReplaceIamInstanceProfileAssociation\") || ($.eventName = \"AssociateIamInstanceProfile\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /PermissionsBoundary$|IamInstanceProfile(Association)?$/ or eventName in ['SetDefaultPolicyVersion', 'AddUserToGroup']"
    }
    identity-center-access-granted = {
      title              = "Access was granted through IAM Identity Center"
      pack               = "attack"
      severity           = "high"
      why                = "A permission set or an assignment opens accounts of the organization, and no IAM policy of theirs seems changed. A new user or a member of a group gets what the group has."
      first_steps        = "Ask those who run IAM Identity Center. If nobody did it: delete the assignment or the user, and end the sessions."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"sso.amazonaws.com\") || ($.eventSource = \"sso-directory.amazonaws.com\") || ($.eventSource = \"identitystore.amazonaws.com\")) && (($.eventName = \"CreateAccountAssignment\") || ($.eventName = \"CreatePermissionSet\") || ($.eventName = \"AttachManagedPolicyToPermissionSet\") || ($.eventName = \"AttachCustomerManagedPolicyReferenceToPermissionSet\") || ($.eventName = \"PutInlinePolicyToPermissionSet\") || ($.eventName = \"DeletePermissionsBoundaryFromPermissionSet\") || ($.eventName = \"CreateTrustedTokenIssuer\") || ($.eventName = \"UpdateSsoConfiguration\") || ($.eventName = \"CreateUser\") || ($.eventName = \"AddMemberToGroup\") || ($.eventName = \"CreateGroupMembership\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(sso|identitystore)/ and eventName like /PermissionSet$|AccountAssignment|Issuer|CreateUser|ToGroup|Membership|SsoConf/ and readOnly = 0"
    }
    identity-provider-changed = {
      title              = "An identity provider or trust anchor changed"
      pack               = "attack"
      severity           = "high"
      why                = "Whoever controls an identity provider can sign in as anybody it vouches for."
      first_steps        = "Look at the provider, its certificate or address, and who called. Delete what nobody owns, and end the sessions made with it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"iam.amazonaws.com\") && (($.eventName = \"CreateSAMLProvider\") || ($.eventName = \"UpdateSAMLProvider\") || ($.eventName = \"DeleteSAMLProvider\") || ($.eventName = \"CreateOpenIDConnectProvider\") || ($.eventName = \"AddClientIDToOpenIDConnectProvider\") || ($.eventName = \"UpdateOpenIDConnectProviderThumbprint\") || ($.eventName = \"DeleteOpenIDConnectProvider\"))) || (($.eventSource = \"rolesanywhere.amazonaws.com\") && (($.eventName = \"CreateTrustAnchor\") || ($.eventName = \"UpdateTrustAnchor\") || ($.eventName = \"CreateProfile\"))) || ((($.eventSource = \"sso.amazonaws.com\") || ($.eventSource = \"sso-directory.amazonaws.com\")) && (($.eventName = \"AssociateDirectory\") || ($.eventName = \"DisassociateDirectory\") || ($.eventName = \"*ExternalIdPConfigurationForDirectory\") || ($.eventName = \"ImportExternalIdPCertificate\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /SAMLProvider|OpenIDConnectProvider|TrustAnchor|CreateProfile|Directory$|IdPCert/ and eventName not like /^(Get|List)/"
    }
    organization-guardrails-removed = {
      title              = "The account leaves the organization, or its guard rails go"
      pack               = "attack"
      severity           = "critical"
      why                = "Out of its organization an account has no service control policies, and nobody above it looks. An attempt counts: nobody tries this by mistake."
      first_steps        = "Ask those who run the organization. If nobody did it: treat the caller as an intruder, and put the policy back."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"organizations.amazonaws.com\") || ($.eventSource = \"controltower.amazonaws.com\")) && (($.eventName = \"LeaveOrganization\") || ($.eventName = \"RemoveAccountFromOrganization\") || ($.eventName = \"CloseAccount\") || ($.eventName = \"DetachPolicy\") || ($.eventName = \"DisablePolicyType\") || ($.eventName = \"DisableAWSServiceAccess\") || ($.eventName = \"RegisterDelegatedAdministrator\") || ($.eventName = \"DeregisterDelegatedAdministrator\") || ($.eventName = \"DisableControl\") || ($.eventName = \"DeleteLandingZone\")) }"
      }
      insights_filter = "eventSource like /^(organizations|controltower)/ and eventName like /Leave|Remove|Close|Detach|Disable|DelegatedAdministrator$|DeleteLandingZone/"
    }
    region-opened = {
      title              = "A region, a contact or a quota of the account was changed"
      pack               = "attack"
      severity           = "medium"
      why                = "In a region that nobody uses, nobody looks. AWS writes to the contacts when it sees abuse. A raised quota is room for an intruder's instances or e-mails."
      first_steps        = "Ask the owner of the account. If nobody needs it: put the contact back, or disable the region after checking what runs in it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"account.amazonaws.com\") || ($.eventSource = \"servicequotas.amazonaws.com\")) && (($.eventName = \"EnableRegion\") || ($.eventName = \"DisableRegion\") || ($.eventName = \"PutAlternateContact\") || ($.eventName = \"DeleteAlternateContact\") || ($.eventName = \"PutContactInformation\") || ($.eventName = \"RequestServiceQuotaIncrease\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"account.amazonaws.com\" and eventName like /^(En|Dis)ableRegion|Contact/ and readOnly = 0 or eventName = \"RequestServiceQuotaIncrease\""
    }
    eks-access-granted = {
      title              = "Access to an EKS cluster was granted"
      pack               = "attack"
      severity           = "medium"
      why                = "An access entry makes an IAM principal a user of the cluster, up to its administrator; an identity provider does this for whoever it vouches for."
      first_steps        = "Look at principalArn and policyArn in requestParameters. Delete the entry if nobody owns it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"eks.amazonaws.com\") && (($.eventName = \"CreateAccessEntry\") || ($.eventName = \"AssociateAccessPolicy\") || ($.eventName = \"UpdateAccessEntry\") || ($.eventName = \"AssociateIdentityProviderConfig\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['CreateAccessEntry', 'AssociateAccessPolicy', 'UpdateAccessEntry', 'AssociateIdentityProviderConfig']"
    }
    secrets-read-in-numbers = {
      title              = "A person read many secrets, or was denied many"
      pack               = "attack"
      severity           = "medium"
      why                = "Programs read their own secrets with a role; people read few. A key or a session that reads many in minutes collects them, and so does a role that is denied many."
      first_steps        = "Group the events by caller and secret. One caller and many secrets: deactivate it and rotate what it read."
      threshold          = 20
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"secretsmanager.amazonaws.com\") && ($.eventName = \"GetSecretValue\")) && (($.errorCode = \"*\") || ((((($.userIdentity.type = \"IAMUser\") || ($.userIdentity.type = \"Root\") || ($.userIdentity.type = \"FederatedUser\")) || ($.userIdentity.sessionContext.sessionIssuer.userName = \"AWSReservedSSO_*\")) || ($.userIdentity.sessionContext.attributes.mfaAuthenticated = \"true\")) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = \"signin.amazonaws.com\")) && ($.requestParameters.versionId NOT EXISTS))) }"
      }
      insights_filter = "eventSource = \"secretsmanager.amazonaws.com\" and eventName = \"GetSecretValue\""
    }
    secrets-read-in-batches = {
      title              = "Secrets or API keys were read in batches"
      pack               = "attack"
      severity           = "medium"
      why                = "One BatchGetSecretValue returns up to 20 secrets and leaves one event, GetApiKeys all keys of API Gateway. Few programs use either."
      first_steps        = "Find out who called and with which filters. If no program of yours does this: deactivate the caller and rotate the secrets."
      threshold          = 3
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"secretsmanager.amazonaws.com\") && ($.eventName = \"BatchGetSecretValue\")) || (($.eventSource = \"apigateway.amazonaws.com\") && ($.eventName = \"GetApiKeys\")) }"
      }
      insights_filter = "eventName in ['BatchGetSecretValue', 'GetApiKeys']"
    }
    parameters-decrypted-by-user = {
      title              = "A user decrypted many parameters"
      pack               = "attack"
      severity           = "medium"
      why                = "Programs read secure parameters with a role, and Terraform one at a time. Whoever asks for many at once, or is refused again and again, collects them."
      first_steps        = "Ask the user. If it was not them: deactivate the key or end the session, and rotate what the parameters hold."
      threshold          = 5
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"GetParameter*\")) && (((($.eventName = \"GetParameters\") || ($.eventName = \"GetParametersByPath\")) && ($.requestParameters.withDecryption IS TRUE) && ($.errorCode NOT EXISTS)) || ($.errorCode = \"AccessDenied*\")) && ((($.userIdentity.type = \"IAMUser\") || ($.userIdentity.type = \"Root\") || ($.userIdentity.type = \"FederatedUser\")) || ($.userIdentity.sessionContext.sessionIssuer.userName = \"AWSReservedSSO_*\")) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = \"signin.amazonaws.com\")) }"
      }
      insights_filter = "eventSource = \"ssm.amazonaws.com\" and eventName like /^GetParameter/"
    }
    windows-passwords-requested = {
      title              = "Passwords of Windows instances were requested"
      pack               = "attack"
      severity           = "medium"
      why                = "Each call returns the administrator's password of an instance, encrypted with its key pair. Several are a harvest, even when they are denied."
      first_steps        = "Ask the caller. If nobody knows: deactivate it, and change the passwords of the instances it named."
      threshold          = 5
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ ($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"GetPasswordData\") }"
      }
      insights_filter = "eventName = \"GetPasswordData\""
    }
    instance-user-data-read = {
      title              = "User data of many instances was requested"
      pack               = "attack"
      severity           = "medium"
      why                = "Start scripts hold passwords and keys more often than they should. Denied calls count, and calls with a user's key or an instance's role: deployments read it with other roles."
      first_steps        = "Ask the caller. If nobody knows: deactivate it, and rotate whatever the scripts contain."
      threshold          = 10
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"DescribeInstanceAttribute\")) && ($.requestParameters.attribute = \"userData\") && (($.errorCode = \"*\") || (($.userIdentity.type = \"IAMUser\") || ($.userIdentity.type = \"Root\") || ($.userIdentity.type = \"FederatedUser\")) || ($.userIdentity.sessionContext.ec2RoleDelivery = \"*\")) }"
      }
      insights_filter = "eventName = \"DescribeInstanceAttribute\" and requestParameters.attribute = \"userData\""
    }
    instance-console-opened = {
      title              = "An instance was accessed through the serial console or EC2 Instance Connect, or an SSH key imported"
      pack               = "attack"
      severity           = "medium"
      why                = "The first two put an SSH key onto an instance without touching its security group or its key pair; an imported key opens whatever is launched with it."
      first_steps        = "Ask the caller. If nobody knows: isolate the instance, and disable serial console access for the account."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"ec2.amazonaws.com\") || ($.eventSource = \"ec2-instance-connect.amazonaws.com\")) && (($.eventName = \"EnableSerialConsoleAccess\") || ($.eventName = \"ImportKeyPair\") || ($.eventName = \"SendSSHPublicKey\") || ($.eventName = \"SendSerialConsoleSSHPublicKey\") || ($.eventName = \"OpenTunnel\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['EnableSerialConsoleAccess', 'ImportKeyPair'] or eventSource = \"ec2-instance-connect.amazonaws.com\""
    }
    instance-command-sent = {
      title              = "A command or session was started on an instance or in a container"
      pack               = "attack"
      severity           = "low"
      why                = "Systems Manager runs anything as root on every instance it manages, ECS Exec in every container; a Glue development endpoint is a shell with a role. Where that is daily work, disable this detection."
      first_steps        = "Ask the caller. Session history and command output in Systems Manager show what was done."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"ssm.amazonaws.com\") || ($.eventSource = \"ecs.amazonaws.com\") || ($.eventSource = \"glue.amazonaws.com\")) && (($.eventName = \"StartSession\") || ($.eventName = \"ResumeSession\") || ($.eventName = \"SendCommand\") || ($.eventName = \"ExecuteCommand\") || ($.eventName = \"CreateDevEndpoint\") || ($.eventName = \"UpdateDevEndpoint\") || ($.eventName = \"DeleteDevEndpoint\"))) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = \"signin.amazonaws.com\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(ssm|ecs|glue)/ and eventName like /^(StartSession|ResumeSession|SendCommand|ExecuteCommand|(Create|Update|Delete)DevEndpoint)$/"
    }
    instance-user-data-changed = {
      title              = "The start script of an instance or notebook was changed"
      pack               = "attack"
      severity           = "high"
      why                = "The script runs as root at the next start. Stopping an instance or a SageMaker notebook, changing its script and starting it again gives its role to whoever did it."
      first_steps        = "Ask the caller. If nobody knows: isolate the instance, and end the sessions of its role."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"ModifyInstanceAttribute\")) && ($.requestParameters.userData = *)) || ((($.eventSource = \"sagemaker.amazonaws.com\") && ($.eventName = \"UpdateNotebookInstance\")) && ($.requestParameters.lifecycleConfigName = *)) || (($.eventSource = \"sagemaker.amazonaws.com\") && ($.eventName = \"UpdateNotebookInstanceLifecycleConfig\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^UpdateNotebookI/ or eventName = 'ModifyInstanceAttribute' and ispresent(requestParameters.userData)"
    }
    gpu-instance-launched = {
      title              = "Instances with accelerators were launched, or an attempt was made"
      pack               = "attack"
      severity           = "medium"
      why                = "Stolen credentials are used to mine coins and to run models, on the most expensive instances there are. Launch templates for them count too. Where you use such instances, disable this detection."
      first_steps        = "Look in every region for instances that nobody owns, stop them, and deactivate the caller."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "some"
      controls           = ""
      filters = {
        canonical   = "{ ((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"RunInstances\")) || (($.eventSource = \"autoscaling.amazonaws.com\") && ($.eventName = \"CreateLaunchConfiguration\"))) && (($.requestParameters.instanceType = \"p*\") || ($.requestParameters.instanceType = \"g*\") || ($.requestParameters.instanceType = \"trn*\") || ($.requestParameters.instanceType = \"inf*\") || ($.requestParameters.instanceType = \"dl*\") || ($.requestParameters.instanceType = \"vt*\") || ($.requestParameters.instanceType = \"f*\")) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != \"*autoscaling.amazonaws.com\")) }"
        by-template = "{ ((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"RunInstances\")) && ($.requestParameters.instanceType NOT EXISTS) && (($.responseElements.instancesSet.items[0].instanceType = \"p*\") || ($.responseElements.instancesSet.items[0].instanceType = \"g*\") || ($.responseElements.instancesSet.items[0].instanceType = \"trn*\") || ($.responseElements.instancesSet.items[0].instanceType = \"inf*\") || ($.responseElements.instancesSet.items[0].instanceType = \"dl*\") || ($.responseElements.instancesSet.items[0].instanceType = \"vt*\") || ($.responseElements.instancesSet.items[0].instanceType = \"f*\")) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != \"*autoscaling.amazonaws.com\"))) || ($.requestParameters.*.LaunchTemplateData.InstanceType = %^[fgp]|^trn|^inf|^dl|^vt%) || ($.requestParameters.mixedInstancesPolicy.launchTemplate.overrides[*].instanceType = %^[fgp]|^trn|^inf|^dl|^vt%) }"
        fleet       = "{ ((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"RequestSpotInstances\")) && (($.requestParameters.launchSpecification.instanceType = \"p*\") || ($.requestParameters.launchSpecification.instanceType = \"g*\") || ($.requestParameters.launchSpecification.instanceType = \"trn*\") || ($.requestParameters.launchSpecification.instanceType = \"inf*\") || ($.requestParameters.launchSpecification.instanceType = \"dl*\") || ($.requestParameters.launchSpecification.instanceType = \"vt*\") || ($.requestParameters.launchSpecification.instanceType = \"f*\"))) || ((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"CreateFleet\")) && (($.requestParameters.CreateFleetRequest.LaunchTemplateConfigs.Overrides.InstanceType = %^[fgp]|^trn|^inf|^dl|^vt%) || ($.requestParameters.CreateFleetRequest.LaunchTemplateConfigs.Overrides[*].InstanceType = %^[fgp]|^trn|^inf|^dl|^vt%))) }"
      }
      insights_filter = "eventName like /^(RunInst|RequestSpot|Create|Update)/ and @message like /nstanceType\":\"(p|g|trn|inf|dl|vt|f)/"
    }
    function-made-public = {
      title              = "A Lambda function, a layer, a build or a document was made public"
      pack               = "attack"
      severity           = "high"
      why                = "A permission for everybody or a URL without authentication is a door into the account's network and role, and a common back door. Builds and documents of Systems Manager show how to get in."
      first_steps        = "Look at the resource and who called. Remove the permission or the URL if nobody owns it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"lambda.amazonaws.com\") && (($.eventName = \"AddPermission*\") || ($.eventName = \"AddLayerVersionPermission*\"))) && ($.requestParameters.principal = %^\\*$%)) || ((($.eventSource = \"lambda.amazonaws.com\") && (($.eventName = \"CreateFunctionUrlConfig*\") || ($.eventName = \"UpdateFunctionUrlConfig*\"))) && ($.requestParameters.authType = \"NONE\")) || ((($.eventSource = \"codebuild.amazonaws.com\") && ($.eventName = \"UpdateProjectVisibility\")) && ($.requestParameters.projectVisibility = \"PUBLIC_READ\")) || ((($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"ModifyDocumentPermission\")) && ($.requestParameters.accountIdsToAdd[*] = \"all\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^Add(Permission|LayerVersionP)|^(Create|Update)FunctionUrlConfig|UpdateProjectVisibility|ModifyDocumentPermission/"
    }
    function-changed-by-user = {
      title              = "A user changed the code or the layers of a Lambda function"
      pack               = "attack"
      severity           = "medium"
      why                = "Deployments work with roles of their own. A person's key or session that replaces code or adds a layer puts foreign code into a function with rights."
      first_steps        = "Ask the user. If it was not them: publish the last good version again, and end the sessions of the function's role."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"lambda.amazonaws.com\") && ($.eventName = \"UpdateFunctionCode*\")) || ((($.eventSource = \"lambda.amazonaws.com\") && ($.eventName = \"UpdateFunctionConfiguration*\")) && ($.requestParameters.layers[*] = \"*\"))) && ((($.userIdentity.type = \"IAMUser\") || ($.userIdentity.type = \"Root\") || ($.userIdentity.type = \"FederatedUser\")) || ($.userIdentity.sessionContext.sessionIssuer.userName = \"AWSReservedSSO_*\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^UpdateFunction(Code|Configuration)/ and (userIdentity.type != 'AssumedRole' or userIdentity.arn like /AWSReservedSSO_/)"
    }
    security-group-opened-to-all = {
      title              = "A security group was opened to every address, or to half of all"
      pack               = "attack"
      severity           = "medium"
      why                = "Whatever is behind it is found within minutes. Right for a web server's port 443, never for SSH, RDP or a database."
      first_steps        = "Look at the ports and the direction: a rule that was edited may be one for outgoing traffic. Revoke it unless it is a public web service."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"AuthorizeSecurityGroupIngress\")) && ((($.responseElements.securityGroupRuleSet.items[*].cidrIpv4 = \"*/0\") || ($.responseElements.securityGroupRuleSet.items[*].cidrIpv4 = \"*/1\")) || ($.responseElements.securityGroupRuleSet.items[*].cidrIpv6 = \"*/0\")) && ($.errorCode NOT EXISTS) }"
        edited    = "{ ($.eventName = \"ModifySecurityGroupRules\") && ((($.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.CidrIpv4 = \"*/0\") || ($.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.CidrIpv4 = \"*/1\")) || (($.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.CidrIpv6 = \"*/0\") || ($.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.CidrIpv6 = \"*/1\")) || (($.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule[*].SecurityGroupRule.CidrIpv4 = \"*/0\") || ($.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule[*].SecurityGroupRule.CidrIpv4 = \"*/1\")) || ($.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule[*].SecurityGroupRule.CidrIpv6 = \"*/0\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'] and @message like /\\/[01]\"/"
    }
    network-acl-opened-to-all = {
      title              = "A network ACL lets every address in, or a firewall was removed"
      pack               = "attack"
      severity           = "medium"
      why                = "The fence around a subnet or in front of an application is open; only security groups and the application itself stand in the way now. Firewalls for web, network and DNS count."
      first_steps        = "Look at what is behind it, and undo the change if no deployment explains it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"ec2.amazonaws.com\") && (($.eventName = \"CreateNetworkAclEntry\") || ($.eventName = \"ReplaceNetworkAclEntry\"))) && ((($.requestParameters.cidrBlock = \"*/0\") || ($.requestParameters.cidrBlock = \"*/1\")) || (($.requestParameters.ipv6CidrBlock = \"*/0\") || ($.requestParameters.ipv6CidrBlock = \"*/1\"))) && ($.requestParameters.ruleAction = \"allow\") && ($.requestParameters.egress IS FALSE)) || ((($.eventSource = \"waf*\") || ($.eventSource = \"network-firewall.amazonaws.com\") || ($.eventSource = \"route53resolver.amazonaws.com\")) && (($.eventName = \"DeleteWebACL\") || ($.eventName = \"DisassociateWebACL\") || ($.eventName = \"DeleteRuleGroup\") || ($.eventName = \"DeleteLoggingConfiguration\") || ($.eventName = \"DeleteFirewall*\") || ($.eventName = \"DisassociateFirewall*\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "requestParameters.ruleAction = \"allow\" or eventName like /^(Delete|Disassociate)(WebACL|RuleGroup|LoggingConf|Firewall)/"
    }
    snapshot-shared = {
      title              = "An EBS snapshot or a machine image was shared"
      pack               = "attack"
      severity           = "high"
      why                = "Another account, or everybody, can now copy a whole disk, or start the image and read what is on it. Nothing shows when they do."
      first_steps        = "Find out which account. If it is not yours: revoke the permission and treat the content as stolen."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"ModifySnapshotAttribute\")) && ($.requestParameters.createVolumePermission.add.items[0].* = \"*\")) || ((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"ModifyImageAttribute\")) && ($.requestParameters.launchPermission.add.items[0].* = \"*\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^Modify(Snapshot|Image)Attribute$/"
    }
    database-snapshot-shared = {
      title              = "A database snapshot was shared"
      pack               = "attack"
      severity           = "high"
      why                = "Another account, or everybody, can restore the database and read all of it."
      first_steps        = "Find out which account. If it is not yours: revoke the permission and treat the data as stolen."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"rds.amazonaws.com\") && (($.eventName = \"ModifyDBSnapshotAttribute\") || ($.eventName = \"ModifyDBClusterSnapshotAttribute\"))) && ($.requestParameters.valuesToAdd[*] = \"*\") && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^ModifyDB(Cluster)?SnapshotAttribute$/"
    }
    database-made-public = {
      title              = "A database got a public address, another password or a role"
      pack               = "attack"
      severity           = "high"
      why                = "Behind a public address only a security group and a password protect the data. Who sets the password, or gives the database a role, needs no right to the data."
      first_steps        = "Ask the caller. Modify the database to be private again, set the password, remove the role. A public copy that nobody owns was probably stolen."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((((($.eventSource = \"rds.amazonaws.com\") || ($.eventSource = \"redshift.amazonaws.com\")) && (($.eventName = \"CreateDB*\") || ($.eventName = \"ModifyDBInstance\") || ($.eventName = \"RestoreDB*\") || ($.eventName = \"CreateCluster\") || ($.eventName = \"ModifyCluster\"))) && ($.requestParameters.publiclyAccessible IS TRUE)) || ((($.eventSource = \"rds.amazonaws.com\") && ($.eventName = \"RestoreDB*\")) && ($.responseElements.publiclyAccessible IS TRUE)) || (((($.eventSource = \"rds.amazonaws.com\") || ($.eventSource = \"redshift.amazonaws.com\")) && (($.eventName = \"ModifyDBInstance\") || ($.eventName = \"ModifyDBCluster\") || ($.eventName = \"ModifyCluster\"))) && ($.requestParameters.masterUserPassword = \"*\")) || (($.eventSource = \"rds.amazonaws.com\") && (($.eventName = \"AddRoleToDBInstance\") || ($.eventName = \"AddRoleToDBCluster\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(rds|redshift)/ and (@message like /ubliclyAccessible\":true|masterUserPassword/ or eventName like /^AddRoleToDB/)"
    }
    public-access-block-removed = {
      title              = "A public access block of S3 or EC2 was removed or loosened"
      pack               = "attack"
      severity           = "high"
      why                = "The block is what keeps a careless or hostile bucket policy from making data public, or images, snapshots and networks of EC2."
      first_steps        = "Put the block back, then look at the policies and ACLs of the bucket, or at all that is shared if it was the account's."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"s3.amazonaws.com\") || ($.eventSource = \"s3-control.amazonaws.com\") || ($.eventSource = \"ec2.amazonaws.com\")) && ((($.eventName = \"DeleteBucketPublicAccessBlock\") || ($.eventName = \"DeleteAccountPublicAccessBlock\") || ($.eventName = \"DisableImageBlockPublicAccess\") || ($.eventName = \"DisableSnapshotBlockPublicAccess\") || ($.eventName = \"CreateVpcBlockPublicAccessExclusion\")) || ((($.eventName = \"PutBucketPublicAccessBlock\") || ($.eventName = \"PutAccountPublicAccessBlock\")) && (($.requestParameters.PublicAccessBlockConfiguration.BlockPublicAcls IS FALSE) || ($.requestParameters.PublicAccessBlockConfiguration.IgnorePublicAcls IS FALSE) || ($.requestParameters.PublicAccessBlockConfiguration.BlockPublicPolicy IS FALSE) || ($.requestParameters.PublicAccessBlockConfiguration.RestrictPublicBuckets IS FALSE)))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^(Put|Delete)(Bucket|Account)PublicAccessBlock$|^Disable(Image|Snapshot)BlockPublicAccess|CreateVpcBlockPublicAccessExclusion/"
    }
    machine-exported = {
      title              = "A machine or a database was exported, or data moved in bulk"
      pack               = "attack"
      severity           = "high"
      why                = "A whole machine or database leaves as a file, or a bucket or file system as a job of DataSync, S3 Batch Operations or the Snow family. Few do this; a pipeline that exports needs an exception."
      first_steps        = "Look at the destination in requestParameters. Cancel the job, and treat the content as stolen if nobody ordered it."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"ec2.amazonaws.com\") || ($.eventSource = \"rds.amazonaws.com\") || ($.eventSource = \"redshift.amazonaws.com\") || ($.eventSource = \"datasync.amazonaws.com\") || ($.eventSource = \"s3.amazonaws.com\") || ($.eventSource = \"snowball.amazonaws.com\")) && (($.eventName = \"CreateInstanceExportTask\") || ($.eventName = \"ExportImage\") || ($.eventName = \"CreateStoreImageTask\") || ($.eventName = \"StartExportTask\") || ($.eventName = \"AuthorizeSnapshotAccess\") || ($.eventName = \"CreateTask\") || ($.eventName = \"CreateJob\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(ec2|rds|redshift|datasync|s3|snowball)/ and eventName like /ExportTask$|^ExportImage|StoreImageTask|AuthorizeSnap|^Create(Task|Job)$/"
    }
    traffic-mirrored = {
      title              = "Network traffic is being mirrored, or an inspection was removed"
      pack               = "attack"
      severity           = "high"
      why                = "A copy of an instance's packets goes somewhere else, with everything in them that is not encrypted. Attempts count. Where sensors inspect mirrored traffic, they see nothing without a session."
      first_steps        = "Look at the target of the session. Delete the session if nobody runs an inspection."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ($.eventSource = \"ec2.amazonaws.com\") && (($.eventName = \"CreateTrafficMirror*\") || ($.eventName = \"ModifyTrafficMirror*\") || ($.eventName = \"DeleteTrafficMirror*\")) }"
      }
      insights_filter = "eventName like /^(Create|Modify|Delete)TrafficMirror/"
    }
    flow-logs-deleted = {
      title              = "VPC flow logs, or the logging of DNS queries, were removed"
      pack               = "attack"
      severity           = "high"
      why                = "Connections of the network, or names that were asked for, are no longer recorded: where data went, and contact with an intruder's servers, will stay unknown."
      first_steps        = "Create them again. Look at the caller's other calls."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"DeleteFlowLogs\")) || (($.eventSource = \"route53resolver.amazonaws.com\") && (($.eventName = \"DeleteResolverQueryLogConfig\") || ($.eventName = \"DisassociateResolverQueryLogConfig\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^DeleteFlowLogs$|ResolverQueryLogConfig$/ and readOnly = 0"
    }
    model-safeguards-changed = {
      title              = "Logging, guardrails or knowledge of Bedrock changed or were deleted"
      pack               = "attack"
      severity           = "medium"
      why                = "Without invocation logs and guardrails, models can be abused at your cost and nobody reads what for. Models and knowledge bases that are deleted have to be built again."
      first_steps        = "Compare with what was agreed, and put it back. Look at the model invocations since."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"bedrock.amazonaws.com\") && (($.eventName = \"DeleteModelInvocationLoggingConfiguration\") || ($.eventName = \"PutModelInvocationLoggingConfiguration\") || ($.eventName = \"DeleteGuardrail\") || ($.eventName = \"UpdateGuardrail\") || ($.eventName = \"DeleteAutomatedReasoningPolicy\") || ($.eventName = \"UpdateAutomatedReasoningPolicy*\") || ($.eventName = \"DeleteKnowledgeBase\") || ($.eventName = \"DeleteImportedModel\") || ($.eventName = \"DeleteCustomModel*\") || ($.eventName = \"DeleteProvisionedModelThroughput\") || ($.eventName = \"DeleteFoundationModelAgreement\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"bedrock.amazonaws.com\" and eventName like /InvocationLogging|^(Delete|Update)(Guard|AutomatedR)|^Delete.*(Model|KnowledgeB)/ and readOnly = 0"
    }
    bucket-recovery-weakened = {
      title              = "Versioning, logging or encryption of a bucket was disabled"
      pack               = "attack"
      severity           = "high"
      why                = "Without versions nothing comes back after a deletion; without access logs nobody knows who read; with keys of a caller's own only that caller decrypts. All precede extortion."
      first_steps        = "Find out which bucket. Enable it again, and look for deletions in the bucket since."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"s3.amazonaws.com\") && ($.eventName = \"PutBucketVersioning\")) && ((($.requestParameters.VersioningConfiguration.Status = \"Suspended\") || ($.requestParameters.VersioningConfiguration.Status = \"Disabled\")) || (($.requestParameters.VersioningConfiguration.MfaDelete = \"Disabled\") && ($.userIdentity.type = \"Root\")))) || ((($.eventSource = \"s3.amazonaws.com\") && ($.eventName = \"PutBucketLogging\")) && ($.requestParameters.bucketName = \"*\") && ($.requestParameters.BucketLoggingStatus.LoggingEnabled NOT EXISTS)) || (($.eventSource = \"s3.amazonaws.com\") && ($.eventName = \"DeleteBucketEncryption\")) || ((($.eventSource = \"s3.amazonaws.com\") && ($.eventName = \"PutBucketEncryption\")) && ($.requestParameters.ServerSideEncryptionConfiguration.Rule.BlockedEncryptionTypes.EncryptionType = \"NONE\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['PutBucketVersioning', 'PutBucketLogging', 'DeleteBucketEncryption', 'PutBucketEncryption']"
    }
    disk-encryption-default-removed = {
      title              = "A protection of EC2 was removed: encryption by default, IMDSv2, images, locks"
      pack               = "attack"
      severity           = "medium"
      why                = "Volumes are created unencrypted, or with another key; without IMDSv2 a request forged through a web server returns an instance's credentials; images and the rules that retain copies are gone."
      first_steps        = "Enable it again, and look for volumes, instances and deletions since. Image pipelines need an exception."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"ec2.amazonaws.com\") || ($.eventSource = \"rbin.amazonaws.com\")) && (($.eventName = \"DisableEbsEncryptionByDefault\") || ($.eventName = \"ModifyEbsDefaultKmsKeyId\") || ($.eventName = \"ResetEbsDefaultKmsKeyId\") || ($.eventName = \"DisableAllowedImagesSettings\") || ($.eventName = \"UnlockSnapshot\") || ($.eventName = \"DeregisterImage\") || ($.eventName = \"DeleteRule\") || ($.eventName = \"UnlockRule\"))) || ((($.eventSource = \"ec2.amazonaws.com\") && ($.eventName = \"ModifyInstanceMetadata*\")) && (($.requestParameters.ModifyInstanceMetadataOptionsRequest.HttpTokens = \"optional\") || ($.requestParameters.ModifyInstanceMetadataDefaultsRequest.HttpTokens = \"optional\")))) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != \"dlm.amazonaws.com\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(ec2|rbin)/ and eventName like /EbsEnc|EbsDefaultKms|AllowedImages|ModifyInstanceMeta|DeregisterI|Unlock|DeleteRule/ and readOnly = 0"
    }
    backups-destroyed = {
      title              = "Backups, their lock or plan, database snapshots or file systems were deleted"
      pack               = "attack"
      severity           = "high"
      why                = "Whoever wants ransom deletes the backups first."
      first_steps        = "Deactivate the caller before anything else. Then see which recovery points are left, here and in other accounts."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"backup.amazonaws.com\") || ($.eventSource = \"rds.amazonaws.com\") || ($.eventSource = \"redshift.amazonaws.com\") || ($.eventSource = \"elasticfilesystem.amazonaws.com\") || ($.eventSource = \"fsx.amazonaws.com\") || ($.eventSource = \"dynamodb.amazonaws.com\")) && (($.eventName = \"DeleteBackup*\") || ($.eventName = \"DeleteRecoveryPoint\") || ($.eventName = \"DisassociateRecoveryPoint\") || ($.eventName = \"DeleteDBSnapshot\") || ($.eventName = \"DeleteDBClusterSnapshot\") || ($.eventName = \"DeleteDBInstanceAutomatedBackup\") || ($.eventName = \"DeleteClusterSnapshot\") || ($.eventName = \"DeleteFileSystem\"))) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != \"backup.amazonaws.com\")) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^(Delete(Backup|RecoveryPoint|DB.*(Snapshot|AutomatedBackup)|ClusterSnapshot|FileSystem)|DisassociateRecoveryPoint)/"
    }
    database-safeguards-removed = {
      title              = "A database was deleted, or its deletion protection, backups or activity stream disabled"
      pack               = "attack"
      severity           = "high"
      why                = "Without protection the next call can delete the database, without backups it cannot be restored; without the stream or its log nobody sees who queries it."
      first_steps        = "Ask the caller. Enable it again, or restore the last backup. A planned removal is the usual harmless reason."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (((($.eventSource = \"rds.amazonaws.com\") && (($.eventName = \"ModifyDBInstance\") || ($.eventName = \"ModifyDBCluster\") || ($.eventName = \"ModifyGlobalCluster\"))) && (($.requestParameters.deletionProtection IS FALSE) || ($.requestParameters.backupRetentionPeriod = 0))) || ((($.eventSource = \"rds.amazonaws.com\") || ($.eventSource = \"redshift.amazonaws.com\") || ($.eventSource = \"dynamodb.amazonaws.com\")) && (($.eventName = \"DeleteDBCluster\") || ($.eventName = \"DeleteGlobalCluster\") || ($.eventName = \"DeleteCluster\") || ($.eventName = \"DeleteTable\") || ($.eventName = \"StopActivityStream\"))) || ((($.eventSource = \"rds.amazonaws.com\") && ($.eventName = \"DeleteDBInstance\")) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != \"*autoscaling.amazonaws.com\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource like /^(rds|redshift|dynamodb)/ and eventName like /^(Delete(DBCluster|DBInstance|GlobalCluster|Cluster|Table)$|StopActivity|Modify|Update)/"
    }
    model-access-requested = {
      title              = "Access to a Bedrock model was requested, or a model imported or reserved"
      pack               = "attack"
      severity           = "medium"
      why                = "Thieves of credentials run models at your cost, and first accept agreements or reserve throughput. Many models need neither: access-key-created detects keys created for Bedrock."
      first_steps        = "Ask the caller. If nobody wants the model: deactivate the caller and look at the cost of Bedrock in every region."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"bedrock.amazonaws.com\") && (($.eventName = \"PutFoundationModelEntitlement\") || ($.eventName = \"PutUseCaseForModelAccess\") || ($.eventName = \"CreateFoundationModelAgreement\") || ($.eventName = \"CreateProvisionedModelThroughput\") || ($.eventName = \"UpdateProvisionedModelThroughput\") || ($.eventName = \"CreateModelImportJob\") || ($.eventName = \"CreateCustomModelDeployment\") || ($.eventName = \"CreateMarketplaceModelEndpoint\") || ($.eventName = \"RegisterMarketplaceModelEndpoint\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventSource = \"bedrock.amazonaws.com\" and eventName like /Entitlement|ModelAccess|Model(Agreement|Throughput|ImportJob|Deployment|Endpoint)$/ and readOnly = 0"
    }
    email-sending-set-up = {
      title              = "Somebody prepared the account for sending e-mail or SMS, or looked how much it may send"
      pack               = "attack"
      severity           = "medium"
      why                = "Stolen accounts send phishing under your name. It begins with questions about limits and senders by a key, then a new sender; attempts count too."
      first_steps        = "Ask the caller. If nobody wants to send: pause sending, delete the identity, deactivate the caller."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"ses.amazonaws.com\") && (($.eventName = \"UpdateAccountSendingEnabled\") || ($.eventName = \"PutAccountDetails\") || ($.eventName = \"VerifyEmailIdentity\") || ($.eventName = \"CreateEmailIdentity\") || ($.eventName = \"DeleteIdentity\") || ($.eventName = \"DeleteEmailIdentity\"))) || (($.eventSource = \"sns.amazonaws.com\") && ($.eventName = \"SetSMSAttributes\")) || (((($.eventSource = \"ses.amazonaws.com\") || ($.eventSource = \"sns.amazonaws.com\")) && (($.eventName = \"GetSendQuota\") || ($.eventName = \"GetAccount\") || ($.eventName = \"GetAccountSendingEnabled\") || ($.eventName = \"ListIdentities\") || ($.eventName = \"ListEmailIdentities\") || ($.eventName = \"GetIdentityVerificationAttributes\") || ($.eventName = \"GetSMS*\"))) && ($.userIdentity.accessKeyId = \"AKIA*\")) }"
      }
      insights_filter = "eventSource like /^(ses|sns)/ and eventName like /AccountSending|AccountDetails|^GetAccount|EmailIdentit|Identit(y|ies)$|SendQuota|VerificationAttr|SMS/"
    }
    domain-transferred = {
      title              = "A domain was transferred or deleted, or prepared for it, or got other name servers"
      pack               = "attack"
      severity           = "critical"
      why                = "With the domain, or its name servers, go web site, e-mail and every certificate issued for it."
      first_steps        = "Enable the transfer lock again, cancel the transfer or put the name servers back at once, and call the registrar."
      threshold          = 1
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "all"
      controls           = ""
      filters = {
        canonical = "{ (($.eventSource = \"route53domains.amazonaws.com\") && (($.eventName = \"TransferDomainToAnotherAwsAccount\") || ($.eventName = \"DisableDomainTransferLock\") || ($.eventName = \"RetrieveDomainAuthCode\") || ($.eventName = \"UpdateDomainNameservers\") || ($.eventName = \"DeleteDomain\"))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName in ['TransferDomainToAnotherAwsAccount', 'DisableDomainTransferLock', 'RetrieveDomainAuthCode', 'UpdateDomainNameservers', 'DeleteDomain']"
    }
    objects-destroyed-in-numbers = {
      title              = "Many objects in S3 were deleted, or encrypted with a key of the caller's own"
      pack               = "data"
      severity           = "high"
      why                = "Extortion ends like this: objects are gone, or only the intruder decrypts them. Versions and Object Lock decide what comes back."
      first_steps        = "Deactivate the caller before anything else. Then look at bucket and key of the events: a job that cleans up is the usual harmless reason."
      threshold          = 50
      period_seconds     = 300
      evaluation_periods = 1
      actions_enabled    = true
      except             = null
      reach              = "none"
      controls           = ""
      filters = {
        canonical = "{ ((($.eventSource = \"s3.amazonaws.com\") && (($.eventName = \"DeleteObject\") || ($.eventName = \"DeleteObjects\"))) || ((($.eventSource = \"s3.amazonaws.com\") && (($.eventName = \"PutObject\") || ($.eventName = \"CopyObject\") || ($.eventName = \"CreateMultipartUpload\"))) && (($.additionalEventData.SSEApplied = \"SSE_C\") || ($.requestParameters.x-amz-server-side-encryption-customer-algorithm = \"*\")))) && ($.errorCode NOT EXISTS) }"
      }
      insights_filter = "eventName like /^DeleteObjects?$/ or additionalEventData.SSEApplied = \"SSE_C\""
    }
  }
  overrides           = var.overrides
  custom              = var.custom
  chosen              = merge({ for id, detection in local.catalogue : id => merge(detection, [for changed, change in local.overrides : { for name, value in change : name => value == null ? detection[name] : value } if changed == id]...) if !contains(var.disabled, id) && (contains(var.packs, detection.pack) || contains(var.include, id)) }, { for id, detection in local.custom : id => merge(detection, { filters = { canonical = detection.pattern }, controls = "" }, { pack = "custom", reach = detection.event_pattern == null ? "none" : "all" }) })
  judged              = { for id, detection in local.chosen : id => merge(detection, { has_exception = nonsensitive(sensitive(detection.except != null)) || length(lookup(local.own_sessions, id, [])) > 0, own_sessions = lookup(local.own_sessions, id, []), is_instant = var.alerts_instantly ? nonsensitive(sensitive(detection.reach != "none" && !contains(var.instant_disabled, id) && (contains(var.instant_severities, detection.severity) || contains(concat(var.instant_include, keys(local.custom)), id)) && detection.threshold == 1 && detection.evaluation_periods == 1 && detection.actions_enabled && detection.except == null)) : false }) }
  active              = { for id, detection in local.judged : id => merge(detection, { is_record = detection.is_instant && nonsensitive(sensitive(detection.reach == "all")) }) }
  own_names           = var.own_names
  own_patterns        = var.deployer_role_arn == null ? { "monitoring-changed" = "{ ($.errorCode NOT EXISTS) && ($.readOnly IS FALSE) && ($.eventName != \"*Tag*\") && ($.recipientAccountId = \"${data.aws_caller_identity.current.account_id}\") && ($.eventName != \"CreateLogStream\") && ($.eventName != \"Start*\") && ((($.eventSource = \"cloudtrail.amazonaws.com\") && ((($.requestParameters.name = \"${lookup(local.own_names, "trail", "-")}\") || ($.requestParameters.name = \"*:trail/${lookup(local.own_names, "trail", "-")}\")) || (($.requestParameters.trailName = \"${lookup(local.own_names, "trail", "-")}\") || ($.requestParameters.trailName = \"*:trail/${lookup(local.own_names, "trail", "-")}\")))) || ($.requestParameters.logGroupName = \"${var.log_group_name}\") || ($.requestParameters.roleName = \"${lookup(local.own_names, "delivery_role", "-")}\")) }", "monitoring-changed/storage" = "{ ($.errorCode NOT EXISTS) && ($.readOnly IS FALSE) && ($.eventName != \"*Tag*\") && ($.eventName != \"Subscribe\") && ($.eventName != \"ConfirmSubscription\") && (($.requestParameters.bucketName = \"${lookup(local.own_names, "trail_bucket", "-")}\") || ($.requestParameters.bucketName = \"${lookup(local.own_names, "config_bucket", "-")}\") || ($.requestParameters.keyId = \"*${reverse(split("/", lookup(local.own_names, "log_key", "-")))[0]}\") || ($.requestParameters.keyId = \"*${reverse(split("/", lookup(local.own_names, "alert_key", "-")))[0]}\") || ($.requestParameters.topicArn = \"${var.topic_arn}\") || ($.requestParameters.subscriptionArn = \"${var.topic_arn}:*\")) }" } : { "monitoring-changed" = "{ ($.errorCode NOT EXISTS) && ($.readOnly IS FALSE) && ($.eventName != \"*Tag*\") && ($.recipientAccountId = \"${data.aws_caller_identity.current.account_id}\") && ($.eventName != \"CreateLogStream\") && ($.eventName != \"Start*\") && ((($.eventSource = \"cloudtrail.amazonaws.com\") && ((($.requestParameters.name = \"${lookup(local.own_names, "trail", "-")}\") || ($.requestParameters.name = \"*:trail/${lookup(local.own_names, "trail", "-")}\")) || (($.requestParameters.trailName = \"${lookup(local.own_names, "trail", "-")}\") || ($.requestParameters.trailName = \"*:trail/${lookup(local.own_names, "trail", "-")}\")))) || ($.requestParameters.logGroupName = \"${var.log_group_name}\") || ($.requestParameters.roleName = \"${lookup(local.own_names, "delivery_role", "-")}\")) && (($.userIdentity.arn NOT EXISTS) || ($.userIdentity.arn != \"${replace(coalesce(var.deployer_role_arn, "-"), "/^arn:([^:]+):iam::([0-9]+):role/(?:.*/)?([^/]+)$/", "arn:$1:sts::$2:assumed-role/$3/*")}\")) }", "monitoring-changed/storage" = "{ ($.errorCode NOT EXISTS) && ($.readOnly IS FALSE) && ($.eventName != \"*Tag*\") && ($.eventName != \"Subscribe\") && ($.eventName != \"ConfirmSubscription\") && (($.requestParameters.bucketName = \"${lookup(local.own_names, "trail_bucket", "-")}\") || ($.requestParameters.bucketName = \"${lookup(local.own_names, "config_bucket", "-")}\") || ($.requestParameters.keyId = \"*${reverse(split("/", lookup(local.own_names, "log_key", "-")))[0]}\") || ($.requestParameters.keyId = \"*${reverse(split("/", lookup(local.own_names, "alert_key", "-")))[0]}\") || ($.requestParameters.topicArn = \"${var.topic_arn}\") || ($.requestParameters.subscriptionArn = \"${var.topic_arn}:*\")) && (($.userIdentity.arn NOT EXISTS) || ($.userIdentity.arn != \"${replace(coalesce(var.deployer_role_arn, "-"), "/^arn:([^:]+):iam::([0-9]+):role/(?:.*/)?([^/]+)$/", "arn:$1:sts::$2:assumed-role/$3/*")}\")) }" }
  counting_filters    = merge([for id, detection in local.active : { for name, pattern in detection.filters : (name == "canonical" ? id : "${id}/${name}") => { metric = id, pattern = lookup(local.own_patterns, name == "canonical" ? id : "${id}/${name}", pattern), except = length(detection.own_sessions) == 0 ? detection.except : join("||", concat([for arn in detection.own_sessions : "$.userIdentity.arn=\"${arn}\""], detection.except == null ? [] : ["(${detection.except})"])), has_exception = detection.has_exception } }]...)
  filters             = merge(local.counting_filters, { for key, filter in local.counting_filters : "${key}/except" => { metric = "${filter.metric}-except", pattern = format(length(local.active[filter.metric].own_sessions) == 0 ? "{ (%s) && (%s) }" : "{(%s)&&(%s)}", trimsuffix(trimprefix(trimspace(filter.pattern), "{"), "}"), filter.except), except = null } if filter.has_exception })
  used_filters        = [for key, filter in local.filters : { id = split("/", key)[0], pack = local.active[split("/", key)[0]].pack, is_exception = endswith(key, "/except") } if true]
  last_filters        = concat([for id in sort(distinct([for filter in local.used_filters : filter.id if filter.is_exception && filter.pack != "custom"])) : { name = "the exception of ${id}", takes = length([for filter in local.used_filters : filter if filter.id == id && filter.is_exception && filter.pack != "custom"]) }], [for id in sort(distinct([for filter in local.used_filters : filter.id if filter.pack == "custom"])) : { name = id, takes = length([for filter in local.used_filters : filter if filter.id == id && filter.pack == "custom"]) }])
  too_many_filters    = "The detections need ${length(local.used_filters)} metric filters, and a log group can have 100. What does not fit: ${join(", ", coalescelist([for at, part in local.last_filters : part.name if length(local.used_filters) - sum(concat([0], local.last_filters[*].takes)) + sum(slice(local.last_filters, 0, at + 1)[*].takes) > 100], ["none"]))}. Omit it, or disable something else: exceptions and automatic repairs, which double the filters of a detection (${join(", ", coalescelist([for id in sort(distinct([for filter in local.used_filters : filter.id if filter.is_exception])) : "${id}: ${length([for filter in local.used_filters : filter if filter.id == id && filter.is_exception])}"], ["none"]))}), or detections of packs (${join(", ", coalescelist([for pack in ["attack", "cis", "data", "tamper"] : "${pack}: ${length([for filter in local.used_filters : filter if filter.pack == pack])}" if length([for filter in local.used_filters : filter if filter.pack == pack]) > 0], ["none"]))})."
  used_with_regex     = [for key, filter in local.filters : { id = split("/", key)[0], pack = local.active[split("/", key)[0]].pack, is_exception = endswith(key, "/except") } if filter.metric == "monitoring-changed" ? false : nonsensitive(sensitive(length(regexall("%", filter.pattern)) > 1))]
  last_with_regex     = concat([for id in sort(distinct([for filter in local.used_with_regex : filter.id if filter.is_exception && filter.pack != "custom"])) : { name = "the exception of ${id}", takes = length([for filter in local.used_with_regex : filter if filter.id == id && filter.is_exception && filter.pack != "custom"]) }], [for id in sort(distinct([for filter in local.used_with_regex : filter.id if filter.pack == "custom"])) : { name = id, takes = length([for filter in local.used_with_regex : filter if filter.id == id && filter.pack == "custom"]) }])
  too_many_with_regex = "The detections need ${length(local.used_with_regex)} metric filters with regular expressions, and a log group can have 5. What does not fit: ${join(", ", coalescelist([for at, part in local.last_with_regex : part.name if length(local.used_with_regex) - sum(concat([0], local.last_with_regex[*].takes)) + sum(slice(local.last_with_regex, 0, at + 1)[*].takes) > 5], ["none"]))}. Omit it, or disable something else: exceptions and automatic repairs, which double the filters of a detection (${join(", ", coalescelist([for id in sort(distinct([for filter in local.used_with_regex : filter.id if filter.is_exception])) : "${id}: ${length([for filter in local.used_with_regex : filter if filter.id == id && filter.is_exception])}"], ["none"]))}), or detections of packs (${join(", ", coalescelist([for pack in ["attack", "cis", "data", "tamper"] : "${pack}: ${length([for filter in local.used_with_regex : filter if filter.pack == pack])}" if length([for filter in local.used_with_regex : filter if filter.pack == pack]) > 0], ["none"]))})."
  uncounted           = ["root-account-usage/security-hub", "organizations-changes", "security-group-changes"]
  texts               = { for id, detection in local.active : id => join(" ", compact(["${detection.title} (${detection.severity}).", detection.why, detection.first_steps == "" ? "" : "First: ${detection.first_steps}", detection.controls == "" ? "" : "Controls: ${detection.controls}.", detection.is_record ? "An event rule has reported this within about a minute, if the event reached EventBridge: this alarm is the record." : ""])) }
  links               = { for id, detection in local.active : id => lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "") == "" ? "" : format("https://%s.%s/cloudwatch/home?region=%s#logsV2:logs-insights$3FqueryDetail$3D~(end~0~start~-10800~timeType~'RELATIVE~unit~'seconds~editorString~'%s~source~(~'%s))", data.aws_region.current.id, lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, ""), data.aws_region.current.id, replace(replace(replace(urlencode(join("", ["fields @timestamp,userIdentity.arn,eventName,sourceIPAddress|filter ", detection.insights_filter])), "+", "*20"), "%", "*"), "~", "*7E"), replace(replace(replace(urlencode(var.log_group_name), "+", "*20"), "%", "*"), "~", "*7E")) }
  descriptions        = { for id, text in local.texts : id => length(regexall("(?s).", text)) + length(local.links[id]) < 1024 ? join("\n", compact([text, local.links[id]])) : substr(text, 0, 1024) }
  topics              = var.topics_by_severity
}

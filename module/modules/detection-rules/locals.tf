# Written by terraform-aws-security-monitoring, sha256:8202053ba2a3e3f5ea955cd355a01f1c13bc55c262649d4ab64107d56622be5c

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
      event_patterns = {
        root-account-usage = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"userIdentity\":{\"type\":[\"Root\"],\"invokedBy\":[{\"exists\":false}]},\"eventType\":[{\"anything-but\":[\"AwsServiceEvent\"]}]}}"
          reads          = true
          forwarded_with = "root-account-usage"
          is_of_anyone   = false
        }
        "root-account-usage.console" = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"userIdentity\":{\"type\":[\"Root\"],\"invokedBy\":[\"signin.amazonaws.com\"]},\"eventType\":[{\"anything-but\":[\"AwsServiceEvent\"]}],\"readOnly\":[false]}}"
          reads          = false
          forwarded_with = "root-account-usage"
          is_of_anyone   = false
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        console-sign-in-without-mfa = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventName\":[\"ConsoleLogin\"],\"additionalEventData\":{\"MFAUsed\":[{\"anything-but\":[\"Yes\"]}]},\"userIdentity\":{\"type\":[\"IAMUser\"]},\"responseElements\":{\"ConsoleLogin\":[\"Success\"]}}}"
          reads          = false
          forwarded_with = "console-sign-in-without-mfa"
          is_of_anyone   = false
        }
      }
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
      event_patterns = {
        iam-policy-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"DeleteGroupPolicy\",\"DeleteRolePolicy\",\"DeleteUserPolicy\",\"PutGroupPolicy\",\"PutRolePolicy\",\"PutUserPolicy\",\"CreatePolicy\",\"DeletePolicy\",\"CreatePolicyVersion\",\"DeletePolicyVersion\",\"AttachRolePolicy\",\"DetachRolePolicy\",\"AttachUserPolicy\",\"DetachUserPolicy\",\"AttachGroupPolicy\",\"DetachGroupPolicy\"]}}"
          reads          = false
          forwarded_with = "iam-policy-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        "organizations-changes.prowler" = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"organizations.amazonaws.com\"],\"eventName\":[\"AcceptHandshake\",\"AttachPolicy\",\"CancelHandshake\",\"CreateAccount\",\"CreateOrganization\",\"CreateOrganizationalUnit\",\"CreatePolicy\",\"DeclineHandshake\",\"DeleteOrganization\",\"DeleteOrganizationalUnit\",\"DeletePolicy\",\"DetachPolicy\",\"DisablePolicyType\",\"EnableAllFeatures\",\"EnablePolicyType\",\"InviteAccountToOrganization\",\"LeaveOrganization\",\"MoveAccount\",\"RemoveAccountFromOrganization\",\"UpdatePolicy\",\"UpdateOrganizationalUnit\"]}}"
          reads          = false
          forwarded_with = "organizations-changes.prowler"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        cloudtrail-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventName\":[\"CreateTrail\",\"UpdateTrail\",\"DeleteTrail\",\"StartLogging\",\"StopLogging\"]}}"
          reads          = false
          forwarded_with = "cloudtrail-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        kms-key-disabled-or-deleted = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"kms.amazonaws.com\"],\"eventName\":[\"DisableKey\",\"ScheduleKeyDeletion\"]}}"
          reads          = false
          forwarded_with = "iam-policy-changes"
          is_of_anyone   = true
        }
        "kms-key-disabled-or-deleted.key-material" = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"kms.amazonaws.com\",\"cloudhsm.amazonaws.com\"],\"eventName\":[\"ImportKeyMaterial\",\"DeleteImportedKeyMaterial\",\"CreateCustomKeyStore\",\"DisconnectCustomKeyStore\",\"DeleteCustomKeyStore\",\"DeleteCluster\",\"DeleteHsm\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "iam-policy-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        s3-bucket-policy-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"s3.amazonaws.com\"],\"eventName\":[\"PutBucketAcl\",\"PutBucketPolicy\",\"PutBucketCors\",\"PutBucketLifecycle\",\"PutBucketReplication\",\"DeleteBucketPolicy\",\"DeleteBucketCors\",\"DeleteBucketLifecycle\",\"DeleteBucketReplication\"]}}"
          reads          = false
          forwarded_with = "iam-policy-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        config-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"config.amazonaws.com\"],\"eventName\":[\"StopConfigurationRecorder\",\"DeleteDeliveryChannel\",\"PutDeliveryChannel\",\"PutConfigurationRecorder\"]}}"
          reads          = false
          forwarded_with = "organizations-changes.prowler"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        "security-group-changes.cis-7.0" = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventName\":[\"AuthorizeSecurityGroupIngress\",\"AuthorizeSecurityGroupEgress\",\"RevokeSecurityGroupIngress\",\"RevokeSecurityGroupEgress\",\"CreateSecurityGroup\",\"DeleteSecurityGroup\",\"ModifySecurityGroupRules\"]}}"
          reads          = false
          forwarded_with = "security-group-changes.cis-7.0"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        network-acl-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventName\":[\"CreateNetworkAcl\",\"CreateNetworkAclEntry\",\"DeleteNetworkAcl\",\"DeleteNetworkAclEntry\",\"ReplaceNetworkAclEntry\",\"ReplaceNetworkAclAssociation\"]}}"
          reads          = false
          forwarded_with = "network-acl-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        network-gateway-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventName\":[\"CreateCustomerGateway\",\"DeleteCustomerGateway\",\"AttachInternetGateway\",\"CreateInternetGateway\",\"DeleteInternetGateway\",\"DetachInternetGateway\"]}}"
          reads          = false
          forwarded_with = "organizations-changes.prowler"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        route-table-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[\"CreateRoute\",\"CreateRouteTable\",\"ReplaceRoute\",\"ReplaceRouteTableAssociation\",\"DeleteRouteTable\",\"DeleteRoute\",\"DisassociateRouteTable\"]}}"
          reads          = false
          forwarded_with = "organizations-changes.prowler"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        vpc-changes = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventName\":[\"CreateVpc\",\"DeleteVpc\",\"ModifyVpcAttribute\",\"AcceptVpcPeeringConnection\",\"CreateVpcPeeringConnection\",\"DeleteVpcPeeringConnection\",\"RejectVpcPeeringConnection\",\"AttachClassicLinkVpc\",\"DetachClassicLinkVpc\",\"DisableVpcClassicLink\",\"EnableVpcClassicLink\"]}}"
          reads          = false
          forwarded_with = "security-group-changes.cis-7.0"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        trail-stopped = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"cloudtrail.amazonaws.com\"],\"eventName\":[\"StopLogging\",\"DeleteTrail\",\"DeleteEventDataStore\",\"StopEventDataStoreIngestion\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "cloudtrail-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        trail-scope-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"cloudtrail.amazonaws.com\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventName\":[\"PutEventSelectors\",\"PutInsightSelectors\",\"UpdateTrail\"]},{\"eventName\":[\"UpdateEventDataStore\"],\"requestParameters\":{\"terminationProtectionEnabled\":[false]}}]}}"
          reads          = false
          forwarded_with = "cloudtrail-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        log-group-deleted = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"logs.amazonaws.com\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventName\":[\"DeleteLogGroup\",\"DeleteLogStream\"],\"requestParameters\":{\"logGroupName\":[{\"anything-but\":{\"prefix\":[\"/aws/lambda/\",\"/aws/codebuild/\"]}}]}},{\"eventName\":[\"PutLogGroupDeletionProtection\"],\"requestParameters\":{\"deletionProtectionEnabled\":[false]}}]}}"
          reads          = false
          forwarded_with = "security-group-changes.cis-7.0"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        log-retention-shortened = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"logs.amazonaws.com\"],\"eventName\":[\"PutRetentionPolicy\"],\"requestParameters\":{\"retentionInDays\":[{\"numeric\":[\"<\",365]}],\"logGroupName\":[{\"anything-but\":{\"prefix\":[\"/aws/lambda/\",\"/aws/codebuild/\"]}}]},\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "network-acl-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        metric-filter-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"logs.amazonaws.com\"],\"eventName\":[\"DeleteMetricFilter\",\"PutMetricFilter\",\"DeleteSubscriptionFilter\",\"PutTransformer\",\"PutDataProtectionPolicy\",\"PutAccountPolicy\",\"DeleteAccountPolicy\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "network-acl-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        log-key-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"kms.amazonaws.com\",\"logs.amazonaws.com\"],\"eventName\":[\"PutKeyPolicy\",\"AssociateKmsKey\",\"DisassociateKmsKey\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "network-acl-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        alarm-disabled = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"monitoring.amazonaws.com\"],\"userIdentity\":{\"invokedBy\":[{\"exists\":false},{\"anything-but\":{\"suffix\":\"autoscaling.amazonaws.com\"}}]},\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventName\":[\"DeleteAlarms\",\"DisableAlarmActions\",\"SetAlarmState\",\"PutAlarmMuteRule\"]},{\"eventName\":[\"PutMetricAlarm\",\"PutCompositeAlarm\"],\"requestParameters\":{\"actionsEnabled\":[false]}}]}}"
          reads          = false
          forwarded_with = "alarm-disabled"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        alert-topic-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"sns.amazonaws.com\"],\"eventName\":[\"DeleteTopic\",\"AddPermission\",\"RemovePermission\",\"PutDataProtectionPolicy\",\"Unsubscribe\",\"SetTopicAttributes\",\"SetSubscriptionAttributes\"],\"requestParameters\":{\"attributeName\":[{\"exists\":false},\"Policy\",\"KmsMasterKeyId\",\"DeliveryPolicy\",{\"prefix\":\"FilterPolicy\"},\"RawMessageDelivery\"]},\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "alarm-disabled"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        event-rule-disabled = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"events.amazonaws.com\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventName\":[\"DisableRule\",\"DeleteRule\",\"RemoveTargets\",\"DeleteEventBus\",\"RemovePermission\"]},{\"eventName\":[\"PutRule\"],\"requestParameters\":{\"state\":[\"DISABLED\"]}}]}}"
          reads          = false
          forwarded_with = "alarm-disabled"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        config-recording-stopped = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"config.amazonaws.com\"],\"eventName\":[\"StopConfigurationRecorder\",\"DeleteConfigurationRecorder\",\"DisassociateResourceTypes\",\"DeleteDeliveryChannel\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "organizations-changes.prowler"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        config-rules-removed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"config.amazonaws.com\"],\"eventName\":[\"DeleteConfigRule\",\"DeleteOrganizationConfigRule\",\"DeleteConformancePack\",\"DeleteOrganizationConformancePack\",\"DeleteEvaluationResults\",\"DeleteConfigurationAggregator\",\"DeleteRetentionConfiguration\",\"DeleteRemediationConfiguration\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "alarm-disabled"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        guardduty-findings-suppressed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"guardduty.amazonaws.com\"],\"eventName\":[\"CreateFilter\",\"UpdateFilter\",\"CreateIPSet\",\"UpdateIPSet\",\"DeleteIPSet\",\"CreateTrustedEntitySet\",\"UpdateTrustedEntitySet\",{\"prefix\":\"CreateThreat\"},{\"prefix\":\"UpdateThreat\"},{\"prefix\":\"DeleteThreat\"},\"DeleteInvitations\",\"DeleteMalwareProtectionPlan\"]},{\"eventSource\":[\"securityhub.amazonaws.com\"],\"eventName\":[\"UpdateFindings\"]},{\"eventSource\":[\"securityhub.amazonaws.com\"],\"eventName\":[{\"prefix\":\"BatchUpdateFindings\"}],\"requestParameters\":{\"Workflow\":{\"Status\":[{\"exists\":false},\"SUPPRESSED\"]}}}]}}"
          reads          = false
          forwarded_with = "guardduty-findings-suppressed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        security-hub-disabled = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"securityhub.amazonaws.com\"],\"eventName\":[{\"prefix\":\"DisableSecurityHub\"},\"BatchDisableStandards\",\"DisableImportFindingsForProduct\",{\"prefix\":\"DisassociateFrom\"},\"DisassociateMembers\",\"DeleteMembers\",\"DisableOrganizationAdminAccount\",\"DeleteFindingAggregator\",\"DeleteConfigurationPolicy\",{\"prefix\":\"CreateAutomationRule\"},\"DeleteInsight\",\"UpdateInsight\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "guardduty-findings-suppressed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        scanner-disabled = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"macie2.amazonaws.com\",\"macie.amazonaws.com\",\"inspector2.amazonaws.com\",\"access-analyzer.amazonaws.com\",\"detective.amazonaws.com\",\"securitylake.amazonaws.com\",\"shield.amazonaws.com\",\"fms.amazonaws.com\"],\"eventName\":[{\"prefix\":\"Disable\"},{\"prefix\":\"Disassociate\"},\"DeleteAnalyzer\",\"DeleteGraph\",\"DeleteDataLake\",\"DeletePolicy\",\"UpdateMacieSession\",\"CreateFindingsFilter\",\"CreateFilter\",\"CreateArchiveRule\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "guardduty-findings-suppressed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        root-credentials-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"$or\":[{\"userIdentity\":{\"type\":[\"Root\"]},\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"CreateAccessKey\"],\"requestParameters\":{\"userName\":[{\"exists\":false}]},\"errorCode\":[{\"exists\":false}]},{\"userIdentity\":{\"type\":[\"Root\"]},\"eventSource\":[\"signin.amazonaws.com\"],\"eventName\":[\"PasswordUpdated\"],\"responseElements\":{\"PasswordUpdated\":[\"Success\"]}},{\"userIdentity\":{\"type\":[\"Root\"]},\"eventSource\":[\"signin.amazonaws.com\"],\"eventName\":[{\"prefix\":\"PasswordRecovery\"},\"EmailUpdated\"]},{\"eventSource\":[\"account.amazonaws.com\"],\"eventName\":[\"StartPrimaryEmailUpdate\",\"AcceptPrimaryEmailUpdate\"],\"errorCode\":[{\"exists\":false}]}]}}"
          reads          = false
          forwarded_with = "root-account-usage"
          is_of_anyone   = false
        }
      }
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
      event_patterns = {
        root-session-assumed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"sts.amazonaws.com\",\"iam.amazonaws.com\"],\"eventName\":[\"AssumeRoot\",\"EnableOrganizationsRootSessions\",\"DisableOrganizationsRootSessions\",\"EnableOrganizationsRootCredentialsManagement\",\"DisableOrganizationsRootCredentialsManagement\"]}}"
          reads          = false
          forwarded_with = "alarm-disabled"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        federation-token-issued = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"sts.amazonaws.com\"],\"eventName\":[\"GetFederationToken\"]},{\"eventSource\":[\"signin.amazonaws.com\"],\"eventName\":[\"GetSigninToken\"],\"userIdentity\":{\"arn\":[{\"exists\":false},{\"anything-but\":{\"wildcard\":\"*:assumed-role/AWSReservedSSO_*\"}}]}},{\"eventSource\":[\"signin.amazonaws.com\"],\"eventName\":[\"GetSigninToken\"],\"userIdentity\":{\"sessionContext\":{\"sessionIssuer\":{\"arn\":[{\"anything-but\":{\"wildcard\":\"*:role/aws-reserved/sso.amazonaws.com/*\"}}]}}}},{\"eventSource\":[\"signin.amazonaws.com\"],\"eventName\":[\"CreateOAuth2Token\",\"AuthorizeOAuth2Access\"],\"requestParameters\":{\"client_id\":[{\"suffix\":\"/cross-device\"},{\"wildcard\":\"*external-client/*\"}]}}]}}"
          reads          = true
          forwarded_with = "federation-token-issued"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        access-key-created = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"CreateAccessKey\"],\"requestParameters\":{\"userName\":[{\"prefix\":\"\"}]}},{\"eventSource\":[\"iam.amazonaws.com\",\"sso-directory.amazonaws.com\"],\"eventName\":[\"CreateServiceSpecificCredential\",\"ResetServiceSpecificCredential\",\"UploadSSHPublicKey\",\"UploadSigningCertificate\",\"CreateBearerToken\"]}]}}"
          reads          = false
          forwarded_with = "access-key-created"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        console-password-set = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\",\"sso-directory.amazonaws.com\"],\"eventName\":[\"CreateLoginProfile\",\"UpdateLoginProfile\",\"UpdatePassword\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "guardduty-findings-suppressed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        iam-user-created = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventName\":[\"CreateUser\"]},{\"eventName\":[\"CreateRole\"],\"requestParameters\":{\"assumeRolePolicyDocument\":[{\"wildcard\":\"*:root*\"},{\"wildcard\":\"*:user/*\"},{\"wildcard\":\"*:role/*\"}]}}]}}"
          reads          = false
          forwarded_with = "access-key-created"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        mfa-device-removed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"DeactivateMFADevice\",\"DeleteVirtualMFADevice\"]},{\"eventSource\":[\"sso-directory.amazonaws.com\"],\"eventName\":[\"DeleteMfaDeviceForUser\"]},{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"CreateVirtualMFADevice\",\"EnableMFADevice\"],\"sessionCredentialFromConsole\":[{\"exists\":false}]}]}}"
          reads          = false
          forwarded_with = "access-key-created"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        password-policy-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"UpdateAccountPasswordPolicy\",\"DeleteAccountPasswordPolicy\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "iam-policy-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        compromised-key-quarantined = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"AttachUserPolicy\",\"PutUserPolicy\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"requestParameters\":{\"policyArn\":[{\"wildcard\":\"*/AWSCompromisedKeyQuarantine*\"}]}},{\"requestParameters\":{\"policyName\":[{\"prefix\":\"AWSCompromisedKeyQuarantine\"},{\"prefix\":\"AWSExposedCredentialPolicy\"}]}}]}}"
          reads          = false
          forwarded_with = "iam-policy-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        role-trust-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"UpdateAssumeRolePolicy\",\"EnableOutboundWebIdentityFederation\",\"AcceptDelegationRequest\",\"SendDelegationToken\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "access-key-created"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        admin-policy-attached = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"AttachUserPolicy\",\"AttachGroupPolicy\",\"AttachRolePolicy\"],\"requestParameters\":{\"policyArn\":[{\"suffix\":\"/AdministratorAccess\"},{\"suffix\":\"/IAMFullAccess\"}]},\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "iam-policy-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        permission-limits-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"iam.amazonaws.com\",\"ec2.amazonaws.com\"],\"eventName\":[\"SetDefaultPolicyVersion\",\"DeleteUserPermissionsBoundary\",\"DeleteRolePermissionsBoundary\",\"PutUserPermissionsBoundary\",\"PutRolePermissionsBoundary\",\"AddUserToGroup\",\"ReplaceIamInstanceProfileAssociation\",\"AssociateIamInstanceProfile\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "access-key-created"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        identity-center-access-granted = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"sso.amazonaws.com\",\"sso-directory.amazonaws.com\",\"identitystore.amazonaws.com\"],\"eventName\":[\"CreateAccountAssignment\",\"CreatePermissionSet\",\"AttachManagedPolicyToPermissionSet\",\"AttachCustomerManagedPolicyReferenceToPermissionSet\",\"PutInlinePolicyToPermissionSet\",\"DeletePermissionsBoundaryFromPermissionSet\",\"CreateTrustedTokenIssuer\",\"UpdateSsoConfiguration\",\"CreateUser\",\"AddMemberToGroup\",\"CreateGroupMembership\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "identity-center-access-granted"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        identity-provider-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"iam.amazonaws.com\"],\"eventName\":[\"CreateSAMLProvider\",\"UpdateSAMLProvider\",\"DeleteSAMLProvider\",\"CreateOpenIDConnectProvider\",\"AddClientIDToOpenIDConnectProvider\",\"UpdateOpenIDConnectProviderThumbprint\",\"DeleteOpenIDConnectProvider\"]},{\"eventSource\":[\"rolesanywhere.amazonaws.com\"],\"eventName\":[\"CreateTrustAnchor\",\"UpdateTrustAnchor\",\"CreateProfile\"]},{\"eventSource\":[\"sso.amazonaws.com\",\"sso-directory.amazonaws.com\"],\"eventName\":[\"AssociateDirectory\",\"DisassociateDirectory\",{\"suffix\":\"ExternalIdPConfigurationForDirectory\"},\"ImportExternalIdPCertificate\"]}]}}"
          reads          = true
          forwarded_with = "federation-token-issued"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        organization-guardrails-removed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"organizations.amazonaws.com\",\"controltower.amazonaws.com\"],\"eventName\":[\"LeaveOrganization\",\"RemoveAccountFromOrganization\",\"CloseAccount\",\"DetachPolicy\",\"DisablePolicyType\",\"DisableAWSServiceAccess\",\"RegisterDelegatedAdministrator\",\"DeregisterDelegatedAdministrator\",\"DisableControl\",\"DeleteLandingZone\"]}}"
          reads          = false
          forwarded_with = "organizations-changes.prowler"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        region-opened = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"account.amazonaws.com\",\"servicequotas.amazonaws.com\"],\"eventName\":[\"EnableRegion\",\"DisableRegion\",\"PutAlternateContact\",\"DeleteAlternateContact\",\"PutContactInformation\",\"RequestServiceQuotaIncrease\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "identity-center-access-granted"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        eks-access-granted = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"eks.amazonaws.com\"],\"eventName\":[\"CreateAccessEntry\",\"AssociateAccessPolicy\",\"UpdateAccessEntry\",\"AssociateIdentityProviderConfig\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "identity-center-access-granted"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns     = {}
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
      event_patterns     = {}
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
      event_patterns     = {}
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
      event_patterns     = {}
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
      event_patterns = {
        instance-console-opened = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"ec2.amazonaws.com\",\"ec2-instance-connect.amazonaws.com\"],\"eventName\":[\"EnableSerialConsoleAccess\",\"ImportKeyPair\",\"SendSSHPublicKey\",\"SendSerialConsoleSSHPublicKey\",\"OpenTunnel\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "identity-center-access-granted"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        instance-command-sent = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"ssm.amazonaws.com\",\"ecs.amazonaws.com\",\"glue.amazonaws.com\"],\"eventName\":[\"StartSession\",\"ResumeSession\",\"SendCommand\",\"ExecuteCommand\",\"CreateDevEndpoint\",\"UpdateDevEndpoint\",\"DeleteDevEndpoint\"],\"userIdentity\":{\"invokedBy\":[{\"exists\":false},\"signin.amazonaws.com\"]},\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "identity-center-access-granted"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        instance-user-data-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[\"ModifyInstanceAttribute\"],\"requestParameters\":{\"userData\":[{\"prefix\":\"\"}]}},{\"eventSource\":[\"sagemaker.amazonaws.com\"],\"eventName\":[\"UpdateNotebookInstance\"],\"requestParameters\":{\"lifecycleConfigName\":[{\"prefix\":\"\"}]}},{\"eventSource\":[\"sagemaker.amazonaws.com\"],\"eventName\":[\"UpdateNotebookInstanceLifecycleConfig\"]}]}}"
          reads          = false
          forwarded_with = "instance-user-data-changed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        gpu-instance-launched = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"requestParameters\":{\"instanceType\":[{\"prefix\":\"p\"},{\"prefix\":\"g\"},{\"prefix\":\"trn\"},{\"prefix\":\"inf\"},{\"prefix\":\"dl\"},{\"prefix\":\"vt\"},{\"prefix\":\"f\"}]},\"userIdentity\":{\"invokedBy\":[{\"exists\":false},{\"anything-but\":{\"suffix\":\"autoscaling.amazonaws.com\"}}]},\"$or\":[{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[\"RunInstances\"]},{\"eventSource\":[\"autoscaling.amazonaws.com\"],\"eventName\":[\"CreateLaunchConfiguration\"]}]}}"
          reads          = false
          forwarded_with = "instance-user-data-changed"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        function-changed-by-user = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"lambda.amazonaws.com\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventName\":[{\"prefix\":\"UpdateFunctionCode\"}],\"userIdentity\":{\"type\":[\"IAMUser\",\"Root\",\"FederatedUser\"]}},{\"eventName\":[{\"prefix\":\"UpdateFunctionCode\"}],\"userIdentity\":{\"sessionContext\":{\"sessionIssuer\":{\"userName\":[{\"prefix\":\"AWSReservedSSO_\"}]}}}},{\"eventName\":[{\"prefix\":\"UpdateFunctionConfiguration\"}],\"requestParameters\":{\"layers\":[{\"prefix\":\"\"}]},\"userIdentity\":{\"type\":[\"IAMUser\",\"Root\",\"FederatedUser\"]}},{\"eventName\":[{\"prefix\":\"UpdateFunctionConfiguration\"}],\"requestParameters\":{\"layers\":[{\"prefix\":\"\"}]},\"userIdentity\":{\"sessionContext\":{\"sessionIssuer\":{\"userName\":[{\"prefix\":\"AWSReservedSSO_\"}]}}}}]}}"
          reads          = false
          forwarded_with = "root-account-usage"
          is_of_anyone   = false
        }
      }
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
      event_patterns = {
        security-group-opened-to-all = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[\"AuthorizeSecurityGroupIngress\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"responseElements\":{\"securityGroupRuleSet\":{\"items\":{\"cidrIpv4\":[{\"suffix\":\"/0\"},{\"suffix\":\"/1\"}]}}}},{\"responseElements\":{\"securityGroupRuleSet\":{\"items\":{\"cidrIpv6\":[{\"suffix\":\"/0\"}]}}}}]}}"
          reads          = false
          forwarded_with = "security-group-changes.cis-7.0"
          is_of_anyone   = true
        }
        "security-group-opened-to-all.edited" = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventName\":[\"ModifySecurityGroupRules\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"requestParameters\":{\"ModifySecurityGroupRulesRequest\":{\"SecurityGroupRule\":{\"SecurityGroupRule\":{\"CidrIpv4\":[{\"suffix\":\"/0\"},{\"suffix\":\"/1\"}]}}}}},{\"requestParameters\":{\"ModifySecurityGroupRulesRequest\":{\"SecurityGroupRule\":{\"SecurityGroupRule\":{\"CidrIpv6\":[{\"suffix\":\"/0\"},{\"suffix\":\"/1\"}]}}}}}]}}"
          reads          = false
          forwarded_with = "security-group-changes.cis-7.0"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        network-acl-opened-to-all = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[\"CreateNetworkAclEntry\",\"ReplaceNetworkAclEntry\"],\"requestParameters\":{\"cidrBlock\":[{\"suffix\":\"/0\"},{\"suffix\":\"/1\"}],\"ruleAction\":[\"allow\"],\"egress\":[false]}},{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[\"CreateNetworkAclEntry\",\"ReplaceNetworkAclEntry\"],\"requestParameters\":{\"ipv6CidrBlock\":[{\"suffix\":\"/0\"},{\"suffix\":\"/1\"}],\"ruleAction\":[\"allow\"],\"egress\":[false]}},{\"eventSource\":[{\"prefix\":\"waf\"},\"network-firewall.amazonaws.com\",\"route53resolver.amazonaws.com\"],\"eventName\":[\"DeleteWebACL\",\"DisassociateWebACL\",\"DeleteRuleGroup\",\"DeleteLoggingConfiguration\",{\"prefix\":\"DeleteFirewall\"},{\"prefix\":\"DisassociateFirewall\"}]}]}}"
          reads          = false
          forwarded_with = "network-acl-changes"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        database-snapshot-shared = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"rds.amazonaws.com\"],\"eventName\":[\"ModifyDBSnapshotAttribute\",\"ModifyDBClusterSnapshotAttribute\"],\"requestParameters\":{\"valuesToAdd\":[{\"prefix\":\"\"}]},\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "database-snapshot-shared"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        database-made-public = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"rds.amazonaws.com\",\"redshift.amazonaws.com\"],\"eventName\":[{\"prefix\":\"CreateDB\"},\"ModifyDBInstance\",{\"prefix\":\"RestoreDB\"},\"CreateCluster\",\"ModifyCluster\"],\"requestParameters\":{\"publiclyAccessible\":[true]}},{\"eventSource\":[\"rds.amazonaws.com\"],\"eventName\":[{\"prefix\":\"RestoreDB\"}],\"responseElements\":{\"publiclyAccessible\":[true]}},{\"eventSource\":[\"rds.amazonaws.com\",\"redshift.amazonaws.com\"],\"eventName\":[\"ModifyDBInstance\",\"ModifyDBCluster\",\"ModifyCluster\"],\"requestParameters\":{\"masterUserPassword\":[{\"prefix\":\"\"}]}},{\"eventSource\":[\"rds.amazonaws.com\"],\"eventName\":[\"AddRoleToDBInstance\",\"AddRoleToDBCluster\"]}]}}"
          reads          = false
          forwarded_with = "database-made-public"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        public-access-block-removed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"s3.amazonaws.com\",\"s3-control.amazonaws.com\",\"ec2.amazonaws.com\"],\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventName\":[\"DeleteBucketPublicAccessBlock\",\"DeleteAccountPublicAccessBlock\",\"DisableImageBlockPublicAccess\",\"DisableSnapshotBlockPublicAccess\",\"CreateVpcBlockPublicAccessExclusion\"]},{\"eventName\":[\"PutBucketPublicAccessBlock\",\"PutAccountPublicAccessBlock\"],\"requestParameters\":{\"PublicAccessBlockConfiguration\":{\"BlockPublicAcls\":[false]}}},{\"eventName\":[\"PutBucketPublicAccessBlock\",\"PutAccountPublicAccessBlock\"],\"requestParameters\":{\"PublicAccessBlockConfiguration\":{\"IgnorePublicAcls\":[false]}}},{\"eventName\":[\"PutBucketPublicAccessBlock\",\"PutAccountPublicAccessBlock\"],\"requestParameters\":{\"PublicAccessBlockConfiguration\":{\"BlockPublicPolicy\":[false]}}},{\"eventName\":[\"PutBucketPublicAccessBlock\",\"PutAccountPublicAccessBlock\"],\"requestParameters\":{\"PublicAccessBlockConfiguration\":{\"RestrictPublicBuckets\":[false]}}}]}}"
          reads          = false
          forwarded_with = "public-access-block-removed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        machine-exported = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"ec2.amazonaws.com\",\"rds.amazonaws.com\",\"redshift.amazonaws.com\",\"datasync.amazonaws.com\",\"s3.amazonaws.com\",\"snowball.amazonaws.com\"],\"eventName\":[\"CreateInstanceExportTask\",\"ExportImage\",\"CreateStoreImageTask\",\"StartExportTask\",\"AuthorizeSnapshotAccess\",\"CreateTask\",\"CreateJob\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "instance-user-data-changed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        traffic-mirrored = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[{\"prefix\":\"CreateTrafficMirror\"},{\"prefix\":\"ModifyTrafficMirror\"},{\"prefix\":\"DeleteTrafficMirror\"}]}}"
          reads          = false
          forwarded_with = "identity-center-access-granted"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        flow-logs-deleted = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[\"DeleteFlowLogs\"]},{\"eventSource\":[\"route53resolver.amazonaws.com\"],\"eventName\":[\"DeleteResolverQueryLogConfig\",\"DisassociateResolverQueryLogConfig\"]}]}}"
          reads          = false
          forwarded_with = "instance-user-data-changed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        model-safeguards-changed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"bedrock.amazonaws.com\"],\"eventName\":[\"DeleteModelInvocationLoggingConfiguration\",\"PutModelInvocationLoggingConfiguration\",\"DeleteGuardrail\",\"UpdateGuardrail\",\"DeleteAutomatedReasoningPolicy\",{\"prefix\":\"UpdateAutomatedReasoningPolicy\"},\"DeleteKnowledgeBase\",\"DeleteImportedModel\",{\"prefix\":\"DeleteCustomModel\"},\"DeleteProvisionedModelThroughput\",\"DeleteFoundationModelAgreement\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "public-access-block-removed"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
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
      event_patterns = {
        disk-encryption-default-removed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"userIdentity\":{\"invokedBy\":[{\"exists\":false},{\"anything-but\":[\"dlm.amazonaws.com\"]}]},\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"ec2.amazonaws.com\",\"rbin.amazonaws.com\"],\"eventName\":[\"DisableEbsEncryptionByDefault\",\"ModifyEbsDefaultKmsKeyId\",\"ResetEbsDefaultKmsKeyId\",\"DisableAllowedImagesSettings\",\"UnlockSnapshot\",\"DeregisterImage\",\"DeleteRule\",\"UnlockRule\"]},{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[{\"prefix\":\"ModifyInstanceMetadata\"}],\"requestParameters\":{\"ModifyInstanceMetadataOptionsRequest\":{\"HttpTokens\":[\"optional\"]}}},{\"eventSource\":[\"ec2.amazonaws.com\"],\"eventName\":[{\"prefix\":\"ModifyInstanceMetadata\"}],\"requestParameters\":{\"ModifyInstanceMetadataDefaultsRequest\":{\"HttpTokens\":[\"optional\"]}}}]}}"
          reads          = false
          forwarded_with = "disk-encryption-default-removed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        backups-destroyed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"backup.amazonaws.com\",\"rds.amazonaws.com\",\"redshift.amazonaws.com\",\"elasticfilesystem.amazonaws.com\",\"fsx.amazonaws.com\",\"dynamodb.amazonaws.com\"],\"eventName\":[{\"prefix\":\"DeleteBackup\"},\"DeleteRecoveryPoint\",\"DisassociateRecoveryPoint\",\"DeleteDBSnapshot\",\"DeleteDBClusterSnapshot\",\"DeleteDBInstanceAutomatedBackup\",\"DeleteClusterSnapshot\",\"DeleteFileSystem\"],\"userIdentity\":{\"invokedBy\":[{\"exists\":false},{\"anything-but\":[\"backup.amazonaws.com\"]}]},\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "disk-encryption-default-removed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        database-safeguards-removed = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"errorCode\":[{\"exists\":false}],\"$or\":[{\"eventSource\":[\"rds.amazonaws.com\"],\"eventName\":[\"ModifyDBInstance\",\"ModifyDBCluster\",\"ModifyGlobalCluster\"],\"requestParameters\":{\"deletionProtection\":[false]}},{\"eventSource\":[\"rds.amazonaws.com\"],\"eventName\":[\"ModifyDBInstance\",\"ModifyDBCluster\",\"ModifyGlobalCluster\"],\"requestParameters\":{\"backupRetentionPeriod\":[0,\"0\"]}},{\"eventSource\":[\"rds.amazonaws.com\",\"redshift.amazonaws.com\",\"dynamodb.amazonaws.com\"],\"eventName\":[\"DeleteDBCluster\",\"DeleteGlobalCluster\",\"DeleteCluster\",\"DeleteTable\",\"StopActivityStream\"]},{\"eventSource\":[\"rds.amazonaws.com\"],\"eventName\":[\"DeleteDBInstance\"],\"userIdentity\":{\"invokedBy\":[{\"exists\":false},{\"anything-but\":{\"suffix\":\"autoscaling.amazonaws.com\"}}]}}]}}"
          reads          = false
          forwarded_with = "database-made-public"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        model-access-requested = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"bedrock.amazonaws.com\"],\"eventName\":[\"PutFoundationModelEntitlement\",\"PutUseCaseForModelAccess\",\"CreateFoundationModelAgreement\",\"CreateProvisionedModelThroughput\",\"UpdateProvisionedModelThroughput\",\"CreateModelImportJob\",\"CreateCustomModelDeployment\",\"CreateMarketplaceModelEndpoint\",\"RegisterMarketplaceModelEndpoint\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "disk-encryption-default-removed"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        email-sending-set-up = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"$or\":[{\"eventSource\":[\"ses.amazonaws.com\"],\"eventName\":[\"UpdateAccountSendingEnabled\",\"PutAccountDetails\",\"VerifyEmailIdentity\",\"CreateEmailIdentity\",\"DeleteIdentity\",\"DeleteEmailIdentity\"]},{\"eventSource\":[\"sns.amazonaws.com\"],\"eventName\":[\"SetSMSAttributes\"]},{\"eventSource\":[\"ses.amazonaws.com\",\"sns.amazonaws.com\"],\"eventName\":[\"GetSendQuota\",\"GetAccount\",\"GetAccountSendingEnabled\",\"ListIdentities\",\"ListEmailIdentities\",\"GetIdentityVerificationAttributes\",{\"prefix\":\"GetSMS\"}],\"userIdentity\":{\"accessKeyId\":[{\"prefix\":\"AKIA\"}]}}]}}"
          reads          = true
          forwarded_with = "email-sending-set-up"
          is_of_anyone   = true
        }
      }
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
      event_patterns = {
        domain-transferred = {
          pattern        = "{\"source\":[{\"prefix\":\"aws.\"}],\"detail-type\":[{\"suffix\":\" via CloudTrail\"}],\"detail\":{\"eventSource\":[\"route53domains.amazonaws.com\"],\"eventName\":[\"TransferDomainToAnotherAwsAccount\",\"DisableDomainTransferLock\",\"RetrieveDomainAuthCode\",\"UpdateDomainNameservers\",\"DeleteDomain\"],\"errorCode\":[{\"exists\":false}]}}"
          reads          = false
          forwarded_with = "instance-user-data-changed"
          is_of_anyone   = true
        }
      }
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
      event_patterns     = {}
    }
  }
  overrides          = var.overrides
  custom             = var.custom
  chosen             = merge({ for id, detection in local.catalogue : id => merge(detection, [for changed, change in local.overrides : { for name, value in change : name => value == null ? detection[name] : value } if changed == id]...) if !contains(var.disabled, id) && (contains(var.packs, detection.pack) || contains(var.include, id)) }, { for id, detection in local.custom : id => merge(detection, { event_patterns = { (id) = { pattern = detection.event_pattern, reads = detection.read_only_calls, forwarded_with = id, is_of_anyone = false } } }, { pack = "custom", reach = detection.event_pattern == null ? "none" : "all" }) })
  judged             = { for id, detection in local.chosen : id => merge(detection, { has_exception = nonsensitive(sensitive(detection.except != null)) || length(lookup(local.own_sessions, id, [])) > 0, own_sessions = lookup(local.own_sessions, id, []), is_instant = nonsensitive(sensitive(detection.reach != "none" && !contains(var.instant_disabled, id) && (contains(var.instant_severities, detection.severity) || contains(concat(var.instant_include, keys(local.custom)), id)) && detection.threshold == 1 && detection.evaluation_periods == 1 && detection.actions_enabled && detection.except == null)) }) }
  active             = { for id, detection in local.judged : id => merge(detection, { is_record = detection.is_instant && nonsensitive(sensitive(detection.reach == "all")) }) }
  rules              = merge([for id, detection in local.active : { for key, found in detection.event_patterns : key => { pattern = length(detection.own_sessions) == 0 ? found.pattern : jsonencode(merge(jsondecode(found.pattern), { detail = merge(jsondecode(found.pattern).detail, { userIdentity = merge(lookup(jsondecode(found.pattern).detail, "userIdentity", {}), { "$or" = [{ "arn" = [{ "exists" = false }] }, { "arn" = [{ "anything-but" = detection.own_sessions }] }] }) }) })), reads = found.reads, severity = detection.severity, description = "${detection.title} (${detection.severity})", title = replace(detection.title, "/[\"\\\\<>\\x00-\\x1f\\x7f]/", "'"), why = replace(coalesce(detection.why, "It is the custom detection ${id}."), "/[\"\\\\<>\\x00-\\x1f\\x7f]/", "'"), first_steps = replace(coalesce(detection.first_steps, "Find out whether the actor meant to do this, and who that is."), "/[\"\\\\<>\\x00-\\x1f\\x7f]/", "'") } } if detection.is_instant]...)
  console            = lookup({ "aws" = "console.aws.amazon.com", "aws-cn" = "console.amazonaws.cn", "aws-eusc" = "console.amazonaws-eusc.eu", "aws-us-gov" = "console.amazonaws-us-gov.com" }, data.aws_partition.current.partition, "console.aws.amazon.com")
  instant_patterns   = merge([for id, detection in local.active : detection.event_patterns if detection.is_instant]...)
  forwarded_together = { for key, one in local.instant_patterns : one.forwarded_with => key... }
}

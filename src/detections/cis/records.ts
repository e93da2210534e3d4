import { cisMonitoring, securityHub } from "../controls";
import { listed } from "../detection";
import { calls, pattern, succeeded } from "../pattern-text";

/** Records and data of the account: trail, AWS Config, keys, buckets. The texts are those of Security Hub. */
export const records = listed([
  {
    id: "cloudtrail-changes",
    title: "A trail changed",
    pack: "cis",
    severity: "high",
    why: "Every detection reads the trail. Whoever stops, deletes or narrows it works unseen from then on.",
    firstSteps:
      "See who called and whether it was a deployment. If not: start logging again, undo the change, and treat the caller as an intruder.",
    controls: [...cisMonitoring(5), securityHub(5)],
    techniques: ["T1685.002"],
    filters: {
      canonical:
        "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}",
    },
    insightsFilter: "eventName in ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging']",
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "kms-key-disabled-or-deleted",
    title: "A KMS key was disabled, is to be deleted, or depends on somebody else",
    pack: "cis",
    severity: "high",
    why: "What the key encrypts cannot be read any more, and is lost for good once the key is deleted, or whoever imported it removes it. Extortion begins like this.",
    firstSteps:
      "Find out what uses the key. Cancel the deletion or enable the key again unless its owner confirms; imported key material can be imported again.",
    controls: [...cisMonitoring(7), securityHub(7)],
    techniques: ["T1485", "T1486"],
    filters: {
      canonical:
        "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}",
      // The same loss without a waiting period: imported material, keys in a store outside AWS KMS. Who brings such a key can take it away.
      "key-material": pattern(
        calls(
          ["kms", "cloudhsm"],
          "ImportKeyMaterial",
          "DeleteImportedKeyMaterial",
          "CreateCustomKeyStore",
          "DisconnectCustomKeyStore",
          "DeleteCustomKeyStore",
          "DeleteCluster",
          "DeleteHsm",
        ),
        succeeded,
      ),
    },
    insightsFilter:
      "eventName in ['DisableKey', 'ScheduleKeyDeletion'] or eventName like /ImportedKeyMaterial|^ImportKey|CustomKeyStore/ or eventSource like /^cloudhsm/",
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "s3-bucket-policy-changes",
    title: "Access to an S3 bucket changed",
    pack: "cis",
    severity: "medium",
    why: "A policy, an ACL, a replication or a lifecycle rule decides who reads a bucket, where it is copied to, and when it is emptied.",
    firstSteps:
      'Read the new policy or rule in requestParameters: a "*" or a foreign account as principal, a foreign bucket as target, a very short expiration.',
    controls: [...cisMonitoring(8), securityHub(8)],
    techniques: ["T1530", "T1537", "T1485.001"],
    filters: {
      canonical:
        "{($.eventSource=s3.amazonaws.com) && (($.eventName=PutBucketAcl) || ($.eventName=PutBucketPolicy) || ($.eventName=PutBucketCors) || ($.eventName=PutBucketLifecycle) || ($.eventName=PutBucketReplication) || ($.eventName=DeleteBucketPolicy) || ($.eventName=DeleteBucketCors) || ($.eventName=DeleteBucketLifecycle) || ($.eventName=DeleteBucketReplication))}",
    },
    insightsFilter:
      'eventSource = "s3.amazonaws.com" and eventName like /^(Put|Delete)Bucket(Acl|Policy|Cors|Lifecycle|Replication)$/',
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "config-changes",
    title: "AWS Config was changed",
    pack: "cis",
    severity: "medium",
    why: "AWS Config records what changes in the account and feeds the rules. Without its recorder or its delivery channel, bad settings stay unnoticed.",
    firstSteps: "See whether it was a deployment. If not: start the recorder again and put the delivery channel back.",
    controls: [...cisMonitoring(9), securityHub(9)],
    techniques: ["T1685.002"],
    filters: {
      canonical:
        "{($.eventSource=config.amazonaws.com) && (($.eventName=StopConfigurationRecorder) || ($.eventName=DeleteDeliveryChannel) || ($.eventName=PutDeliveryChannel) || ($.eventName=PutConfigurationRecorder))}",
    },
    insightsFilter:
      'eventSource = "config.amazonaws.com" and eventName like /ConfigurationRecorder|DeliveryChannel/ and eventName not like /^(Describe|Get|List)/',
    threshold: 1,
    periodSeconds: 300,
  },
]);

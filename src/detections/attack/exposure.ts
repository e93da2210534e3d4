import { ownDetection } from "../own-detection";
import { allOf, anyOf, calls, is, pattern, succeeded } from "../pattern-text";

/** Something is opened: to the internet, or to another account. */
export const exposure = [
  ownDetection("attack", {
    id: "security-group-opened-to-all",
    title: "A security group was opened to every address",
    severity: "medium",
    why: "What stands behind it is found within minutes. Right for a web server's port 443, never for SSH, RDP or a database.",
    firstSteps: "Look at the ports in responseElements. Revoke the rule unless it is a public web service.",
    techniques: ["T1562.007", "T1133"],
    // The request nests its ranges in two lists, and a selector has one wildcard; the answer lists them flat.
    pattern: pattern(
      calls("ec2", "AuthorizeSecurityGroupIngress"),
      anyOf(
        is("$.responseElements.securityGroupRuleSet.items[*].cidrIpv4", "*/0"),
        is("$.responseElements.securityGroupRuleSet.items[*].cidrIpv6", "*/0"),
      ),
      succeeded,
    ),
    insightsFilter: 'eventName = "AuthorizeSecurityGroupIngress" and @message like /\\/0"/',
  }),
  ownDetection("attack", {
    id: "network-acl-opened-to-all",
    title: "A network ACL lets every address in",
    severity: "medium",
    why: "The fence around a subnet is open; only security groups stand in the way now.",
    firstSteps: "Look at the ports and the subnet, and undo the entry if no deployment explains it.",
    techniques: ["T1562.007"],
    pattern: pattern(
      calls("ec2", "CreateNetworkAclEntry", "ReplaceNetworkAclEntry"),
      anyOf(is("$.requestParameters.cidrBlock", "*/0"), is("$.requestParameters.ipv6CidrBlock", "*/0")),
      is("$.requestParameters.ruleAction", "allow"),
      "$.requestParameters.egress IS FALSE",
      succeeded,
    ),
    insightsFilter: 'eventName like /NetworkAclEntry$/ and requestParameters.ruleAction = "allow"',
  }),
  ownDetection("attack", {
    id: "snapshot-shared",
    title: "An EBS snapshot was shared",
    severity: "high",
    why: "Another account, or everybody, can now copy a whole disk. Nothing shows when they do.",
    firstSteps:
      "Look which account. If it is not yours: take the permission back and treat the disk's content as stolen.",
    techniques: ["T1537"],
    pattern: pattern(
      calls("ec2", "ModifySnapshotAttribute"),
      anyOf(
        is("$.requestParameters.createVolumePermission.add.items[*].group", "all"),
        is("$.requestParameters.createVolumePermission.add.items[*].userId", "*"),
      ),
      succeeded,
    ),
    insightsFilter: 'eventName = "ModifySnapshotAttribute"',
  }),
  ownDetection("attack", {
    id: "image-shared",
    title: "A machine image was shared",
    severity: "high",
    why: "Another account, or everybody, can start the image and read what is on it.",
    firstSteps:
      "Look which account. If it is not yours: take the permission back and treat the image's content as stolen.",
    techniques: ["T1537"],
    pattern: pattern(
      calls("ec2", "ModifyImageAttribute"),
      anyOf(
        is("$.requestParameters.launchPermission.add.items[*].group", "all"),
        is("$.requestParameters.launchPermission.add.items[*].userId", "*"),
        is("$.requestParameters.launchPermission.add.items[*].organizationArn", "*"),
      ),
      succeeded,
    ),
    insightsFilter: 'eventName = "ModifyImageAttribute"',
  }),
  ownDetection("attack", {
    id: "database-snapshot-shared",
    title: "A database snapshot was shared",
    severity: "high",
    why: "Another account, or everybody, can restore the database and read all of it.",
    firstSteps: "Look which account. If it is not yours: take the permission back and treat the data as stolen.",
    techniques: ["T1537"],
    pattern: pattern(
      calls("rds", "ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute"),
      is("$.requestParameters.valuesToAdd[*]", "*"),
      succeeded,
    ),
    insightsFilter: "eventName like /^ModifyDB(Cluster)?SnapshotAttribute$/",
  }),
  ownDetection("attack", {
    id: "database-made-public",
    title: "A database got a public address",
    severity: "high",
    why: "Only its security group and its password stand between the internet and the data.",
    firstSteps:
      "Look at its security group. Modify the database to be private again; a copy restored by nobody is somebody's loot.",
    techniques: ["T1133"],
    pattern: pattern(
      anyOf(
        allOf(is("$.eventSource", "rds.amazonaws.com"), "$.requestParameters.publiclyAccessible IS TRUE"),
        // A restore may be public because the original was, without saying so in the request.
        allOf(calls("rds", "RestoreDB*"), "$.responseElements.publiclyAccessible IS TRUE"),
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "rds.amazonaws.com" and (requestParameters.publiclyAccessible = 1 or responseElements.publiclyAccessible = 1)',
  }),
  ownDetection("attack", {
    id: "public-access-block-removed",
    title: "A public access block of S3 was removed or loosened",
    severity: "high",
    why: "The block is what keeps a careless or hostile bucket policy from making data public.",
    firstSteps:
      "Put the block back, then look at the policies and ACLs of the bucket, or of all buckets if it was the account's.",
    techniques: ["T1530"],
    pattern: pattern(
      anyOf(is("$.eventSource", "s3.amazonaws.com"), is("$.eventSource", "s3-control.amazonaws.com")),
      anyOf(
        anyOf(is("$.eventName", "DeleteBucketPublicAccessBlock"), is("$.eventName", "DeleteAccountPublicAccessBlock")),
        allOf(
          anyOf(is("$.eventName", "PutBucketPublicAccessBlock"), is("$.eventName", "PutAccountPublicAccessBlock")),
          "$.requestParameters.PublicAccessBlockConfiguration.* IS FALSE",
        ),
      ),
      succeeded,
    ),
    insightsFilter: "eventName like /^(Put|Delete)(Bucket|Account)PublicAccessBlock$/",
  }),
  ownDetection("attack", {
    id: "machine-exported",
    title: "An instance or image was exported to a bucket",
    severity: "high",
    why: "A whole machine leaves as a file. Hardly anybody does this.",
    firstSteps:
      "Look at the bucket in requestParameters. Cancel the export, and treat the machine's content as stolen if nobody ordered it.",
    techniques: ["T1537"],
    pattern: pattern(calls("ec2", "CreateInstanceExportTask", "ExportImage", "CreateStoreImageTask"), succeeded),
    insightsFilter: "eventName in ['CreateInstanceExportTask', 'ExportImage', 'CreateStoreImageTask']",
  }),
  ownDetection("attack", {
    id: "traffic-mirrored",
    title: "Network traffic is being mirrored",
    severity: "high",
    why: "A copy of an instance's packets goes somewhere else, with everything in them that is not encrypted.",
    firstSteps: "Look at the target of the session. Delete the session if nobody runs an inspection.",
    techniques: ["T1040"],
    pattern: pattern(calls("ec2", "CreateTrafficMirror*", "ModifyTrafficMirrorSession"), succeeded),
    insightsFilter: "eventName like /^(Create|Modify)TrafficMirror/",
  }),
];

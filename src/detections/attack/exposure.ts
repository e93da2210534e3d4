import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isOneOf, pattern, succeeded } from "../pattern-text";

/** The rules that a call has added. */
const added = "$.responseElements.securityGroupRuleSet.items[*]";
/** The rules that a call changes. */
const edited = "$.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule";

/** Resources that are opened to the internet or to another account. */
export const exposure = [
  detection("attack", {
    id: "security-group-opened-to-all",
    title: "A security group was opened to every address, or to half of all",
    severity: "medium",
    why: "Whatever is behind it is found within minutes. Right for a web server's port 443, never for SSH, RDP or a database.",
    firstSteps:
      "Look at the ports and the direction: a rule that was edited may be one for outgoing traffic. Revoke it unless it is a public web service.",
    techniques: ["T1686.001", "T1133"],
    // The request nests its ranges in two lists, and a selector has one wildcard; the answer lists them flat.
    pattern: pattern(
      calls("ec2", "AuthorizeSecurityGroupIngress"),
      // Two halves are everything as well; a pattern has room for three selectors with a wildcard.
      anyOf(isOneOf(`${added}.cidrIpv4`, ["*/0", "*/1"]), is(`${added}.cidrIpv6`, "*/0")),
      succeeded,
    ),
    further: {
      // In a request one rule is an object, several are a list.
      edited: pattern(
        is("$.eventName", "ModifySecurityGroupRules"),
        anyOf(
          isOneOf(`${edited}.SecurityGroupRule.CidrIpv4`, ["*/0", "*/1"]),
          isOneOf(`${edited}.SecurityGroupRule.CidrIpv6`, ["*/0", "*/1"]),
          isOneOf(`${edited}[*].SecurityGroupRule.CidrIpv4`, ["*/0", "*/1"]),
          is(`${edited}[*].SecurityGroupRule.CidrIpv6`, "*/0"),
        ),
        succeeded,
      ),
    },
    insightsFilter:
      "eventName in ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'] and @message like /\\/[01]\"/",
  }),
  detection("attack", {
    id: "network-acl-opened-to-all",
    title: "A network ACL lets every address in, or a firewall was removed",
    severity: "medium",
    why: "The fence around a subnet or in front of an application is open; only security groups and the application itself stand in the way now. Firewalls for web, network and DNS count.",
    firstSteps: "Look at what is behind it, and undo the change if no deployment explains it.",
    techniques: ["T1686.001"],
    pattern: pattern(
      anyOf(
        allOf(
          calls("ec2", "CreateNetworkAclEntry", "ReplaceNetworkAclEntry"),
          anyOf(
            isOneOf("$.requestParameters.cidrBlock", ["*/0", "*/1"]),
            isOneOf("$.requestParameters.ipv6CidrBlock", ["*/0", "*/1"]),
          ),
          is("$.requestParameters.ruleAction", "allow"),
          "$.requestParameters.egress IS FALSE",
        ),
        allOf(
          isOneOf("$.eventSource", ["waf*", "network-firewall.amazonaws.com", "route53resolver.amazonaws.com"]),
          isOneOf("$.eventName", [
            "DeleteWebACL",
            "DisassociateWebACL",
            "DeleteRuleGroup",
            "DeleteLoggingConfiguration",
            "DeleteFirewall*",
            "DisassociateFirewall*",
          ]),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      'requestParameters.ruleAction = "allow" or eventName like /^(Delete|Disassociate)(WebACL|RuleGroup|LoggingConf|Firewall)/',
  }),
  detection("attack", {
    id: "snapshot-shared",
    title: "An EBS snapshot or a machine image was shared",
    severity: "high",
    why: "Another account, or everybody, can now copy a whole disk, or start the image and read what is on it. Nothing shows when they do.",
    firstSteps: "Find out which account. If it is not yours: revoke the permission and treat the content as stolen.",
    techniques: ["T1537"],
    pattern: pattern(
      // Group, account, organization or a unit of one: whatever the first item names.
      anyOf(
        allOf(
          calls("ec2", "ModifySnapshotAttribute"),
          is("$.requestParameters.createVolumePermission.add.items[0].*", "*"),
        ),
        allOf(calls("ec2", "ModifyImageAttribute"), is("$.requestParameters.launchPermission.add.items[0].*", "*")),
      ),
      succeeded,
    ),
    insightsFilter: "eventName like /^Modify(Snapshot|Image)Attribute$/",
  }),
  detection("attack", {
    id: "database-snapshot-shared",
    title: "A database snapshot was shared",
    severity: "high",
    why: "Another account, or everybody, can restore the database and read all of it.",
    firstSteps: "Find out which account. If it is not yours: revoke the permission and treat the data as stolen.",
    techniques: ["T1537"],
    pattern: pattern(
      calls("rds", "ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute"),
      is("$.requestParameters.valuesToAdd[*]", "*"),
      succeeded,
    ),
    insightsFilter: "eventName like /^ModifyDB(Cluster)?SnapshotAttribute$/",
  }),
  detection("attack", {
    id: "database-made-public",
    title: "A database got a public address, another password or a role",
    severity: "high",
    why: "Behind a public address only a security group and a password protect the data. Who sets the password, or gives the database a role, needs no right to the data.",
    firstSteps:
      "Ask the caller. Modify the database to be private again, set the password, remove the role. A public copy that nobody owns was probably stolen.",
    techniques: ["T1133", "T1098.001"],
    pattern: pattern(
      anyOf(
        allOf(
          calls(["rds", "redshift"], "CreateDB*", "ModifyDBInstance", "RestoreDB*", "CreateCluster", "ModifyCluster"),
          "$.requestParameters.publiclyAccessible IS TRUE",
        ),
        // A restore may be public because the original was, without saying so in the request.
        allOf(calls("rds", "RestoreDB*"), "$.responseElements.publiclyAccessible IS TRUE"),
        allOf(
          calls(["rds", "redshift"], "ModifyDBInstance", "ModifyDBCluster", "ModifyCluster"),
          is("$.requestParameters.masterUserPassword", "*"),
        ),
        calls("rds", "AddRoleToDBInstance", "AddRoleToDBCluster"),
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource like /^(rds|redshift)/ and (@message like /ubliclyAccessible":true|masterUserPassword/ or eventName like /^AddRoleToDB/)',
  }),
  detection("attack", {
    id: "public-access-block-removed",
    title: "A public access block of S3 or EC2 was removed or loosened",
    severity: "high",
    why: "The block is what keeps a careless or hostile bucket policy from making data public, or images, snapshots and networks of EC2.",
    firstSteps:
      "Put the block back, then look at the policies and ACLs of the bucket, or at all that is shared if it was the account's.",
    techniques: ["T1530"],
    pattern: pattern(
      isOneOf("$.eventSource", ["s3.amazonaws.com", "s3-control.amazonaws.com", "ec2.amazonaws.com"]),
      anyOf(
        isOneOf("$.eventName", [
          "DeleteBucketPublicAccessBlock",
          "DeleteAccountPublicAccessBlock",
          "DisableImageBlockPublicAccess",
          "DisableSnapshotBlockPublicAccess",
          "CreateVpcBlockPublicAccessExclusion",
        ]),
        allOf(
          isOneOf("$.eventName", ["PutBucketPublicAccessBlock", "PutAccountPublicAccessBlock"]),
          anyOf(
            ...["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"].map(
              (block) => `$.requestParameters.PublicAccessBlockConfiguration.${block} IS FALSE`,
            ),
          ),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /^(Put|Delete)(Bucket|Account)PublicAccessBlock$|^Disable(Image|Snapshot)BlockPublicAccess|CreateVpcBlockPublicAccessExclusion/",
  }),
  detection("attack", {
    id: "machine-exported",
    title: "A machine or a database was exported, or data moved in bulk",
    severity: "high",
    why: "A whole machine or database leaves as a file, or a bucket or file system as a job of DataSync, S3 Batch Operations or the Snow family. Few do this; a pipeline that exports needs an exception.",
    firstSteps:
      "Look at the destination in requestParameters. Cancel the job, and treat the content as stolen if nobody ordered it.",
    techniques: ["T1537", "T1530"],
    pattern: pattern(
      calls(
        ["ec2", "rds", "redshift", "datasync", "s3", "snowball"],
        "CreateInstanceExportTask",
        "ExportImage",
        "CreateStoreImageTask",
        "StartExportTask",
        "AuthorizeSnapshotAccess",
        "CreateTask",
        "CreateJob",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventSource like /^(ec2|rds|redshift|datasync|s3|snowball)/ and eventName like /ExportTask$|^ExportImage|StoreImageTask|AuthorizeSnap|^Create(Task|Job)$/",
  }),
  detection("attack", {
    id: "traffic-mirrored",
    title: "Network traffic is being mirrored, or an inspection was removed",
    severity: "high",
    why: "A copy of an instance's packets goes somewhere else, with everything in them that is not encrypted. Attempts count. Where sensors inspect mirrored traffic, they see nothing without a session.",
    firstSteps: "Look at the target of the session. Delete the session if nobody runs an inspection.",
    techniques: ["T1040", "T1020.001", "T1685"],
    pattern: pattern(calls("ec2", "CreateTrafficMirror*", "ModifyTrafficMirror*", "DeleteTrafficMirror*")),
    insightsFilter: "eventName like /^(Create|Modify|Delete)TrafficMirror/",
  }),
];

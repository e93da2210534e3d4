/** Why detections do not look for a technique, with what follows its heading on the page. */
export const unseenReasons = {
  "needs data events":
    "Objects that are read, listed and written are data events. The trail records them only for the buckets of `trail.s3DataEvents`, because each costs money; and rightful callers do the same there. Deletion and encryption in numbers are seen as T1485 and T1486.",
  "not in CloudTrail":
    "CloudTrail records calls of AWS's API: nothing in the network, in an instance or in an application.",
  "GuardDuty sees it":
    "GuardDuty looks at network traffic, DNS queries and the use of credentials. With `guardduty.enabled` its findings are alerts, from `guardduty.alerts.severity` on: by default high.",
  "everyday calls": "Consoles, tools and programs make these calls all day. An alert for each would hide the others.",
  "one event does not tell": "Rightful callers make the same call, and nothing in its event says whose it is.",
  "not in AWS": "AWS has nothing that this could be done to.",
} as const;

export type UnseenReason = keyof typeof unseenReasons;

/** Why no detection sees a technique of the platform IaaS, by its id; with the calls or findings that it would be. */
export const unseenTechniques: Readonly<Record<string, readonly [UnseenReason, string]>> = {
  "T1021.007": [
    "one event does not tell",
    "A sign-in, which is seen if it fails, has no MFA or is that of the root user.",
  ],
  "T1036.010": ["one event does not tell", "A new user is seen, but not that the name imitates another one."],
  T1046: ["GuardDuty sees it", "`Recon:EC2/Portscan`, of severity medium."],
  T1048: ["needs data events", "`GetObject`."],
  T1049: ["everyday calls", "`DescribeNetworkInterfaces`, `DescribeVpcPeeringConnections`."],
  T1069: ["everyday calls", "`ListGroups`, `ListGroupsForUser`."],
  "T1069.003": ["everyday calls", "`ListAttachedRolePolicies`, `GetBucketAcl`."],
  T1074: ["needs data events", "`PutObject`, `CopyObject`."],
  "T1074.002": ["needs data events", "`PutObject`, `CopyObject`."],
  T1082: ["everyday calls", "`DescribeInstances`."],
  T1087: ["everyday calls", "`ListUsers`."],
  "T1087.004": ["everyday calls", "`ListUsers`, `ListRoles`."],
  "T1098.004": [
    "not in CloudTrail",
    "Keys in a file of an instance. Those that EC2 Instance Connect puts there are seen as T1021.008.",
  ],
  T1119: ["needs data events", "`ListObjectsV2`, `GetObject`."],
  T1190: ["not in CloudTrail", "Requests to an application."],
  T1201: ["everyday calls", "`GetAccountPasswordPolicy`."],
  T1204: ["one event does not tell", "`RunInstances`."],
  "T1204.003": ["one event does not tell", "`RunInstances`, with an image of which the event has the id only."],
  T1211: ["not in CloudTrail", "An exploit leaves no call."],
  T1213: ["not in CloudTrail", "Queries in a database are in its own log."],
  "T1213.006": ["not in CloudTrail", "Queries in a database are in its own log."],
  T1491: ["needs data events", "`PutObject`, to the bucket of a website."],
  "T1491.002": ["needs data events", "`PutObject`, to the bucket of a website."],
  "T1496.002": ["GuardDuty sees it", "`Behavior:EC2/TrafficVolumeUnusual`, of severity medium."],
  T1498: [
    "not in CloudTrail",
    "Traffic. If an own instance takes part, GuardDuty has `Backdoor:EC2/DenialOfService.*`.",
  ],
  "T1498.001": ["not in CloudTrail", "Traffic, as T1498."],
  "T1498.002": ["not in CloudTrail", "Traffic, as T1498."],
  T1499: ["not in CloudTrail", "Requests to an application."],
  "T1499.002": ["not in CloudTrail", "Requests to an application."],
  "T1499.003": ["not in CloudTrail", "Requests to an application."],
  "T1499.004": ["not in CloudTrail", "An exploit leaves no call."],
  T1518: ["everyday calls", "`ListInventoryEntries`, `DescribeInstanceInformation`."],
  "T1518.001": ["everyday calls", "`ListDetectors`, `DescribeTrails`."],
  T1528: [
    "GuardDuty sees it",
    "`UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS`, once the token is used.",
  ],
  T1538: ["everyday calls", "What the console reads to show a page."],
  "T1550.004": ["one event does not tell", "A session of the console, with the cookie of its owner."],
  "T1556.007": [
    "not in AWS",
    "It is about the connection of a directory with Entra ID. A new identity provider is seen as T1484.002.",
  ],
  "T1556.009": [
    "one event does not tell",
    "A change of a policy is seen as T1098.003, but not that it removes a condition.",
  ],
  "T1578.001": ["everyday calls", "`CreateSnapshot`, by every backup. That it is shared is seen as T1537."],
  "T1578.003": ["everyday calls", "`TerminateInstances`, by Auto Scaling and every pipeline."],
  "T1578.004": ["everyday calls", "`CreateReplaceRootVolumeTask`, `RestoreDBInstanceFromDBSnapshot`."],
  "T1606.001": ["not in CloudTrail", "Cookies of an application."],
  "T1606.002": [
    "one event does not tell",
    "`AssumeRoleWithSAML`. A change of the identity provider is seen as T1484.002.",
  ],
  T1614: ["everyday calls", "`DescribeRegions`, `DescribeAvailabilityZones`."],
  T1619: ["needs data events", "`ListObjectsV2`."],
  T1621: ["not in AWS", "AWS sends nobody a request to confirm a sign-in."],
  T1654: ["everyday calls", "`FilterLogEvents`, `LookupEvents`."],
  T1680: ["everyday calls", "`DescribeVolumes`."],
  T1687: ["not in CloudTrail", "An exploit leaves no call."],
};

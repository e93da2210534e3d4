import { table } from "./tables";

const link = (id: string) => `[\`${id}\`](#${id})`;

/** New kinds of events: which detection sees them, by which field, and what nobody sees, and why. */
const kinds: readonly (readonly [kind: string, seenBy: string, field: string, unseen: string])[] = [
  [
    "people of IAM Identity Center, since July 2025 `IdentityCenterUser`",
    `${link("console-sign-in-failures")} counts their failed passwords and codes, ${link("identity-center-access-granted")} what gives them access`,
    "`userIdentity.onBehalfOf`, instead of a user name; no pattern needs one",
    "that a sign-in is somebody else's: its event is as that of its owner. In an account they have a role, `AWSReservedSSO_*`, and are seen as users there",
  ],
  [
    "`aws login`, and sign-ins of clients by OAuth, since November 2025",
    `${link("federation-token-issued")} finds those from another device and of other makers' clients`,
    "`requestParameters.client_id`",
    "those from the same device: they are daily work",
  ],
  [
    "delegated access of a partner, and outbound federation, since November 2025",
    `${link("role-trust-changed")} finds that they are allowed`,
    "`eventName`; what the partner then does says who it is in `userIdentity.invokedByDelegate`",
    "what a partner does within what was allowed, unless another detection finds it: nothing in the event says that it was not wanted",
  ],
  [
    "API keys for Bedrock, since July 2025",
    `${link("access-key-created")} finds the key, whose user is \`BedrockAPIKey-*\``,
    "`eventName` of the key; `additionalEventData.callWithBearerToken` of a call with it",
    "the calls themselves, as with other keys; invocations of models are in Bedrock's own log",
  ],
  [
    "network activity events, of VPC endpoints",
    `those that match the call; ${link("denied-call-burst")} knows \`VpceAccessDenied\``,
    '`eventCategory`, "NetworkActivity"',
    "what only they record, as calls that an endpoint denies: the trail has none of them, because they need advanced selectors. If another trail does, each call is recorded twice: see above",
  ],
  [
    "aggregated events, since November 2025",
    "none",
    "`eventType`, `AwsAggregatedEvent`; they have no `eventName`",
    "what they summarise: they name no call, so that no pattern matches them, and the trail records none",
  ],
  [
    "data events of S3",
    `${link("objects-destroyed-in-numbers")}, with \`trail.s3DataEvents\``,
    "`eventName`, `additionalEventData.SSEApplied`; of a batch CloudTrail has recorded each object [since June 2025](https://aws.amazon.com/about-aws/whats-new/2025/06/aws-cloudtrail-logging-amazon-s3-deleteobjects-api)",
    "reading and copying, also to another account, and writing with another account's KMS key: rightful callers do the same, and no pattern knows which accounts are yours. What is below the threshold, and in buckets that are not named",
  ],
];

/** The section of the page. */
export function newEventsText(): string {
  return `**New kinds of events**, and what they mean here:

${table(["Events", "Seen by", "By which field", "Not seen, and why"], kinds)}`;
}

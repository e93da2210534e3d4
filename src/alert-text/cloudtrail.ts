import { eventPaths } from "./event";
import type { Message } from "./message";

/**
 * What requests call the resources that are touched most. Chat cannot show a whole request, and of its values only those that AWS
 * does not accept with a quote or a backslash in them; a call that fails because of one is lost to chat.
 */
const namesInRequests = [
  "bucketName",
  "detectorId",
  "functionName",
  "groupId",
  "instanceId",
  "keyId",
  "logGroupName",
  "roleName",
  "snapshotId",
  "topicArn",
  "userName",
];

/**
 * An event that CloudTrail records: an API call, a sign-in to the console, or an event of a service.
 *
 * @param of Texts, see {@link Message}; `console` is what follows `<region>.` in an address of the console.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function cloudTrailMessage(of: {
  severity: string;
  title: string;
  why: string;
  firstSteps: string;
  console: string;
}): Message {
  const { severity, title, why, firstSteps, console } = of;
  return {
    severity,
    title,
    why,
    firstSteps,
    paths: {
      ...eventPaths,
      actorType: "$.detail.userIdentity.type",
      actorArn: "$.detail.userIdentity.arn",
      principal: "$.detail.userIdentity.principalId",
      invokedBy: "$.detail.userIdentity.invokedBy",
      actorName: "$.detail.userIdentity.userName",
      actorRole: "$.detail.userIdentity.sessionContext.sessionIssuer.userName",
      accessKey: "$.detail.userIdentity.accessKeyId",
      service: "$.detail.eventSource",
      action: "$.detail.eventName",
      sourceAddress: "$.detail.sourceIPAddress",
      eventTime: "$.detail.eventTime",
      errorCode: "$.detail.errorCode",
      errorMessage: "$.detail.errorMessage",
      eventId: "$.detail.eventID",
      request: "$.detail.requestParameters",
      ...Object.fromEntries(namesInRequests.map((name) => [name, `$.detail.requestParameters.${name}`])),
      response: "$.detail.responseElements",
      further: "$.detail.additionalEventData",
      serviceEvent: "$.detail.serviceEventDetails",
    },
    facts: [
      { label: "Failed with", value: "<errorCode>" },
      {
        label: "Actor",
        value: "<actorType> <actorArn> <invokedBy>",
        // The path in the ARN of a user may contain any printable character.
        chat: "<actorType> <principal> <invokedBy>",
      },
      { label: "Name of the user or role", value: "<actorName> <actorRole>" },
      { label: "Access key", value: "<accessKey>" },
      { label: "Action", value: "<action>, <service>" },
      {
        label: "Resource, in the request",
        value: "<request>",
        chat: namesInRequests.map((name) => `<${name}>`).join(" "),
      },
      { label: "Source address", value: "<sourceAddress>" },
      { label: "Time (UTC)", value: "<eventTime>" },
    ],
    links: [
      {
        label: "Event in CloudTrail",
        url: `https://<region>.${console}/cloudtrailv2/home?region=<region>#/events/<eventId>`,
      },
    ],
    details: [
      { label: "Response", value: "<response>" },
      { label: "Further data", value: "<further> <serviceEvent>" },
      { label: "Error message", value: "<errorMessage>" },
    ],
  };
}

import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the bus of an organization. */
export const operations: Operations = {
  aws_cloudwatch_event_bus: {
    permissions: {
      eventBus: [
        "events:CreateEventBus",
        "events:DeleteEventBus",
        "events:DescribeEventBus",
        "events:ListTagsForResource",
        "events:UntagResource",
      ],
    },
    unrecorded: [
      onCreation(
        "eventBus",
        "events:TagResource",
        "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html",
      ),
    ],
    health: ["exists, with room for more rules"],
    costs: [],
    notAdopted: "only forwarders of ours send to it",
  },
  aws_cloudwatch_event_bus_policy: {
    // AWS knows the permissions of a bus by no ARN.
    permissions: {
      eventBus: ["events:DescribeEventBus"],
      everything: ["events:PutPermission", "events:RemovePermission"],
    },
    health: ["lets the forwarders of the organization send events, and nobody else"],
    costs: [],
    notAdopted: "only forwarders of ours send to it",
  },
};

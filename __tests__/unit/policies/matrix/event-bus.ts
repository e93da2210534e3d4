import { anonymousPrincipal } from "@cloud-copilot/iam-simulate";
import { account, anotherAccount, organisation, region, type Request } from "../../../support/policies";
import { abroad, arn, elsewhere, names, type Requests, type Rows } from "./requests";

const managementAccount = "777788889999";
const bus = `event-bus/${names.eventBus}`;

/** A role that is allowed to send events by the policies of its own account, as that of a forwarder is. */
function sentBy(role: string, ofAccount: string, organization: string | undefined = organisation): Request {
  const principal = `arn:aws:iam::${ofAccount}:role/${role}`;
  return {
    principal,
    action: "events:PutEvents",
    resource: arn("events", bus),
    context: { "aws:PrincipalArn": principal, "aws:PrincipalOrgID": organization },
    allowedTo: ["events:PutEvents"],
  };
}

const member = sentBy("event-forwarder-eu-central-1", anotherAccount);
const may = (request: Request, ...actions: string[]): Requests =>
  Object.fromEntries(
    actions.map((action) => [`a forwarder of a member, to ${action}`, { ...request, action, allowedTo: [action] }]),
  );

export const eventBus: Rows = {
  module: "event-bus",
  document: "policy_document",
  variables: { name: names.eventBus, organization_id: organisation, name_prefix: "" },
  letsIn: {
    "the forwarder of a member": member,
    "the forwarder of a member in another region": sentBy("event-forwarder-us-east-1", anotherAccount),
    "the forwarder of the management account": sentBy(`event-forwarder-${region}`, managementAccount),
    // Its own policy would be enough.
    "the forwarder of this account": { ...sentBy(`event-forwarder-${region}`, account), allowedTo: undefined },
  },
  keepsOut: {
    "an administrator of a member": sentBy("admin", anotherAccount),
    "an administrator of the management account": sentBy("admin", managementAccount),
    "a role of a member whose name only contains that of a forwarder": sentBy("our-event-forwarder-x", anotherAccount),
    "a role of a member in a folder of that name": sentBy("event-forwarder/event-forwarder-x", anotherAccount),
    "a user of a member with the name of a forwarder": {
      ...member,
      principal: `arn:aws:iam::${anotherAccount}:user/event-forwarder-eu-central-1`,
      context: {
        ...member.context,
        "aws:PrincipalArn": `arn:aws:iam::${anotherAccount}:user/event-forwarder-eu-central-1`,
      },
    },
    "a forwarder of another organisation": sentBy("event-forwarder-eu-central-1", anotherAccount, "o-theirs0000"),
    "a forwarder of an account without an organisation": {
      ...member,
      context: { "aws:PrincipalArn": member.context!["aws:PrincipalArn"] },
    },
    "a forwarder of a member, to another bus": { ...member, resource: arn("events", "event-bus/default") },
    "a forwarder of a member, to a bus of the name in another region": {
      ...member,
      resource: arn("events", bus, elsewhere),
    },
    "a forwarder of a member, to a bus of the name in another account": {
      ...member,
      resource: arn("events", bus, abroad),
    },
    ...may(member, "events:DescribeEventBus", "events:DeleteEventBus", "events:UpdateEventBus"),
    "a role of this account that is allowed nothing": { ...sentBy("nobody", account), allowedTo: undefined },
    "a rule of EventBridge without a role": {
      principal: "events.amazonaws.com",
      action: "events:PutEvents",
      resource: arn("events", bus),
      context: { "aws:SourceArn": arn("events", "rule/all", abroad), "aws:SourceAccount": anotherAccount },
    },
    "the public": { ...member, principal: anonymousPrincipal, context: {}, allowedTo: undefined },
  },
  harmless: {
    "ForwardersPutEvents letting in everybody": "every principal is in it already: the conditions decide",
    [`ForwardersPutEvents letting in arn:aws:iam::${anotherAccount}:root as well`]:
      "every principal is in it already: the conditions decide",
  },
};

import { account, region, type Request } from "../../../support/policies";
import { deadLetters, rulesTrust } from "./alert-delivery";
import { abroad, arn, elsewhere, type Rows } from "./requests";

const variables = { name_prefix: "", region: elsewhere.region, home_region: region };

/** The rows of what the rules of the home region have as well, in the region of the forwarder. */
function inItsRegion(rows: Rows): Rows {
  const swapped = JSON.stringify(rows)
    .replaceAll(region, "HOME")
    .replaceAll(elsewhere.region, region)
    .replaceAll("HOME", elsewhere.region)
    .replaceAll("security-alert-rules", "event-forwarder");
  return { ...(JSON.parse(swapped) as Rows), module: "event-forwarder", variables };
}

export const forwarderTrust = inItsRegion(rulesTrust);
export const forwarderDeadLetters = inItsRegion(deadLetters);

const put: Request = {
  principal: `arn:aws:iam::${account}:role/event-forwarder-${elsewhere.region}`,
  action: "events:PutEvents",
  resource: arn("events", "event-bus/default"),
};

export const forwarderPermissions: Rows = {
  module: "event-forwarder",
  document: "permissions",
  variables,
  letsIn: { "the role, to send events to the home region": put },
  keepsOut: {
    "the role, to send events to its own region": { ...put, resource: arn("events", "event-bus/default", elsewhere) },
    "the role, to send events to another account": { ...put, resource: arn("events", "event-bus/default", abroad) },
    "the role, to send events to another bus": { ...put, resource: arn("events", "event-bus/another") },
    "the role, to change the bus": { ...put, action: "events:UpdateEventBus" },
    "the role, to change a rule of the bus": { ...put, action: "events:PutRule", resource: arn("events", "rule/root") },
  },
};

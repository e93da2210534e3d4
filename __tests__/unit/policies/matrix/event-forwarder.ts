import { account, region, type Request } from "../../../support/policies";
import { deadLetters, rulesTrust } from "./alert-delivery";
import { abroad, arn, elsewhere, names, type Rows } from "./requests";

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

/** The one of the home region, which sends to the bus of the organization. */
const atHome = {
  module: "event-forwarder",
  capability: "home_event_forwarder",
  variables: { name_prefix: "", region, home_region: region, bus_arn: arn("events", `event-bus/${names.eventBus}`) },
};

function inHomeRegion(rows: Rows): Rows {
  const renamed = JSON.stringify(rows).replaceAll("security-alert-rules", "event-forwarder");
  return { ...(JSON.parse(renamed) as Rows), ...atHome };
}

export const homeForwarderTrust = inHomeRegion(rulesTrust);
export const homeForwarderDeadLetters = inHomeRegion(deadLetters);

const putOnBus: Request = {
  principal: `arn:aws:iam::${account}:role/event-forwarder-${region}`,
  action: "events:PutEvents",
  resource: arn("events", `event-bus/${names.eventBus}`),
};

export const homeForwarderPermissions: Rows = {
  ...atHome,
  document: "permissions",
  letsIn: { "the role, to send events to the bus of the organization": putOnBus },
  keepsOut: {
    "the role, to send events to the default bus": { ...putOnBus, resource: arn("events", "event-bus/default") },
    "the role, to send events to a bus of the name in another region": {
      ...putOnBus,
      resource: arn("events", `event-bus/${names.eventBus}`, elsewhere),
    },
    "the role, to send events to a bus of the name in another account": {
      ...putOnBus,
      resource: arn("events", `event-bus/${names.eventBus}`, abroad),
    },
    "the role, to change the bus": { ...putOnBus, action: "events:UpdateEventBus" },
  },
};

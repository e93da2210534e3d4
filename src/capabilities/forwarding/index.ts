export { ForwardingAlerts, type ForwardingAlertsOutputs, type ForwardingAlertsProps } from "./alerts";
export { EventForwarder, type EventForwarderOutputs, type EventForwarderProps } from "./event-forwarder";

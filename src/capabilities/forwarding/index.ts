export { ForwardingAlerts, type ForwardingAlertsOutputs, type ForwardingAlertsProps } from "./alerts";
export { EventBus, type EventBusOutputs, type EventBusProps } from "./event-bus";
export { EventForwarder, type EventForwarderOutputs, type EventForwarderProps } from "./event-forwarder";
export { MemberForwarder, type MemberForwarderOutputs, type MemberForwarderProps } from "./member-forwarder";

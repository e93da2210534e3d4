export {
  SecurityHubAggregator,
  type SecurityHubAggregatorOutputs,
  type SecurityHubAggregatorProps,
} from "./aggregator";
export { SecurityHub, type SecurityHubOutputs, type SecurityHubProps } from "./hub";
export {
  SecurityHubOrganization,
  type SecurityHubOrganizationOutputs,
  type SecurityHubOrganizationProps,
} from "./organization";
export {
  SecurityHubStandards,
  type SecurityHubStandardsOutputs,
  type SecurityHubStandardsProps,
} from "./subscriptions";
export { SecurityHubAlerts, type SecurityHubAlertsOutputs, type SecurityHubAlertsProps } from "./alerts";

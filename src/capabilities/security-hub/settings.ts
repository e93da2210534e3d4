import { flag, group } from "../../terraform/schema";
import { alertsEnabled } from "../shared/finding-alerts";
import { aggregatorShape } from "./aggregator";
import { SecurityHubAlerts } from "./alerts";
import { SecurityHub } from "./hub";
import { SecurityHubStandards } from "./subscriptions";

export const securityHubSettings = group({
  enabled: flag()
    .default(false)
    .describe(
      "Whether Security Hub CSPM is enabled in the region, with the standards. Leave it false where the organization enabled it, or it is enabled already: AWS refuses to enable it twice.",
    ),
  autoEnableControls: SecurityHub.inputs.shape.autoEnableControls,
  standards: SecurityHubStandards.inputs.shape.standards,
  disabledControls: SecurityHubStandards.inputs.shape.disabledControls,
  enabledControls: SecurityHubStandards.inputs.shape.enabledControls,
  aggregator: group(aggregatorShape)
    .optional()
    .describe(
      "Collects the findings of other regions in this one. `{}` collects those of every region. A member account of an organization cannot do so.",
    ),
  alerts: group({
    enabled: alertsEnabled("as `enabled`", " Set it to true where the organization enabled the hub."),
    severity: SecurityHubAlerts.inputs.shape.severity,
  })
    .prefault({})
    .describe(
      "Alerts of findings that other products report to Security Hub; GuardDuty, IAM Access Analyzer and AWS Config are omitted where they have alerts of their own. Findings of its own controls are never reported: each check sends them again as new, and no event rule can tell. Use `config.rules` for what has to be an alert, and the console or a weekly look at the score for the rest.",
    ),
})
  .prefault({})
  .describe(
    "Security Hub CSPM, the first version of Security Hub: standards that it checks the account against, and the findings of other services. It is disabled by default, because AWS bills every check, and often the organization enables it. The second version, which writes findings in OCSF, needs a newer provider than this product requires, and is not managed.",
  );

import { flag, group } from "../../terraform/schema";
import { alertsEnabled } from "../shared/finding-alerts";
import { withPrefix } from "../shared/settings";
import { AccessAnalyzerAlerts } from "./alerts";
import { AccessAnalyzer } from "./analyzer";
import { UnusedAccessAnalyzer } from "./unused-access-analyzer";

export const accessAnalyzerSettings = group({
  enabled: flag()
    .default(false)
    .describe(
      "Whether an analyzer for external access is created. It is free. A region has one of an account: leave it false where one exists, or adopt that one.",
    ),
  analyzerName: withPrefix(AccessAnalyzer.inputs.shape.name),
  unusedAccessAgeDays: UnusedAccessAnalyzer.inputs.shape.unusedAccessAgeDays
    .optional()
    .describe(
      "Days without use after which a role, a user's credential or a permission is a finding. Setting it creates an analyzer for unused access, whether or not `enabled` is set; AWS bills it for each role and user of the account, so set it in one region only. Another number replaces the analyzer: its findings are created anew. Unset: no such analyzer.",
    ),
  unusedAccessAnalyzerName: withPrefix(UnusedAccessAnalyzer.inputs.shape.name),
  alerts: group({
    enabled: alertsEnabled(
      "as `enabled`",
      " Set it to true where the account has an analyzer that is not managed here.",
    ),
    severity: AccessAnalyzerAlerts.inputs.shape.severity,
  })
    .prefault({})
    .describe(
      "Alerts of its findings. A new analyzer sends a finding for all that others can access already: archive what is intended before you enable them.",
    ),
})
  .prefault({})
  .describe(
    "IAM Access Analyzer: what others can reach in the account, and what nobody uses. All is disabled by default, because the organization often manages it for its accounts: an analyzer of the organization is in another account, and reports the same.",
  );

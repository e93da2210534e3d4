import { flag, group } from "../../terraform/schema";
import { passwordPolicyShape } from "./password-policy";
import { securityContactShape } from "./security-contact";

export const accountSettings = group({
  blockPublicAccess: flag()
    .default(false)
    .describe(
      "Whether S3 blocks public access to every bucket of the account, also to those that are public on purpose.",
    ),
  encryptEbsByDefault: flag()
    .default(false)
    .describe("Whether new EBS volumes in the region are encrypted by default, whoever creates them."),
  passwordPolicy: group(passwordPolicyShape)
    .optional()
    .describe("Password policy for IAM users. It replaces the current policy of the account. `{}` uses the defaults."),
  securityContact: group(securityContactShape)
    .optional()
    .describe(
      "Contact that AWS notifies about abuse and compromise. It replaces the current security contact of the account.",
    ),
})
  .prefault({})
  .describe(
    "Settings of the account itself. They affect more than the monitoring, so all are disabled by default. Disabling one, or destroying the monitoring, removes it; the previous setting does not come back.",
  );

import { flag, group } from "../../terraform/schema";
import { passwordPolicyShape } from "./password-policy";
import { securityContactShape } from "./security-contact";

export const accountSettings = group({
  blockPublicAccess: flag()
    .default(false)
    .describe("Whether no bucket of the whole account can be public. Breaks what is public on purpose."),
  encryptEbsByDefault: flag()
    .default(false)
    .describe("Whether new EBS volumes of the region are encrypted, whoever makes them."),
  passwordPolicy: group(passwordPolicyShape)
    .optional()
    .describe("Password policy of the IAM users of the account, instead of the one it has. `{}` takes the defaults."),
  securityContact: group(securityContactShape)
    .optional()
    .describe("Whom AWS tells about abuse and compromise, instead of the one the account has."),
})
  .prefault({})
  .describe(
    "Settings of the account itself. They reach beyond the monitoring, so nothing is on unless asked for. Switching one off, or destroying the monitoring, removes it; what was there before does not come back.",
  );

import type { z } from "zod";
import type { Composition } from "../shared/composition";
import { EbsEncryption } from "./ebs-encryption";
import { PasswordPolicy } from "./password-policy";
import { AccountPublicAccessBlock } from "./public-access-block";
import { SecurityContact } from "./security-contact";
import type { accountSettings } from "./settings";

export function composeAccount({ outlet }: Composition, settings: z.output<typeof accountSettings>): void {
  const { blockPublicAccess, encryptEbsByDefault, passwordPolicy, securityContact } = settings;
  outlet.addIf(blockPublicAccess, AccountPublicAccessBlock, "account_public_access_block", () => ({}));
  outlet.addIf(encryptEbsByDefault, EbsEncryption, "ebs_encryption", () => ({}));
  outlet.addIf(outlet.isSet(passwordPolicy), PasswordPolicy, "password_policy", () => passwordPolicy!);
  outlet.addIf(outlet.isSet(securityContact), SecurityContact, "security_contact", () => securityContact!);
}

import { AccountAlternateContact } from "@cdktf/provider-aws/lib/account-alternate-contact";
import type { Construct } from "constructs";
import { Capability, type CapabilityProps, type OnLeaving } from "../terraform/capability";
import { emailAddress, group, longText, text } from "../terraform/schema";

/** What a user tells about the contact. https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html */
export const securityContactShape = {
  name: longText(1, 64).describe("Who AWS asks for."),
  title: longText(1, 50).describe("Their function."),
  emailAddress: emailAddress().describe("Where AWS writes to."),
  phoneNumber: text(/^[0-9\s()+-]{1,25}$/, "a telephone number of 1 to 25 digits, spaces, ( ) + and -").describe(
    "Where AWS calls.",
  ),
};

const inputs = group(securityContactShape);

export type SecurityContactProps = CapabilityProps<typeof inputs>;
export type SecurityContactOutputs = SecurityContact["outputs"];

/** Whom AWS tells about abuse and compromise, instead of whoever reads the root user's mail (Security Hub Account.1). */
export class SecurityContact extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "security-contact";
  static readonly summary = "Alternate contact of the account for security.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_account_alternate_contact: "ask" };
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: SecurityContactProps) {
    super(scope, id, inputs, props);
    new AccountAlternateContact(this, "contact", { alternateContactType: "SECURITY", ...this.inputs });
  }
}

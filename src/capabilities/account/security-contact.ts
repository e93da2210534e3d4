import { AccountAlternateContact } from "@cdktf/provider-aws/lib/account-alternate-contact";
import type { Construct } from "constructs";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { partitions } from "../../terraform/aws/partitions";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { bounded, group, longText, text } from "../../terraform/schema";
import { operations } from "./operations";

/** What a user can set of the contact. https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html */
export const securityContactShape = {
  name: longText(1, 64).describe("Name of the contact."),
  title: longText(1, 50).describe("Job title of the contact."),
  // AWS allows fewer characters here than in a subscription.
  emailAddress: bounded(
    1,
    254,
    /^[A-Za-z0-9_+=.#|!&-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z0-9]+$/,
    "an e-mail address such as security@example.com, with letters, digits and _ + = . # | ! & - before the @",
  ).describe("E-mail address of the contact."),
  phoneNumber: text(/^[0-9 ()+-]{1,25}$/, "a telephone number of 1 to 25 digits, spaces, ( ) + and -").describe(
    "Telephone number of the contact.",
  ),
};

const inputs = group(securityContactShape);

export type SecurityContactProps = CapabilityProps<typeof inputs>;
export type SecurityContactOutputs = SecurityContact["outputs"];

/** Whom AWS notifies about abuse and compromise, besides the root user's e-mail address (Security Hub Account.1). */
export class SecurityContact extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "security-contact";
  static readonly summary = "Alternate security contact of the account.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = { aws_account_alternate_contact: "ask" };
  static readonly operations = operations;
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: SecurityContactProps) {
    super(scope, id, inputs, props);
    const { partition } = AwsEnvironment.of(this);
    const without = Object.keys(partitions).filter((name) => !partitions[name]!.hasAccountApi);
    new AccountAlternateContact(this, "contact", {
      alternateContactType: "SECURITY",
      ...this.inputs,
      lifecycle: {
        precondition: [
          {
            condition: hclIn(this)`!contains(${without}, ${partition})`,
            errorMessage: `The partition ${partition} has no Account Management API: omit the security contact and set it in the console.`,
          },
        ],
      },
    });
  }
}

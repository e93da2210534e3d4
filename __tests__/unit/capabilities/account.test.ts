import { EbsEncryption } from "../../../src/capabilities/account/ebs-encryption";
import { PasswordPolicy } from "../../../src/capabilities/account/password-policy";
import { AccountPublicAccessBlock } from "../../../src/capabilities/account/public-access-block";
import { SecurityContact } from "../../../src/capabilities/account/security-contact";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability, synthesizeStack } from "../../support/synthesize";

test("nothing of the account itself is touched unless asked for", () => {
  const types = synthesizeStack()
    .addresses()
    .map((address) => address.split(".")[0]);
  for (const type of [
    "aws_s3_account_public_access_block",
    "aws_ebs_encryption_by_default",
    "aws_iam_account_password_policy",
    "aws_account_alternate_contact",
  ]) {
    expect(types).not.toContain(type);
  }
});

test("each setting of the account is enabled separately", () => {
  const contact = {
    name: "Security team",
    title: "On call",
    emailAddress: "security@example.com",
    phoneNumber: "+1 555 0100",
  };
  const added = (account: object) => {
    const before = synthesizeStack().addresses();
    return synthesizeStack({ account })
      .addresses()
      .filter((address) => !before.includes(address));
  };
  expect(added({ blockPublicAccess: true })).toEqual([
    "aws_s3_account_public_access_block.account_public_access_block",
  ]);
  expect(added({ encryptEbsByDefault: true })).toEqual(["aws_ebs_encryption_by_default.ebs_encryption"]);
  expect(added({ passwordPolicy: {} })).toEqual(["aws_iam_account_password_policy.password_policy"]);
  expect(added({ securityContact: contact })).toEqual(["aws_account_alternate_contact.security_contact"]);
});

test("the account is closed to the public in all four ways", () => {
  const block = synthesizeCapability(AccountPublicAccessBlock, {});
  expect(block.resource("aws_s3_account_public_access_block.block")).toEqual({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

test("volumes are encrypted by default", () => {
  const encryption = synthesizeCapability(EbsEncryption, {});
  expect(encryption.resource("aws_ebs_encryption_by_default.encryption")).toEqual({ enabled: true });
});

describe("the password policy", () => {
  test("is what CIS and Security Hub ask for", () => {
    expect(synthesizeCapability(PasswordPolicy, {}).resource("aws_iam_account_password_policy.policy")).toEqual({
      minimum_password_length: 14,
      password_reuse_prevention: 24,
      max_password_age: 90,
      hard_expiry: false,
      require_lowercase_characters: true,
      require_uppercase_characters: true,
      require_numbers: true,
      require_symbols: true,
      allow_users_to_change_password: true,
    });
  });

  test("can be another, within the limits of IAM", () => {
    const policy = { minimumLength: 20, reusePrevention: 5, maximumAgeDays: 365, hardExpiry: true };
    expect(
      synthesizeCapability(PasswordPolicy, policy).resource("aws_iam_account_password_policy.policy"),
    ).toMatchObject({
      minimum_password_length: 20,
      password_reuse_prevention: 5,
      max_password_age: 365,
      hard_expiry: true,
    });
    expect(
      problemsOf(() =>
        synthesizeCapability(PasswordPolicy, { minimumLength: 5, reusePrevention: 25, maximumAgeDays: 0 }),
      ),
    ).toEqual([
      "minimumLength: got 5; must be a whole number of characters from 6 to 128",
      "reusePrevention: got 25; must be a whole number of passwords from 1 to 24",
      "maximumAgeDays: got 0; must be a whole number of days from 1 to 1095",
    ]);
  });
});

describe("the security contact", () => {
  const contact = {
    name: "Security team",
    title: "On call",
    emailAddress: "security@example.com",
    phoneNumber: "+1 555 0100",
  };

  test("is the account's alternate contact for security", () => {
    expect(synthesizeCapability(SecurityContact, contact).resource("aws_account_alternate_contact.contact")).toEqual({
      alternate_contact_type: "SECURITY",
      name: "Security team",
      title: "On call",
      email_address: "security@example.com",
      phone_number: "+1 555 0100",
      lifecycle: {
        precondition: [
          {
            condition:
              '${!contains(["aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-us-gov"], data.aws_partition.current.partition)}',
            error_message:
              "The partition ${data.aws_partition.current.partition} has no Account Management API: omit the security contact and set it in the console.",
          },
        ],
      },
    });
  });

  test("can be reached", () => {
    expect(
      problemsOf(() =>
        synthesizeCapability(SecurityContact, { ...contact, emailAddress: "x", phoneNumber: "call me" }),
      ),
    ).toEqual([
      'emailAddress: got "x"; must be an e-mail address such as security@example.com, with letters, digits and _ + = . # | ! & - before the @',
      'phoneNumber: got "call me"; must be a telephone number of 1 to 25 digits, spaces, ( ) + and -',
    ]);
  });
});

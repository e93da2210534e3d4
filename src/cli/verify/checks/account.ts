import type { PasswordPolicy } from "@aws-sdk/client-iam";
import { apply, broken, gone, judged, ok, type Check } from "../judgement";
import type { Observation } from "../observe";

type Expected = Observation["passwordPolicies"][number]["expected"];

/** AWS's names of what the state says. */
function comparable(expected: Expected): Partial<PasswordPolicy> {
  return {
    MinimumPasswordLength: expected.minimum_password_length,
    PasswordReusePrevention: expected.password_reuse_prevention,
    MaxPasswordAge: expected.max_password_age,
    HardExpiry: expected.hard_expiry,
    RequireLowercaseCharacters: expected.require_lowercase_characters,
    RequireUppercaseCharacters: expected.require_uppercase_characters,
    RequireNumbers: expected.require_numbers,
    RequireSymbols: expected.require_symbols,
    AllowUsersToChangePassword: expected.allow_users_to_change_password,
  };
}

export const accountChecks: readonly Check[] = [
  {
    id: "password-policy",
    about: "The password policy of the account is that of the state",
    judge: ({ passwordPolicies }) =>
      passwordPolicies.flatMap(({ expected, policy }) =>
        judged(
          "password policy",
          policy,
          (found) => {
            const differing = Object.entries(comparable(expected)).filter(
              ([name, value]) => (found[name as keyof PasswordPolicy] ?? false) !== value,
            );
            if (differing.length === 0) return ok("is that of the state");
            const words = differing.map(
              ([name, value]) => `${name} ${found[name as keyof PasswordPolicy] ?? "unset"} and not ${value}`,
            );
            return broken(`has ${words.join(", ")}`, apply);
          },
          gone,
        ),
      ),
  },
  {
    id: "ebs-encryption",
    about: "New EBS volumes of the region are encrypted",
    judge: ({ ebsEncryption }) =>
      ebsEncryption.flatMap(({ where, setting }) =>
        judged(`EBS encryption by default${where}`, setting, ({ EbsEncryptionByDefault }) =>
          EbsEncryptionByDefault ? ok("is on") : broken("is off: new volumes are not encrypted", apply),
        ),
      ),
  },
];

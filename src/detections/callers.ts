import { anyOf, is, isOneOf } from "./pattern-text";

// Conditions on fields that AWS sets. Fields that callers set, above all `userAgent`, prove nothing.

/** Callers with a password or a key of their own, or a session from one. */
export const keyHolder = isOneOf("$.userIdentity.type", ["IAMUser", "Root", "FederatedUser"]);

/** Key holders, and people who come through IAM Identity Center: their roles are named like this in every account. */
export const user = anyOf(keyHolder, is("$.userIdentity.sessionContext.sessionIssuer.userName", "AWSReservedSSO_*"));

/** Not an AWS service on behalf of a caller. In old records the console is one. */
export const notByService = anyOf(
  "$.userIdentity.invokedBy NOT EXISTS",
  is("$.userIdentity.invokedBy", "signin.amazonaws.com"),
);

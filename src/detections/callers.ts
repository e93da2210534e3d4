import { anyOf, is, isOneOf } from "./pattern-text";

// Conditions on what AWS writes of a caller. What callers write themselves, `userAgent` above all, tells nothing.

/** Whoever has a password or a key of their own, and whoever has a session made from one. */
export const keyHolder = isOneOf("$.userIdentity.type", ["IAMUser", "Root", "FederatedUser"]);

/** Key holders, and people who come through IAM Identity Center: their roles are named like this in every account. */
export const user = anyOf(keyHolder, is("$.userIdentity.sessionContext.sessionIssuer.userName", "AWSReservedSSO_*"));

/** Not an AWS service that does something for somebody. In old records the console is one. */
export const notByService = anyOf(
  "$.userIdentity.invokedBy NOT EXISTS",
  is("$.userIdentity.invokedBy", "signin.amazonaws.com"),
);

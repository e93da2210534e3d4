import { anyOf, is, isNot, isOneOf } from "./pattern-text";

// Conditions on fields that AWS sets. Fields that callers set, above all `userAgent`, prove nothing: they may add to what a detection
// finds, never take from it.

/** Callers with a password or a key of their own, or a session from one. */
export const keyHolder = isOneOf("$.userIdentity.type", ["IAMUser", "Root", "FederatedUser"]);

/** A key that does not expire. Consoles, roles and programs on AWS have sessions. */
export const longLivedKey = is("$.userIdentity.accessKeyId", "AKIA*");

const identityCenterUser = is("$.userIdentity.sessionContext.sessionIssuer.userName", "AWSReservedSSO_*");

/** Key holders, and people who come through IAM Identity Center: their roles are named like this in every account. */
export const user = anyOf(keyHolder, identityCenterUser);

/** Not an AWS service on behalf of a caller. In old records the console is one. */
export const notByService = anyOf(
  "$.userIdentity.invokedBy NOT EXISTS",
  is("$.userIdentity.invokedBy", "signin.amazonaws.com"),
);

/** Not auto scaling, of instances or of databases: it launches and deletes what a template, a group or a policy defines. */
export const notByAutoscaling = isNot("$.userIdentity.invokedBy", "*autoscaling.amazonaws.com");

/** An instance, with the credentials of its role: AWS names the session after the instance. */
export const instance = is("$.userIdentity.principalId", "*:i-*");

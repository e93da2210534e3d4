import { isOneOf, pattern } from "./pattern-text";

/** Error codes of some services, instead of the two that every benchmark lists. */
export const deniedOtherwise = pattern(
  isOneOf("$.errorCode", [
    "UnauthorizedException",
    "AuthorizationError*",
    "Client.AuthFailure",
    "ForbiddenException",
    "VpceAccessDenied",
  ]),
);

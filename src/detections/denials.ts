import { isOneOf, pattern } from "./pattern-text";

/** What some services say instead of the two codes that every benchmark looks for. */
export const deniedOtherwise = pattern(
  isOneOf("$.errorCode", [
    "UnauthorizedException",
    "AuthorizationError*",
    "Client.AuthFailure",
    "ForbiddenException",
    "VpceAccessDenied",
  ]),
);

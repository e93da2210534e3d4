import { federatedUser, iamUser, instance, keyOfUser, program, root, ssoUser, toolNames } from "../record";

export const byUser = { userIdentity: iamUser };
export const byKey = { userIdentity: keyOfUser };
export const byRoot = { userIdentity: root };
export const bySsoUser = { userIdentity: ssoUser };
export const byFederatedUser = { userIdentity: federatedUser };
export const byProgram = { userIdentity: program };
export const byInstance = { userIdentity: instance };
/** Somebody who calls himself an infrastructure tool. */
export const disguised = (further: object) => toolNames.map((userAgent) => ({ ...further, userAgent }));
export const byConsole = { userIdentity: { ...iamUser, invokedBy: "signin.amazonaws.com" } };

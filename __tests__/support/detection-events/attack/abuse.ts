import { call, denied, type Examples } from "../record";
import { byConsole, byKey, byProgram, bySsoUser, disguised } from "./callers";

export const abuse: Readonly<Record<string, Examples>> = {
  "model-access-requested": {
    matches: [
      call("bedrock", "CreateFoundationModelAgreement"),
      call("bedrock", "PutUseCaseForModelAccess"),
      ...["CreateProvisionedModelThroughput", "UpdateProvisionedModelThroughput", "CreateModelImportJob"].map(
        (eventName) => call("bedrock", eventName),
      ),
      ...["CreateCustomModelDeployment", "CreateMarketplaceModelEndpoint", "RegisterMarketplaceModelEndpoint"].map(
        (eventName) => call("bedrock", eventName),
      ),
    ],
    misses: [
      call("bedrock", "GetFoundationModelAvailability"),
      call("bedrock", "InvokeModel"),
      call("bedrock", "ListProvisionedModelThroughputs"),
      call("ecr", "CreateModelImportJob"),
      denied("bedrock", "CreateProvisionedModelThroughput"),
    ],
  },
  "email-sending-set-up": {
    matches: [
      call("ses", "PutAccountDetails"),
      denied("ses", "VerifyEmailIdentity"),
      call("sns", "SetSMSAttributes", { attributes: { MonthlySpendLimit: "1000" } }),
      ...["GetSendQuota", "GetAccount", "GetAccountSendingEnabled", "ListIdentities", "ListEmailIdentities"].map(
        (eventName) => call("ses", eventName, null, byKey),
      ),
      call("ses", "GetIdentityVerificationAttributes", { identities: ["example.com"] }, byKey),
      call("sns", "GetSMSAttributes", null, byKey),
      call("sns", "GetSMSSandboxAccountStatus", null, { ...byKey, errorCode: "AccessDenied" }),
      ...disguised(byKey).map((caller) => call("ses", "GetSendQuota", null, caller)),
    ],
    misses: [
      // Consoles and programs with roles.
      call("ses", "GetSendQuota"),
      ...[bySsoUser, byProgram, byConsole].map((caller) => call("ses", "GetSendQuota", null, caller)),
      call("sns", "GetSMSAttributes", null, bySsoUser),
      call("ses", "SendEmail", null, byKey),
      call("sns", "ListTopics", null, byKey),
    ],
  },
  "domain-transferred": {
    matches: [
      call("route53domains", "DisableDomainTransferLock"),
      call("route53domains", "RetrieveDomainAuthCode", { domainName: "example.com" }),
      call("route53domains", "UpdateDomainNameservers", { domainName: "example.com" }),
      call("route53domains", "DeleteDomain", { domainName: "example.com" }),
    ],
    misses: [
      call("route53domains", "UpdateTagsForDomain"),
      call("es", "DeleteDomain"),
      denied("route53domains", "UpdateDomainNameservers"),
      call("route53domains", "EnableDomainTransferLock"),
      call("route53domains", "ListDomains"),
    ],
  },
};

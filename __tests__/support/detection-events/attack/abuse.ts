import { call, denied, type Examples } from "../record";

export const abuse: Readonly<Record<string, Examples>> = {
  "model-access-requested": {
    matches: [call("bedrock", "CreateFoundationModelAgreement"), call("bedrock", "PutUseCaseForModelAccess")],
    misses: [call("bedrock", "GetFoundationModelAvailability"), call("bedrock", "InvokeModel")],
  },
  "email-sending-set-up": {
    matches: [call("ses", "PutAccountDetails"), denied("ses", "VerifyEmailIdentity")],
    misses: [call("ses", "GetSendQuota"), call("ses", "SendEmail")],
  },
  "domain-transferred": {
    matches: [call("route53domains", "DisableDomainTransferLock")],
    misses: [call("route53domains", "EnableDomainTransferLock"), call("route53domains", "ListDomains")],
  },
};

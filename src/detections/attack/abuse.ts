import { longLivedKey } from "../callers";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, pattern, succeeded } from "../pattern-text";

/** The account is misused for an intruder's purposes. */
export const abuse = [
  detection("attack", {
    id: "model-access-requested",
    title: "Access to a Bedrock model was requested, or a model imported or reserved",
    severity: "medium",
    why: "Thieves of credentials run models at your cost, and first accept agreements or reserve throughput. Many models need neither: access-key-created detects keys created for Bedrock.",
    firstSteps:
      "Ask the caller. If nobody wants the model: deactivate the caller and look at the cost of Bedrock in every region.",
    techniques: ["T1496.004"],
    pattern: pattern(
      calls(
        "bedrock",
        "PutFoundationModelEntitlement",
        "PutUseCaseForModelAccess",
        "CreateFoundationModelAgreement",
        "CreateProvisionedModelThroughput",
        "UpdateProvisionedModelThroughput",
        "CreateModelImportJob",
        "CreateCustomModelDeployment",
        "CreateMarketplaceModelEndpoint",
        "RegisterMarketplaceModelEndpoint",
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "bedrock.amazonaws.com" and eventName like /Entitlement|ModelAccess|Model(Agreement|Throughput|ImportJob|Deployment|Endpoint)$/ and readOnly = 0',
  }),
  detection("attack", {
    id: "email-sending-set-up",
    title: "Somebody prepared the account for sending e-mail or SMS, or looked how much it may send",
    severity: "medium",
    why: "Stolen accounts send phishing under your name. It begins with questions about limits and senders by a key, then a new sender; attempts count too.",
    firstSteps: "Ask the caller. If nobody wants to send: pause sending, delete the identity, deactivate the caller.",
    techniques: ["T1566", "T1496.004"],
    pattern: pattern(
      anyOf(
        calls(
          "ses",
          "UpdateAccountSendingEnabled",
          "PutAccountDetails",
          "VerifyEmailIdentity",
          "CreateEmailIdentity",
          "DeleteIdentity",
          "DeleteEmailIdentity",
        ),
        calls("sns", "SetSMSAttributes"),
        // Consoles ask the same, with sessions.
        allOf(
          calls(
            ["ses", "sns"],
            "GetSendQuota",
            "GetAccount",
            "GetAccountSendingEnabled",
            "ListIdentities",
            "ListEmailIdentities",
            "GetIdentityVerificationAttributes",
            "GetSMS*",
          ),
          longLivedKey,
        ),
      ),
    ),
    insightsFilter:
      "eventSource like /^(ses|sns)/ and eventName like /AccountSending|AccountDetails|^GetAccount|EmailIdentit|Identit(y|ies)$|SendQuota|VerificationAttr|SMS/",
  }),
  detection("attack", {
    id: "domain-transferred",
    title: "A domain was transferred or deleted, or prepared for it, or got other name servers",
    severity: "critical",
    why: "With the domain, or its name servers, go web site, e-mail and every certificate issued for it.",
    firstSteps:
      "Enable the transfer lock again, cancel the transfer or put the name servers back at once, and call the registrar.",
    techniques: ["T1584.001"],
    pattern: pattern(
      calls(
        "route53domains",
        "TransferDomainToAnotherAwsAccount",
        "DisableDomainTransferLock",
        "RetrieveDomainAuthCode",
        "UpdateDomainNameservers",
        "DeleteDomain",
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['TransferDomainToAnotherAwsAccount', 'DisableDomainTransferLock', 'RetrieveDomainAuthCode', 'UpdateDomainNameservers', 'DeleteDomain']",
  }),
];

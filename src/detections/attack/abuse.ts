import { detection } from "../detection-defaults";
import { calls, pattern, succeeded } from "../pattern-text";

/** The account is misused for an intruder's purposes. */
export const abuse = [
  detection("attack", {
    id: "model-access-requested",
    title: "Access to a Bedrock model was requested",
    severity: "medium",
    why: "Thieves of credentials run models at your cost, and first accept the agreements for them. Many models need none any more: access-key-created detects keys created for Bedrock.",
    firstSteps:
      "Ask the caller. If nobody wants the model: deactivate the caller and look at the cost of Bedrock in every region.",
    techniques: ["T1496.004"],
    pattern: pattern(
      calls("bedrock", "PutFoundationModelEntitlement", "PutUseCaseForModelAccess", "CreateFoundationModelAgreement"),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['PutFoundationModelEntitlement', 'PutUseCaseForModelAccess', 'CreateFoundationModelAgreement']",
  }),
  detection("attack", {
    id: "email-sending-set-up",
    title: "Somebody prepared the account for sending e-mail",
    severity: "medium",
    why: "Stolen accounts are used to send phishing under your name. It begins with leaving the SES sandbox and a new sender; attempts count too.",
    firstSteps: "Ask the caller. If nobody wants to send: pause sending, delete the identity, deactivate the caller.",
    techniques: ["T1566", "T1496.004"],
    pattern: pattern(
      calls(
        "ses",
        "UpdateAccountSendingEnabled",
        "PutAccountDetails",
        "VerifyEmailIdentity",
        "CreateEmailIdentity",
        "DeleteIdentity",
        "DeleteEmailIdentity",
      ),
    ),
    insightsFilter:
      'eventSource = "ses.amazonaws.com" and eventName like /SendingEnabled|AccountDetails|EmailIdentity|DeleteIdentity/',
  }),
  detection("attack", {
    id: "domain-transferred",
    title: "A domain was prepared for transfer, or transferred",
    severity: "critical",
    why: "With the domain go web site, e-mail and every certificate issued for it.",
    firstSteps: "Enable the transfer lock again or cancel the transfer at once, and call the registrar.",
    techniques: ["T1584.001"],
    pattern: pattern(
      calls("route53domains", "TransferDomainToAnotherAwsAccount", "DisableDomainTransferLock"),
      succeeded,
    ),
    insightsFilter: "eventName in ['TransferDomainToAnotherAwsAccount', 'DisableDomainTransferLock']",
  }),
];

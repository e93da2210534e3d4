import { deniedOtherwise } from "../denials";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isNot, pattern, succeeded } from "../pattern-text";

/** Identities: root, keys, passwords, second factors, sessions. */
export const credentials = [
  detection("attack", {
    id: "root-credentials-changed",
    title: "The root user got an access key, or its password or e-mail address changed",
    severity: "critical",
    why: "This is how an account is taken over for good: whoever has the address, the password or a key of root has everything.",
    firstSteps:
      "Ask the account's owner at once. If it was not them: recover the account with AWS Support, and delete root's keys.",
    techniques: ["T1098", "T1098.001"],
    pattern: pattern(
      is("$.userIdentity.type", "Root"),
      anyOf(
        allOf(calls("iam", "CreateAccessKey"), "$.requestParameters.userName NOT EXISTS", succeeded),
        allOf(calls("signin", "PasswordUpdated"), is("$.responseElements.PasswordUpdated", "Success")),
        calls("signin", "PasswordRecovery*", "EmailUpdated"),
      ),
    ),
    insightsFilter:
      'userIdentity.type = "Root" and eventName like /CreateAccessKey|PasswordUpdated|PasswordRecovery|EmailUpdated/',
  }),
  detection("attack", {
    id: "root-session-assumed",
    title: "Root rights were assumed in a member account",
    severity: "high",
    why: "AssumeRoot gives the management account root rights in a member account for a task, past every policy of that account.",
    firstSteps:
      "Ask those who run the organization which task it was for. If none: treat the management account as taken over.",
    techniques: ["T1548.005", "T1550.001"],
    pattern: pattern(calls("sts", "AssumeRoot")),
    insightsFilter: 'eventName = "AssumeRoot"',
  }),
  detection("attack", {
    id: "federation-token-issued",
    title: "Keys of a user were turned into a session or a console sign-in",
    severity: "medium",
    why: "GetFederationToken outlives the deactivation of the key it was made with; GetSigninToken opens the console with stolen credentials. Few use either.",
    firstSteps:
      "Ask the owner of the key. To end such a session, deny the user everything: deactivating the key is not enough.",
    techniques: ["T1550.001", "T1606"],
    pattern: pattern(
      anyOf(
        calls("sts", "GetFederationToken"),
        // IAM Identity Center asks for sign-in tokens whenever somebody opens its portal. Its roles have a path that nobody else can use.
        allOf(
          calls("signin", "GetSigninToken"),
          anyOf(
            isNot("$.userIdentity.arn", "*:assumed-role/AWSReservedSSO_*"),
            allOf(
              is("$.userIdentity.sessionContext.sessionIssuer.arn", "*"),
              '$.userIdentity.sessionContext.sessionIssuer.arn != "*:role/aws-reserved/sso.amazonaws.com/*"',
            ),
          ),
        ),
      ),
      succeeded,
    ),
    insightsFilter: "eventName in ['GetFederationToken', 'GetSigninToken']",
  }),
  detection("attack", {
    id: "access-key-created",
    title: "An access key, or another lasting secret, was created for a user",
    severity: "medium",
    why: "It is access from anywhere until somebody deletes it, which makes it the usual back door. Keys for Bedrock, which are stolen to run models, are such secrets.",
    firstSteps: "Ask the caller and the user. If nobody needs it: deactivate it and look at what it did.",
    techniques: ["T1098.001"],
    pattern: pattern(
      anyOf(
        allOf(calls("iam", "CreateAccessKey"), is("$.requestParameters.userName", "*")),
        calls(
          "iam",
          "CreateServiceSpecificCredential",
          "ResetServiceSpecificCredential",
          "UploadSSHPublicKey",
          "UploadSigningCertificate",
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /ServiceSpecificCredential|UploadS/ or (eventName = 'CreateAccessKey' and ispresent(requestParameters.userName))",
  }),
  detection("attack", {
    id: "console-password-set",
    title: "A console password was set for a user",
    severity: "medium",
    why: "With a password an intruder enters the console as that user, often one that had none and that nobody watches.",
    firstSteps:
      "Ask the caller and the user. If neither knows: delete the login profile and deactivate the user's keys.",
    techniques: ["T1098.001"],
    pattern: pattern(calls("iam", "CreateLoginProfile", "UpdateLoginProfile"), succeeded),
    insightsFilter: "eventName in ['CreateLoginProfile', 'UpdateLoginProfile']",
  }),
  detection("attack", {
    id: "iam-user-created",
    title: "An IAM user was created",
    severity: "low",
    why: "Where people come in through single sign-on, new users are rare. Intruders create them to come back, with names that look usual.",
    firstSteps: "Ask the caller what it is for. If nobody knows: delete the user with its keys and policies.",
    techniques: ["T1136.003"],
    pattern: pattern(calls("iam", "CreateUser"), succeeded),
    insightsFilter: 'eventSource = "iam.amazonaws.com" and eventName = "CreateUser"',
  }),
  detection("attack", {
    id: "mfa-device-removed",
    title: "An MFA device was removed",
    severity: "high",
    why: "Without its second factor a stolen password is enough. People remove a device when they change phones; intruders when they want to stay.",
    firstSteps: "Ask the user by telephone. If it was not them: reset the password and deactivate the keys.",
    techniques: ["T1556.006"],
    pattern: pattern(calls("iam", "DeactivateMFADevice", "DeleteVirtualMFADevice"), succeeded),
    insightsFilter: "eventName in ['DeactivateMFADevice', 'DeleteVirtualMFADevice']",
  }),
  detection("attack", {
    id: "password-policy-changed",
    title: "The password policy changed",
    severity: "medium",
    why: "Weak passwords are allowed again, for every user of the account.",
    firstSteps: "Compare the policy with what was agreed, and put it back.",
    techniques: ["T1556"],
    pattern: pattern(calls("iam", "UpdateAccountPasswordPolicy", "DeleteAccountPasswordPolicy"), succeeded),
    insightsFilter: "eventName in ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy']",
  }),
  detection("attack", {
    id: "compromised-key-quarantined",
    title: "AWS found a leaked access key and quarantined its user",
    severity: "critical",
    why: "AWS saw the key in public, usually in a repository. The quarantine stops only some calls; others may be going on.",
    firstSteps: "Deactivate the key now, then rotate it. Look at everything it did since it was leaked.",
    techniques: ["T1552.001"],
    pattern: pattern(
      calls("iam", "AttachUserPolicy", "PutUserPolicy"),
      anyOf(
        is("$.requestParameters.policyArn", "*/AWSCompromisedKeyQuarantine*"),
        is("$.requestParameters.policyName", "AWSCompromisedKeyQuarantine*"),
        is("$.requestParameters.policyName", "AWSExposedCredentialPolicy*"),
      ),
      succeeded,
    ),
    insightsFilter: "@message like /AWSCompromisedKeyQuarantine|AWSExposedCredentialPolicy/",
  }),
  detection("attack", {
    id: "denied-call-burst",
    title: "Very many calls were denied",
    severity: "high",
    why: "Tens of denials in minutes are a program that tests what credentials can do. The canonical pattern is Security Hub's, which also counts failures of log delivery.",
    firstSteps:
      "Group the events by caller. AWS services: repair the bucket policy they fail on. Anybody else: deactivate the credentials and look at the calls that went through.",
    controls: [{ benchmark: "AWS Security Hub", id: "CloudWatch.2" }],
    techniques: ["T1526", "T1580"],
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    further: { "other-codes": deniedOtherwise },
    insightsFilter: "errorCode like /Unauthorized|AccessDenied|Authorization|AuthFailure|Forbidden/",
    threshold: 50,
  }),
];

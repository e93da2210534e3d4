import { instance } from "../callers";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, is, isNot, isOneOf, pattern, succeeded } from "../pattern-text";

/** Identities: root, keys, passwords, second factors, sessions. */
export const credentials = [
  detection("attack", {
    id: "root-credentials-changed",
    title: "The root user got an access key, or its password or e-mail address is changed",
    severity: "critical",
    why: "This is how an account is taken over for good: whoever has the address, the password or a key of root has everything.",
    firstSteps:
      "Ask the account's owner at once. If it was not them: recover the account with AWS Support, and delete root's keys.",
    techniques: ["T1098", "T1098.001"],
    pattern: pattern(
      anyOf(
        allOf(
          is("$.userIdentity.type", "Root"),
          anyOf(
            allOf(calls("iam", "CreateAccessKey"), "$.requestParameters.userName NOT EXISTS", succeeded),
            allOf(calls("signin", "PasswordUpdated"), is("$.responseElements.PasswordUpdated", "Success")),
            calls("signin", "PasswordRecovery*", "EmailUpdated"),
          ),
        ),
        // Of a member account the management account changes it.
        allOf(calls("account", "StartPrimaryEmailUpdate", "AcceptPrimaryEmailUpdate"), succeeded),
      ),
    ),
    insightsFilter:
      '(userIdentity.type = "Root" and eventName like /CreateAccessKey|PasswordUpdated|PasswordRecovery|EmailUpdated/) or eventName like /PrimaryEmailUpdate$/',
  }),
  detection("attack", {
    id: "root-session-assumed",
    title: "Root rights were assumed in a member account, or who may have them changed",
    severity: "high",
    why: "AssumeRoot gives the management account root rights in a member account for a task, past every policy of that account. Two features of the organization allow this.",
    firstSteps:
      "Ask those who run the organization which task it was for. If none: treat the management account as taken over.",
    techniques: ["T1548.005", "T1550.001"],
    pattern: pattern(
      calls(
        ["sts", "iam"],
        "AssumeRoot",
        "EnableOrganizationsRootSessions",
        "DisableOrganizationsRootSessions",
        "EnableOrganizationsRootCredentialsManagement",
        "DisableOrganizationsRootCredentialsManagement",
      ),
    ),
    insightsFilter: 'eventName = "AssumeRoot" or eventName like /OrganizationsRoot/',
  }),
  detection("attack", {
    id: "federation-token-issued",
    title: "Credentials were turned into a session elsewhere, or a console sign-in",
    severity: "medium",
    why: "GetFederationToken outlives its key; GetSigninToken opens the console with stolen credentials. A command-line sign-in from another device may have been phished.",
    firstSteps: "Ask the owner. To end such a session, deny the user everything: deactivating the key is not enough.",
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
        // `aws login` from a device without a browser, and clients of other makers. From the same device it is daily work.
        allOf(
          calls("signin", "CreateOAuth2Token", "AuthorizeOAuth2Access"),
          isOneOf("$.requestParameters.client_id", ["*/cross-device", "*external-client/*"]),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['GetFederationToken', 'GetSigninToken'] or requestParameters.client_id like /cross-device|external-client/",
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
        // Who has a bearer token of a directory creates users in IAM Identity Center.
        calls(
          ["iam", "sso-directory"],
          "CreateServiceSpecificCredential",
          "ResetServiceSpecificCredential",
          "UploadSSHPublicKey",
          "UploadSigningCertificate",
          "CreateBearerToken",
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName like /ServiceSpecificCredential|UploadS|CreateBearerToken/ or (eventName = 'CreateAccessKey' and ispresent(requestParameters.userName))",
  }),
  detection("attack", {
    id: "stolen-credentials-used",
    title: "A tool of intruders called, or an instance's role did what instances do not do",
    severity: "high",
    why: "TruffleHog calls with keys that it finds, Pacu and S3 Browser are favourites of intruders. An instance signs in to no console and changes no identities: whoever has its role took it.",
    firstSteps:
      "Deactivate the key, or end the sessions of the role and isolate the instance. Then look at all calls from that address.",
    techniques: ["T1078.004", "T1552.005", "T1550.001"],
    pattern: pattern(
      anyOf(
        // What callers say themselves, and may leave out: it adds to what is found.
        isOneOf("$.userAgent", [
          "*ruffleHog*",
          "*rufflehog*",
          "*kali*",
          "*parrot*",
          "*pentoo*",
          "*Pacu*",
          "*S3 Browser*",
        ]),
        allOf(
          instance,
          anyOf(
            calls("signin", "ConsoleLogin", "GetSigninToken"),
            allOf(
              is("$.eventSource", "iam.amazonaws.com"),
              anyOf(
                allOf("$.readOnly IS FALSE", '$.eventName != "CreateServiceLinkedRole"'),
                isOneOf("$.eventName", ["ListUsers", "ListRoles", "GetAccount*"]),
              ),
            ),
          ),
        ),
      ),
    ),
    alarmOnly: "its events may be any call of any service",
    insightsFilter:
      "userAgent like /(?i)trufflehog|kali|parrot|pentoo|pacu|s3 browser/ or (userIdentity.principalId like /:i-/ and eventSource like /^(iam|signin)/)",
  }),
  detection("attack", {
    id: "console-password-set",
    title: "A console password was set for a user",
    severity: "medium",
    why: "With a password an intruder enters the console as that user, often one that had none and that nobody watches.",
    firstSteps:
      "Ask the caller and the user. If neither knows: delete the login profile and deactivate the user's keys.",
    techniques: ["T1098.001"],
    pattern: pattern(
      calls(["iam", "sso-directory"], "CreateLoginProfile", "UpdateLoginProfile", "UpdatePassword"),
      succeeded,
    ),
    insightsFilter: "eventName in ['CreateLoginProfile', 'UpdateLoginProfile', 'UpdatePassword']",
  }),
  detection("attack", {
    id: "iam-user-created",
    title: "An IAM user, or a role that principals of accounts may assume, was created",
    severity: "low",
    why: "Where people come in through single sign-on, new users are rare. Intruders create them, or a role for an account of their own, to come back, with names that look usual.",
    firstSteps:
      "Ask the caller what it is for, and read whom a role trusts. If nobody knows: delete it with its keys and policies.",
    techniques: ["T1136.003", "T1098.003"],
    pattern: pattern(
      anyOf(
        calls("iam", "CreateUser"),
        // The policy is a text. Roles for services name no ARN of IAM; a bare account id cannot be told from other digits.
        allOf(
          calls("iam", "CreateRole"),
          isOneOf("$.requestParameters.assumeRolePolicyDocument", ["*:root*", "*:user/*", "*:role/*"]),
        ),
      ),
      succeeded,
    ),
    insightsFilter:
      'eventSource = "iam.amazonaws.com" and (eventName = "CreateUser" or (eventName = "CreateRole" and @message like /:root|:user\\/|:role\\//))',
  }),
  detection("attack", {
    id: "mfa-device-removed",
    title: "An MFA device was removed, or added with a key",
    severity: "high",
    why: "Without its second factor a stolen password is enough. People add and remove devices in the console; with a key intruders add their own.",
    firstSteps: "Ask the user by telephone. If it was not them: reset the password and deactivate the keys.",
    techniques: ["T1556.006"],
    pattern: pattern(
      anyOf(
        calls("iam", "DeactivateMFADevice", "DeleteVirtualMFADevice"),
        calls("sso-directory", "DeleteMfaDeviceForUser"),
        // AWS sets this field in calls of a console session.
        allOf(calls("iam", "CreateVirtualMFADevice", "EnableMFADevice"), "$.sessionCredentialFromConsole NOT EXISTS"),
      ),
      succeeded,
    ),
    insightsFilter:
      "eventName in ['DeactivateMFADevice', 'DeleteVirtualMFADevice', 'DeleteMfaDeviceForUser', 'CreateVirtualMFADevice', 'EnableMFADevice']",
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
    insightsFilter: "errorCode like /UnauthorizedOperation|AccessDenied/",
    threshold: 50,
  }),
];

import { cisMonitoring, securityHub } from "../controls";
import { listed } from "../detection";
import { allOf, anyOf, isOneOf, pattern } from "../pattern-text";

/** Sign-ins and permissions. The texts are exactly those of Security Hub and CIS. */
export const identity = listed([
  {
    id: "root-account-usage",
    title: "The root user was used",
    pack: "cis",
    severity: "critical",
    why: "Nothing can restrict the root user, and daily work never needs it. Unless somebody announced it, treat it as a takeover of the account.",
    firstSteps:
      "Ask the account's owner. If nobody did it: change the root password, delete root access keys, check MFA and the account's e-mail address, then look at what was done.",
    controls: [...cisMonitoring(3), securityHub(1)],
    techniques: ["T1078.001", "T1078.004"],
    filters: {
      canonical:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      "security-hub":
        '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
      // The text of the auditors does not match changes by root in the console, which are "invoked by" the sign-in.
      console: pattern(
        '$.userIdentity.type = "Root"',
        '$.userIdentity.invokedBy = "signin.amazonaws.com"',
        '$.eventType != "AwsServiceEvent"',
        "$.readOnly IS FALSE",
      ),
    },
    insightsFilter: 'userIdentity.type = "Root" and eventType != "AwsServiceEvent"',
    uncounted: ["security-hub"],
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "unauthorized-api-calls",
    title: "Calls were denied",
    pack: "cis",
    severity: "medium",
    why: "Several denied calls in minutes: a broken deployment, or somebody testing what stolen credentials can do or guessing names of roles.",
    firstSteps:
      "Group the events by userIdentity.arn and sourceIPAddress. One caller and many different calls is a probe: deactivate the key or the role's sessions, then look at the calls that went through.",
    controls: cisMonitoring(1),
    techniques: ["T1526", "T1580"],
    filters: {
      // The text of Security Hub is `denied-call-burst`: it counts the failures of log delivery too.
      canonical:
        '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
      // Codes of some services, instead of the two that every benchmark lists, and that of a policy that names a principal that does not
      // exist: who guesses names of roles tries one policy after the other.
      "other-codes": pattern(
        isOneOf("$.errorCode", [
          "UnauthorizedException",
          "AuthorizationError*",
          "Client.AuthFailure",
          "ForbiddenException",
          "VpceAccessDenied",
          "MalformedPolicyDocument*",
        ]),
      ),
    },
    insightsFilter:
      'errorCode like /Unauthorized|AccessDenied|Authorization|AuthFailure|Forbidden|MalformedPolicy/ and sourceIPAddress != "delivery.logs.amazonaws.com"',
    threshold: 5,
    periodSeconds: 300,
  },
  {
    id: "console-sign-in-without-mfa",
    title: "An IAM user signed in to the console without MFA",
    pack: "cis",
    severity: "high",
    why: "A password was enough. Passwords leak and are guessed. This does not concern single sign-on, whose MFA is checked elsewhere.",
    firstSteps:
      "Ask the user. If it was not them: delete the login profile, deactivate their keys, and look at what they did since. If it was: give them an MFA device and a policy that demands it.",
    controls: [...cisMonitoring(2), securityHub(3)],
    techniques: ["T1078.004"],
    filters: {
      canonical:
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    },
    insightsFilter: 'eventName = "ConsoleLogin" and additionalEventData.MFAUsed != "Yes"',
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "iam-policy-changes",
    title: "IAM policies changed",
    pack: "cis",
    severity: "medium",
    why: "Policies decide who may do what. Deployments change them all the time; a change that belongs to none is how intruders gain rights and keep them.",
    firstSteps:
      "Compare with the deployments of the hour. Read the policy in requestParameters for wildcards and new principals; undo it if nobody owns it.",
    controls: [...cisMonitoring(4), securityHub(4)],
    techniques: ["T1098.003"],
    filters: {
      canonical:
        "{($.eventSource=iam.amazonaws.com) && (($.eventName=DeleteGroupPolicy) || ($.eventName=DeleteRolePolicy) || ($.eventName=DeleteUserPolicy) || ($.eventName=PutGroupPolicy) || ($.eventName=PutRolePolicy) || ($.eventName=PutUserPolicy) || ($.eventName=CreatePolicy) || ($.eventName=DeletePolicy) || ($.eventName=CreatePolicyVersion) || ($.eventName=DeletePolicyVersion) || ($.eventName=AttachRolePolicy) || ($.eventName=DetachRolePolicy) || ($.eventName=AttachUserPolicy) || ($.eventName=DetachUserPolicy) || ($.eventName=AttachGroupPolicy) || ($.eventName=DetachGroupPolicy))}",
    },
    insightsFilter:
      'eventSource = "iam.amazonaws.com" and eventName like /^(Put|Delete|Create|Attach|Detach).*Policy(Version)?$/',
    threshold: 1,
    periodSeconds: 300,
  },
  {
    id: "console-sign-in-failures",
    title: "Sign-ins to the console failed",
    pack: "cis",
    severity: "medium",
    why: "Three failures in five minutes are more than a typing mistake: somebody guesses passwords or tries leaked ones.",
    firstSteps:
      "Look at sourceIPAddress and the user names, and whether a sign-in from there succeeded. If one did, treat that user as taken over; if not, see that they all have MFA.",
    controls: [...cisMonitoring(6), securityHub(6)],
    techniques: ["T1110.001", "T1110.003", "T1110.004"],
    filters: {
      canonical: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
      // Unknown user names and MFA codes fail with other messages. Those above stay out, so that none counts twice. People of IAM Identity
      // Center have an event for each password and code.
      "other-failures": pattern(
        anyOf(
          allOf(
            '$.eventName = "ConsoleLogin"',
            '$.responseElements.ConsoleLogin = "Failure"',
            '($.errorMessage NOT EXISTS) || ($.errorMessage != "Failed authentication")',
          ),
          allOf('$.eventName = "CredentialVerification"', '$.serviceEventDetails.CredentialVerification = "Failure"'),
        ),
      ),
    },
    insightsFilter:
      'responseElements.ConsoleLogin = "Failure" or serviceEventDetails.CredentialVerification = "Failure"',
    threshold: 3,
    periodSeconds: 300,
  },
  {
    id: "organizations-changes",
    title: "The organization changed",
    pack: "cis",
    severity: "high",
    why: "Accounts that join, leave or move, and policies that are detached, take guard rails off whole accounts. Seen only by the trail of the management account or of the organization.",
    firstSteps:
      "Ask those who run the organization. If nobody did it: put the policy or the account back, and treat the management account as taken over.",
    controls: cisMonitoring(15, { absentFrom: ["1.2"] }),
    techniques: ["T1666"],
    filters: {
      canonical:
        '{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = "AcceptHandshake") || ($.eventName = "AttachPolicy") || ($.eventName = "CreateAccount") || ($.eventName = "CreateOrganizationalUnit") || ($.eventName = "CreatePolicy") || ($.eventName = "DeclineHandshake") || ($.eventName = "DeleteOrganization") || ($.eventName = "DeleteOrganizationalUnit") || ($.eventName = "DeletePolicy") || ($.eventName = "DetachPolicy") || ($.eventName = "DisablePolicyType") || ($.eventName = "EnablePolicyType") || ($.eventName = "InviteAccountToOrganization") || ($.eventName = "LeaveOrganization") || ($.eventName = "MoveAccount") || ($.eventName = "RemoveAccountFromOrganization") || ($.eventName = "UpdatePolicy") || ($.eventName = "UpdateOrganizationalUnit")) }',
      // Prowler asks for three more, in one pattern with the others.
      prowler:
        "{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = AcceptHandshake) || ($.eventName = AttachPolicy) || ($.eventName = CancelHandshake) || ($.eventName = CreateAccount) || ($.eventName = CreateOrganization) || ($.eventName = CreateOrganizationalUnit) || ($.eventName = CreatePolicy) || ($.eventName = DeclineHandshake) || ($.eventName = DeleteOrganization) || ($.eventName = DeleteOrganizationalUnit) || ($.eventName = DeletePolicy) || ($.eventName = DetachPolicy) || ($.eventName = DisablePolicyType) || ($.eventName = EnableAllFeatures) || ($.eventName = EnablePolicyType) || ($.eventName = InviteAccountToOrganization) || ($.eventName = LeaveOrganization) || ($.eventName = MoveAccount) || ($.eventName = RemoveAccountFromOrganization) || ($.eventName = UpdatePolicy) || ($.eventName = UpdateOrganizationalUnit)) }",
    },
    uncounted: ["canonical"],
    insightsFilter: 'eventSource = "organizations.amazonaws.com" and eventName not like /^(Describe|List)/',
    threshold: 1,
    periodSeconds: 300,
  },
]);

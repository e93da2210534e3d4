import { keyHolder, notByService, user } from "../callers";
import { detection } from "../detection-defaults";
import { allOf, anyOf, calls, failed, is, isOneOf, pattern, succeeded } from "../pattern-text";

/** Secrets read in bulk. Reading one is everyday work, so each has a threshold. */
export const secrets = [
  detection("attack", {
    id: "secrets-read-in-numbers",
    title: "A person read many secrets, or was denied many",
    severity: "medium",
    why: "Programs read their own secrets with a role; people read few. A key or a session that reads many in minutes collects them, and so does a role that is denied many.",
    firstSteps:
      "Group the events by caller and secret. One caller and many secrets: deactivate it and rotate what it read.",
    techniques: ["T1555.006"],
    pattern: pattern(
      calls("secretsmanager", "GetSecretValue"),
      anyOf(
        failed,
        allOf(
          anyOf(user, is("$.userIdentity.sessionContext.attributes.mfaAuthenticated", "true")),
          notByService,
          // Terraform and the caches of AWS's libraries request a version; an intruder does not know one.
          "$.requestParameters.versionId NOT EXISTS",
        ),
      ),
    ),
    insightsFilter: 'eventSource = "secretsmanager.amazonaws.com" and eventName = "GetSecretValue"',
    threshold: 20,
  }),
  detection("attack", {
    id: "secrets-read-in-batches",
    title: "Secrets or API keys were read in batches",
    severity: "medium",
    why: "One BatchGetSecretValue returns up to 20 secrets and leaves one event, GetApiKeys all keys of API Gateway. Few programs use either.",
    firstSteps:
      "Find out who called and with which filters. If no program of yours does this: deactivate the caller and rotate the secrets.",
    techniques: ["T1555.006"],
    pattern: pattern(anyOf(calls("secretsmanager", "BatchGetSecretValue"), calls("apigateway", "GetApiKeys"))),
    insightsFilter: "eventName in ['BatchGetSecretValue', 'GetApiKeys']",
    threshold: 3,
  }),
  detection("attack", {
    id: "parameters-decrypted-by-user",
    title: "A user decrypted many parameters",
    severity: "medium",
    why: "Programs read secure parameters with a role, and Terraform one at a time. Whoever asks for many at once, or is refused again and again, collects them.",
    firstSteps:
      "Ask the user. If it was not them: deactivate the key or end the session, and rotate what the parameters hold.",
    techniques: ["T1555.006"],
    pattern: pattern(
      calls("ssm", "GetParameter*"),
      anyOf(
        // A state refresh reads as well, one parameter at a time.
        allOf(
          isOneOf("$.eventName", ["GetParameters", "GetParametersByPath"]),
          "$.requestParameters.withDecryption IS TRUE",
          succeeded,
        ),
        is("$.errorCode", "AccessDenied*"),
      ),
      user,
      notByService,
    ),
    insightsFilter: 'eventSource = "ssm.amazonaws.com" and eventName like /^GetParameter/',
    threshold: 5,
  }),
  detection("attack", {
    id: "windows-passwords-requested",
    title: "Passwords of Windows instances were requested",
    severity: "medium",
    why: "Each call returns the administrator's password of an instance, encrypted with its key pair. Several are a harvest, even when they are denied.",
    firstSteps: "Ask the caller. If nobody knows: deactivate it, and change the passwords of the instances it named.",
    techniques: ["T1552"],
    pattern: pattern(calls("ec2", "GetPasswordData")),
    insightsFilter: 'eventName = "GetPasswordData"',
    threshold: 5,
  }),
  detection("attack", {
    id: "instance-user-data-read",
    title: "User data of many instances was requested",
    severity: "medium",
    why: "Start scripts hold passwords and keys more often than they should. Denied calls count, and calls with a user's key or an instance's role: deployments read it with other roles.",
    firstSteps: "Ask the caller. If nobody knows: deactivate it, and rotate whatever the scripts contain.",
    techniques: ["T1552", "T1580"],
    pattern: pattern(
      calls("ec2", "DescribeInstanceAttribute"),
      is("$.requestParameters.attribute", "userData"),
      anyOf(failed, keyHolder, is("$.userIdentity.sessionContext.ec2RoleDelivery", "*")),
    ),
    insightsFilter: 'eventName = "DescribeInstanceAttribute" and requestParameters.attribute = "userData"',
    threshold: 10,
  }),
];

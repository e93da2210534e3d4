import { ownDetection } from "../own-detection";
import { calls, is, pattern, succeeded } from "../pattern-text";

/** Secrets read in numbers. One reading is everyday work, so each has a threshold. */
export const secrets = [
  ownDetection("attack", {
    id: "secrets-read-in-numbers",
    title: "Many secrets were read",
    severity: "medium",
    why: "Programs read their own few secrets and keep them. Reading many in minutes is somebody who collects, whether the calls succeed or not.",
    firstSteps:
      "Group the events by caller and secret. One caller and many secrets: deactivate it and rotate what it read.",
    techniques: ["T1555.006"],
    pattern: pattern(calls("secretsmanager", "GetSecretValue")),
    insightsFilter: 'eventSource = "secretsmanager.amazonaws.com" and eventName = "GetSecretValue"',
    threshold: 20,
  }),
  ownDetection("attack", {
    id: "secrets-read-in-batches",
    title: "Secrets were read in batches",
    severity: "medium",
    why: "One BatchGetSecretValue returns up to 20 secrets and leaves one event. Few programs use it.",
    firstSteps:
      "Look who called and with which filters. If no program of yours does this: deactivate the caller and rotate the secrets.",
    techniques: ["T1555.006"],
    pattern: pattern(calls("secretsmanager", "BatchGetSecretValue")),
    insightsFilter: 'eventName = "BatchGetSecretValue"',
    threshold: 3,
  }),
  ownDetection("attack", {
    id: "parameters-decrypted-by-user",
    title: "An IAM user decrypted parameters",
    severity: "medium",
    why: "Programs read secure parameters with a role. An IAM user who decrypts several is a person, or a leaked key.",
    firstSteps: "Ask the user. If it was not them: deactivate the key and rotate what the parameters hold.",
    techniques: ["T1555.006"],
    pattern: pattern(
      calls("ssm", "GetParameter", "GetParameters", "GetParametersByPath"),
      "$.requestParameters.withDecryption IS TRUE",
      is("$.userIdentity.type", "IAMUser"),
      succeeded,
    ),
    insightsFilter:
      'eventName like /^GetParameter/ and requestParameters.withDecryption = 1 and userIdentity.type = "IAMUser"',
    threshold: 5,
  }),
  ownDetection("attack", {
    id: "windows-passwords-requested",
    title: "Passwords of Windows instances were asked for",
    severity: "medium",
    why: "Each call returns the administrator's password of an instance, encrypted with its key pair. Several are a harvest, even when they are denied.",
    firstSteps: "Ask the caller. If nobody knows: deactivate it, and change the passwords of the instances it named.",
    techniques: ["T1552"],
    pattern: pattern(calls("ec2", "GetPasswordData")),
    insightsFilter: 'eventName = "GetPasswordData"',
    threshold: 5,
  }),
  ownDetection("attack", {
    id: "instance-user-data-read",
    title: "User data of many instances was asked for",
    severity: "medium",
    why: "Start scripts hold passwords and keys more often than they should. Reading those of many instances is a search for them, even when it is denied.",
    firstSteps: "Ask the caller. If nobody knows: deactivate it, and rotate whatever the scripts contain.",
    techniques: ["T1552", "T1580"],
    pattern: pattern(calls("ec2", "DescribeInstanceAttribute"), is("$.requestParameters.attribute", "userData")),
    insightsFilter: 'eventName = "DescribeInstanceAttribute" and requestParameters.attribute = "userData"',
    threshold: 5,
  }),
];

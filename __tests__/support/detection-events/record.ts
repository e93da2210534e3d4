/** A CloudTrail record, as far as detections look at it. */
export type EventRecord = Readonly<Record<string, unknown>>;

/** What a detection must see, and what it must not, though it is close. */
export interface Examples {
  readonly matches: readonly EventRecord[];
  readonly misses: readonly EventRecord[];
}

const base = {
  eventVersion: "1.11",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROAEXAMPLEEXAMPLEEXA:alex",
    arn: "arn:aws:sts::111122223333:assumed-role/developers/alex",
    accountId: "111122223333",
    accessKeyId: "ASIAEXAMPLEEXAMPLEEX",
    sessionContext: {
      sessionIssuer: { type: "Role", userName: "developers" },
      attributes: { creationDate: "2026-03-02T08:00:00Z", mfaAuthenticated: "true" },
    },
  },
  eventTime: "2026-03-02T09:30:00Z",
  awsRegion: "eu-central-1",
  sourceIPAddress: "198.51.100.7",
  userAgent: "aws-cli/2.22.0",
  requestParameters: null,
  responseElements: null,
  requestID: "5f1f0c64-2f0f-4c3a-9a40-0d6b6a3b8f11",
  eventID: "0b9e2c1e-7d55-4f6f-8a43-5b1f2f0d7c22",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: "111122223333",
  eventCategory: "Management",
};

/** A call that succeeded. `service` is what stands before `.amazonaws.com`. */
export function call(
  service: string,
  eventName: string,
  requestParameters: object | null = null,
  further: object = {},
): EventRecord {
  const readOnly = /^(Get|List|Describe|BatchGet)/.test(eventName);
  return { ...base, eventSource: `${service}.amazonaws.com`, eventName, requestParameters, readOnly, ...further };
}

/** A call that IAM denied. */
export function denied(
  service: string,
  eventName: string,
  requestParameters: object | null = null,
  further: object = {},
): EventRecord {
  return call(service, eventName, requestParameters, {
    errorCode: service === "ec2" ? "Client.UnauthorizedOperation" : "AccessDenied",
    errorMessage: `User is not authorized to perform: ${service}:${eventName}`,
    ...further,
  });
}

/** A policy that names a principal that does not exist. */
export const malformed = call(
  "iam",
  "UpdateAssumeRolePolicy",
  { roleName: "test", policyDocument: '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::444455556666:role/admin"}}]}' },
  { errorCode: "MalformedPolicyDocumentException", errorMessage: "Invalid principal in policy" },
);

/** Calls that were denied with a code that is not the usual one. */
export const deniedOtherwise = [
  call("resource-explorer-2", "Search", null, { errorCode: "UnauthorizedException" }),
  call("sns", "Publish", null, { errorCode: "AuthorizationError" }),
  call("sns", "Subscribe", null, { errorCode: "AuthorizationErrorException" }),
  call("ec2", "DescribeInstances", null, { errorCode: "Client.AuthFailure" }),
  call("apigateway", "GetApiKeys", null, { errorCode: "ForbiddenException" }),
  call("s3", "GetObject", null, { errorCode: "VpceAccessDenied", eventCategory: "NetworkActivity" }),
];

/** A sign-in to the console by an IAM user. */
export function signIn(outcome: "Success" | "Failure", further: object = {}): EventRecord {
  return call("signin", "ConsoleLogin", null, {
    eventType: "AwsConsoleSignIn",
    userIdentity: iamUser,
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: { LoginTo: "https://console.aws.amazon.com/", MobileVersion: "No", MFAUsed: "Yes" },
    ...(outcome === "Failure" ? { errorMessage: "Failed authentication" } : {}),
    ...further,
  });
}

export const iamUser = {
  type: "IAMUser",
  principalId: "AIDAEXAMPLEEXAMPLEEXA",
  arn: "arn:aws:iam::111122223333:user/sam",
  accountId: "111122223333",
  userName: "sam",
};

export const root = {
  type: "Root",
  principalId: "111122223333",
  arn: "arn:aws:iam::111122223333:root",
  accountId: "111122223333",
};

/** Somebody who came in through IAM Identity Center. */
export const ssoUser = {
  ...base.userIdentity,
  arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developers_0a1b2c3d4e5f6a7b/alex",
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      arn: "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Developers_0a1b2c3d4e5f6a7b",
      userName: "AWSReservedSSO_Developers_0a1b2c3d4e5f6a7b",
    },
    attributes: { creationDate: "2026-03-02T08:00:00Z", mfaAuthenticated: "false" },
  },
};

export const federatedUser = {
  type: "FederatedUser",
  principalId: "111122223333:sam",
  arn: "arn:aws:sts::111122223333:federated-user/sam",
  accountId: "111122223333",
};

/** The role of a program: a function, a task, a pipeline. */
export const program = {
  ...base.userIdentity,
  arn: "arn:aws:sts::111122223333:assumed-role/orders/9f8e7d6c5b4a39281706f5e4d3c2b1a0",
  sessionContext: {
    sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/orders", userName: "orders" },
    attributes: { creationDate: "2026-03-02T08:00:00Z", mfaAuthenticated: "false" },
  },
};

/** The role of an instance, with credentials that the instance got. */
export const instance = {
  ...program,
  principalId: "AROAEXAMPLEEXAMPLEEXA:i-0123456789abcdef0",
  arn: "arn:aws:sts::111122223333:assumed-role/orders/i-0123456789abcdef0",
  sessionContext: { ...program.sessionContext, ec2RoleDelivery: "2.0" },
};

/** A key of a user, which does not expire. */
export const keyOfUser = { ...iamUser, accessKeyId: "AKIAEXAMPLEEXAMPLEEX" };

/** What infrastructure tools say they are, and anybody else may say as well. */
export const toolNames: readonly string[] = [
  "APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.25.0",
  "APN/1.1 (Pulumi/3.190.0) aws-sdk-go-v2/1.39.0",
  "cloudformation.amazonaws.com",
  "autoscaling.amazonaws.com",
];

/** A role that an AWS service uses on behalf of the account. */
export function service(name: string): object {
  return { ...base.userIdentity, invokedBy: `${name}.amazonaws.com` };
}

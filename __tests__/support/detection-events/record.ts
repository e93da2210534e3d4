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
export function denied(service: string, eventName: string, requestParameters: object | null = null): EventRecord {
  return call(service, eventName, requestParameters, {
    errorCode: service === "ec2" ? "Client.UnauthorizedOperation" : "AccessDenied",
    errorMessage: `User is not authorized to perform: ${service}:${eventName}`,
  });
}

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

/** A role that an AWS service uses on behalf of the account. */
export function service(name: string): object {
  return { ...base.userIdentity, invokedBy: `${name}.amazonaws.com` };
}

import { call, denied, service, type Examples } from "../record";
import { byConsole, byFederatedUser, byInstance, byProgram, byRoot, bySsoUser, byUser, disguised } from "./callers";

const version = { secretId: "db", versionId: "8f2f1c6e-3f0d-4c55-9a55-0d4c9d0c7f10" };
const userData = { instanceId: "i-0abc", attribute: "userData" };

export const secrets: Readonly<Record<string, Examples>> = {
  "secrets-read-in-numbers": {
    matches: [
      call("secretsmanager", "GetSecretValue", { secretId: "db" }),
      denied("secretsmanager", "GetSecretValue"),
      ...[byUser, byRoot, bySsoUser, byFederatedUser, ...disguised(byUser), ...disguised(bySsoUser)].map((caller) =>
        call("secretsmanager", "GetSecretValue", { secretId: "db" }, caller),
      ),
      // In old records the console calls on behalf of its user.
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, byConsole),
      // Who is refused is no deployment, whatever it asks for.
      ...[byProgram, byInstance, ...disguised(byProgram)].map((caller) =>
        call("secretsmanager", "GetSecretValue", version, { ...caller, errorCode: "AccessDenied" }),
      ),
    ],
    misses: [
      call("secretsmanager", "DescribeSecret"),
      call("secretsmanager", "GetRandomPassword"),
      // A state refresh, whoever runs it.
      ...[byUser, bySsoUser, byProgram].map((caller) => call("secretsmanager", "GetSecretValue", version, caller)),
      // An application that starts.
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, byProgram),
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, byInstance),
      call("secretsmanager", "GetSecretValue", { secretId: "db" }, { userIdentity: service("ecs-tasks") }),
    ],
  },
  "secrets-read-in-batches": {
    matches: [call("secretsmanager", "BatchGetSecretValue"), call("apigateway", "GetApiKeys")],
    misses: [call("secretsmanager", "GetSecretValue"), call("apigateway", "GetApiKey"), call("appsync", "ListApiKeys")],
  },
  "parameters-decrypted-by-user": {
    matches: [
      ...[byUser, byRoot, bySsoUser, byFederatedUser, byConsole, ...disguised(byUser), ...disguised(bySsoUser)].map(
        (caller) => call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }, caller),
      ),
      call("ssm", "GetParametersByPath", { path: "/", recursive: true, withDecryption: true }, bySsoUser),
      ...disguised(byUser).map((caller) =>
        call("ssm", "GetParameter", null, { ...caller, errorCode: "AccessDeniedException" }),
      ),
    ],
    misses: [
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }),
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: true }, byProgram),
      call("ssm", "GetParameters", { names: ["/db"], withDecryption: false }, byUser),
      call(
        "ssm",
        "GetParameters",
        { names: ["/db"], withDecryption: true },
        { userIdentity: service("cloudformation") },
      ),
      // A state refresh.
      call("ssm", "GetParameter", { name: "/db", withDecryption: true }, byUser),
      call("ssm", "GetParameter", { name: "/db", withDecryption: true }, bySsoUser),
      call("ssm", "GetParameter", { name: "/gone" }, { ...byUser, errorCode: "ParameterNotFound" }),
    ],
  },
  "windows-passwords-requested": {
    matches: [call("ec2", "GetPasswordData"), denied("ec2", "GetPasswordData", { instanceId: "i-0abc" })],
    misses: [call("secretsmanager", "GetRandomPassword"), call("ec2", "GetConsoleOutput")],
  },
  "instance-user-data-read": {
    matches: [
      denied("ec2", "DescribeInstanceAttribute", userData),
      ...[byUser, byRoot, byFederatedUser, byInstance, ...disguised(byUser), ...disguised(byInstance)].map((caller) =>
        call("ec2", "DescribeInstanceAttribute", userData, caller),
      ),
      ...disguised(byProgram).map((caller) =>
        call("ec2", "DescribeInstanceAttribute", userData, { ...caller, errorCode: "Client.UnauthorizedOperation" }),
      ),
    ],
    misses: [
      call("ec2", "DescribeInstanceAttribute", { instanceId: "i-0abc", attribute: "instanceType" }, byUser),
      // A state refresh in a pipeline, and one by a person.
      call("ec2", "DescribeInstanceAttribute", userData, byProgram),
      call("ec2", "DescribeInstanceAttribute", userData, bySsoUser),
    ],
  },
};

import { Stop } from "../stop";

/** Why AWS cannot be called at all. */
export class AccountError extends Stop {}

/** Whether a call failed because what it asks for does not exist. */
export function isAbsence({ name, message }: Error): boolean {
  // Security Hub and Athena have no name of their own for "there is none".
  return (
    /^NoSuch|NotFound|DoesNotExist|NonExistent/.test(name) ||
    /not subscribed to AWS Security Hub|^WorkGroup .* is not found/.test(message)
  );
}

/** Whether a call failed because a permission is missing. */
export function isDenial({ name }: Error): boolean {
  return /^(AccessDenied|Unauthorized|AuthorizationError|Forbidden)/.test(name);
}

/** Why no call can succeed, if it is because of the credentials. */
export function problemOfCredentials({ name, message }: Error): string | undefined {
  if (/^(CredentialsProvider|Token(Provider|Refresh))/.test(name)) {
    return `no AWS credentials found: ${message}\nSet AWS_PROFILE, or sign in (aws sso login)`;
  }
  if (/^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId)/.test(name)) {
    return `AWS rejects these credentials (${name}: ${message})`;
  }
  return undefined;
}

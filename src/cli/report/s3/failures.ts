import { inLine } from "../../../terraform/text/visible";
import { isOfAws, textOf } from "../../aws/answered";
import { isDenial, problemOfCredentials } from "../../aws/failures";
import { Stop } from "../../stop";
import { urlOf, type Place } from "./url";

export const permissions =
  "Reading a bucket takes s3:ListBucket on it, s3:GetObject on its objects, and kms:Decrypt on the key that encrypts them.";

/** Why an object cannot be read, if it is because of this one. */
export function reasonOf(error: Error): string | undefined {
  const { name, code, $metadata } = error as Error & {
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  if (code === "ENAMETOOLONG") return "its name is too long for a file";
  if (code === "ENOTDIR" || code === "EISDIR" || code === "EEXIST") return "a file of another object is in its place";
  if (problemOfCredentials(error) !== undefined || name === "NoSuchBucket") return undefined;
  if (name === "NoSuchKey" || name === "NotFound") return "no longer exists";
  if (name === "InvalidObjectState") return "archived: restore it first";
  const { httpStatusCode: status = 0 } = $metadata ?? {};
  if (isDenial(error) || status === 403)
    return `${textOf(error)}. It takes s3:GetObject, and kms:Decrypt on the key that encrypts it`;
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? textOf(error) : undefined;
}

/** What ends the reading, in a sentence. A defect stays one. */
export function stopFor(error: unknown, place?: Place): unknown {
  const failure = error as NodeJS.ErrnoException;
  if (failure instanceof Stop) return failure;
  const problem = problemOfCredentials(failure);
  if (problem !== undefined) return new Stop(problem);
  if (failure.name === "NoSuchBucket")
    return new Stop(`There is no bucket ${place ? inLine(place.bucket) : "any more"}.`);
  if (isDenial(failure))
    return new Stop(
      `${place ? `${inLine(urlOf(place))} cannot` : "Cannot"} be listed: ${inLine(textOf(failure))}. ${permissions}`,
    );
  const isOfConnection = failure.code !== undefined && failure.path === undefined;
  return isOfAws(failure) || isOfConnection ? new Stop(`AWS does not answer: ${inLine(textOf(failure))}.`) : failure;
}

import { inLine } from "../../../terraform/text/visible";
import { Stop } from "../../stop";

/** A folder of a bucket, or an object. */
export interface Place {
  readonly bucket: string;
  /** As S3 has it: nothing is decoded. Empty: the whole bucket. */
  readonly key: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** @throws {@link Stop} For what is no `s3://bucket/prefix`. */
export function parseUrl(text: string): Place {
  const refuse = (why: string): never => {
    throw new Stop(`${inLine(text)}: ${why}`);
  };
  const ofBucket = /^arn:[^:]*:s3:::([^/]+)(.*)$/.exec(text);
  if (ofBucket) refuse(`write s3://${inLine(ofBucket[1]! + ofBucket[2]!)}`);
  if (/^(s3:\/\/)?arn:/i.test(text))
    refuse("not the name of a bucket: write s3://bucket/prefix with the bucket itself");
  const [, bucket, key = ""] = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(text) ?? refuse("write s3://bucket/prefix");
  if (bucket === "") refuse("names no bucket: write s3://bucket/prefix");
  if (!bucketName.test(bucket!))
    refuse(`${inLine(bucket!)} is no bucket: a name has 3 to 63 lower-case letters, digits, dots and hyphens`);
  return { bucket: bucket!, key };
}

export function urlOf({ bucket, key }: Place): string {
  return `s3://${bucket}/${key}`;
}

import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Access, connectForManyCalls, regionOf } from "../../aws/connection";
import type { Found, Page } from "./walk";

/** In milliseconds. Without a limit a connection that is lost unnoticed is waited for without end. */
const limits = { connectionTimeout: 10_000, socketTimeout: 60_000 };

/** Times that an object is begun of which a part arrived only: the SDK tries again only before the first byte. */
const attempts = 3;

/** The objects of a bucket. */
export class Bucket {
  private constructor(
    readonly name: string,
    private readonly s3: S3Client,
    private readonly signal: AbortSignal,
  ) {}

  /** Every call but the first goes to the region of the bucket, whatever the region of the environment is. */
  static async open(name: string, access: Access, signal: AbortSignal): Promise<Bucket> {
    const configured = { ...access, configuration: { requestHandler: limits, ...access.configuration } };
    const first = connectForManyCalls({ ...configured, region: await anyRegion(configured) })(S3Client);
    const region = await regionOfBucket(first, name, signal);
    return new Bucket(
      name,
      region === undefined ? first : connectForManyCalls({ ...configured, region })(S3Client),
      signal,
    );
  }

  async list(folder: string, isDeep: boolean, from?: string): Promise<Page> {
    const {
      CommonPrefixes = [],
      Contents = [],
      NextContinuationToken,
    } = await this.s3.send(
      new ListObjectsV2Command({
        Bucket: this.name,
        Prefix: folder,
        ...(!isDeep && { Delimiter: "/" }),
        ...(from !== undefined && { ContinuationToken: from }),
      }),
      { abortSignal: this.signal },
    );
    return {
      folders: CommonPrefixes.map(({ Prefix }) => Prefix!),
      objects: Contents.map(({ Key, Size = 0, LastModified }) => ({
        key: Key!,
        size: Size,
        changed: LastModified?.getTime() ?? Infinity,
      })),
      ...(NextContinuationToken !== undefined && { next: NextContinuationToken }),
    };
  }

  async find(key: string): Promise<Found> {
    const { ContentLength = 0, LastModified } = await this.s3.send(
      new HeadObjectCommand({ Bucket: this.name, Key: key }),
      { abortSignal: this.signal },
    );
    return { key, size: ContentLength, changed: LastModified?.getTime() ?? Infinity };
  }

  /** Writes an object to a file, which is replaced. */
  async download(key: string, file: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.name, Key: key }), {
        abortSignal: this.signal,
      });
      try {
        await pipeline(Body as Readable, createWriteStream(file, { mode: 0o600 }), { signal: this.signal });
        return;
      } catch (error) {
        if (isOfFile(error as Error)) throw Object.assign(error as Error, { path: file });
        if (this.signal.aborted || attempt === attempts) throw error;
      }
    }
  }
}

function isOfFile({ syscall = "" }: NodeJS.ErrnoException): boolean {
  return ["open", "write", "close"].includes(syscall);
}

/** The region of the environment, or one that knows where all buckets are. */
async function anyRegion(access: Access): Promise<string> {
  const s3 = connectForManyCalls(access)(S3Client);
  try {
    return await s3.config.region();
  } catch (error) {
    return /missing/.test((error as Error).message) ? "us-east-1" : regionOf(s3);
  }
}

/** S3 says it in every answer, also to whoever may not ask. The first call of all tells what is wrong. */
async function regionOfBucket(s3: S3Client, Bucket: string, abortSignal: AbortSignal): Promise<string | undefined> {
  try {
    return (await s3.send(new HeadBucketCommand({ Bucket }), { abortSignal })).BucketRegion;
  } catch (error) {
    const { $response } = error as { readonly $response?: { readonly headers?: Readonly<Record<string, string>> } };
    return $response?.headers?.["x-amz-bucket-region"];
  }
}

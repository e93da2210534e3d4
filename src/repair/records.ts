import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { recordKey, recordPrefix, undoRecord, type UndoRecord } from "../remediation";
import type { ClientOf } from "./clients";
import type { Place } from "./remedy";

const mostBytes = 1024 * 1024;

/** A record that cannot be used, and why. */
export class BadRecord extends Error {}

export interface RecordKey {
  readonly key: string;
  /** ISO 8601, to the second. */
  readonly time: string;
}

/** The records in the bucket, of what resources were before they were changed. */
export class Records {
  private readonly s3: S3Client;

  /**
   * @param place Where the resources are.
   * @param owner The account of the bucket.
   */
  constructor(
    clients: ClientOf,
    private readonly place: Place,
    private readonly bucket: string,
    private readonly owner = place.account,
  ) {
    this.s3 = clients(S3Client);
  }

  /** @returns Its key. Nothing is ever overwritten. */
  async put(record: UndoRecord): Promise<string> {
    const [Key, Body] = [recordKey(record), `${JSON.stringify(record, null, 2)}\n`];
    if (Buffer.byteLength(Body) > mostBytes) throw new BadRecord(`the record would have more than ${mostBytes} bytes`);
    const content = { Key, Body, ContentType: "application/json", IfNoneMatch: "*" };
    await this.s3.send(new PutObjectCommand({ ...this.ofUs(), ...content })).catch((error: unknown) => {
      // A call that is tried again may have succeeded before: the key is of this record only.
      if ((error as Error).name !== "PreconditionFailed") throw error;
    });
    return Key;
  }

  /** The records of a resource, or of all, the newest first. */
  async list(name: string, resource?: string): Promise<RecordKey[]> {
    const found: RecordKey[] = [];
    const input = { ...this.ofUs(), Prefix: recordPrefix(name, resource) };
    for await (const { Contents = [] } of paginateListObjectsV2({ client: this.s3 }, input)) {
      for (const { Key: key = "" } of Contents) {
        const [, date, at] = /\/(\d{8})T(\d{6})Z-[0-9a-f-]{36}\.json$/.exec(key) ?? [];
        if (date !== undefined && at !== undefined) found.push({ key, time: timeOf(date, at) });
      }
    }
    return found.sort((one, other) => (one.time < other.time ? 1 : -1));
  }

  /**
   * @param resource What the record has to be of, in this account and region.
   * @throws {@link BadRecord} If it is anything but such a record.
   */
  async get(key: string, { name, resource }: Pick<UndoRecord, "name" | "resource">): Promise<UndoRecord> {
    const { Body, ContentLength } = await this.s3.send(new GetObjectCommand({ ...this.ofUs(), Key: key }));
    if (ContentLength === undefined || ContentLength > mostBytes)
      throw new BadRecord(`the record ${key} has more than ${mostBytes} bytes`);
    const record = parse(key, (await Body?.transformToString()) ?? "");
    const expected = { name, resource, account: this.place.account, region: this.place.region };
    for (const [property, value] of Object.entries(expected)) {
      const got = record[property as keyof typeof expected];
      if (got !== value) throw new BadRecord(`the record ${key} is of the ${property} ${got}, not ${value}`);
    }
    if (recordKey(record) !== key) throw new BadRecord(`the record ${key} does not belong to its key`);
    return record;
  }

  private ofUs() {
    return { Bucket: this.bucket, ExpectedBucketOwner: this.owner };
  }
}

function parse(key: string, text: string): UndoRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRecord(`the record ${key} is no JSON`);
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version !== 1)
    throw new BadRecord(`the record ${key} has version ${version}, and this program knows version 1: update it`);
  const record = undoRecord.safeParse(value);
  if (record.success) return record.data;
  const [{ path, message } = { path: [], message: "" }] = record.error.issues;
  throw new BadRecord(`the record ${key} is malformed: ${[path.join("."), message].filter(Boolean).join(": ")}`);
}

function timeOf(date: string, at: string): string {
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
  return `${year}-${month}-${dayOfMonth}T${at.slice(0, 2)}:${at.slice(2, 4)}:${at.slice(4)}Z`;
}

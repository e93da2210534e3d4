import { Hash } from "../json-stream/hash";
import { isAt, stringEnd, valueStart } from "../json-stream/json-bytes";
import type { RawRecord } from "../json-stream/raw-record";
import type { WantedKeys } from "../json-stream/wanted-keys";

/** How `eventSource` begins in the notifications of S3, DynamoDB and Kinesis, which look like records otherwise. */
const NOTIFICATION = Buffer.from('"aws:');

/**
 * The fields of an object that decide whether it is a CloudTrail record, and which event it is of, read from its bytes. The
 * same instance reads one object after the other.
 */
export class RecordFields {
  /** Whether the object is a CloudTrail record. */
  isRecord = false;
  /** Whether the record says which event it is of. */
  hasId = false;
  /** Of that event: of its id, and of its name and time, because test data use an id several times. */
  readonly hash = new Hash();
  private readonly id: number;
  private readonly name: number;
  private readonly eventTime: number;
  private readonly source: number;
  private readonly identity: number;

  constructor(keys: WantedKeys) {
    this.id = keys.add("eventID");
    this.name = keys.add("eventName");
    this.eventTime = keys.add("eventTime");
    this.source = keys.add("eventSource");
    this.identity = keys.add("userIdentity");
  }

  read(record: RawRecord): void {
    const { bytes } = record;
    const [id, name, time] = [ownValue(record, this.id), ownValue(record, this.name), ownValue(record, this.eventTime)];
    const source = ownValue(record, this.source);
    const isNotification = source !== -1 && isAt(bytes, source, NOTIFICATION);
    // Test data may lack one or the other.
    this.isRecord =
      (isString(bytes, name) || record.keys.ownEnd(this.identity) !== -1) &&
      (source !== -1 || time !== -1) &&
      !isNotification;
    this.hasId = isString(bytes, id);
    if (!this.isRecord || !this.hasId) return;
    this.hash.clear();
    for (const at of [id, name, time])
      if (isString(bytes, at)) this.hash.add(record.words, at, stringEnd(record.words, at + 1, record.end));
  }

  /** When the event of a record happened, as it says; empty if it does not. */
  time(record: RawRecord): string {
    const { bytes, words, end } = record;
    const at = ownValue(record, this.eventTime);
    return isString(bytes, at) ? bytes.toString("latin1", at + 1, stringEnd(words, at + 1, end)) : "";
  }
}

/** Where the value of one of the record's own keys starts; -1 if it does not have it. */
function ownValue({ bytes, start, end, keys }: RawRecord, key: number): number {
  const keyEnd = keys.ownEnd(key);
  return keyEnd === -1 ? -1 : valueStart(bytes, start + keyEnd, end);
}

function isString(bytes: Buffer, at: number): boolean {
  return at !== -1 && bytes[at] === 0x22;
}

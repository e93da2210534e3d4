import { isAt, stringEnd, valueStart } from "../json-stream/json-bytes";
import type { RawRecord } from "../json-stream/raw-record";

const names = ["eventID", "eventName", "eventTime", "eventSource", "userIdentity"].map((name) => Buffer.from(name));

const TIME = names.findIndex((name) => name.equals(Buffer.from("eventTime")));

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
  /** Two halves of a hash of that event: of its id, and of its name and time, because test data use an id several times. */
  first = 0;
  second = 0;
  /** Where the values of {@link names} start; -1 where the object does not have one. */
  private readonly values = new Int32Array(names.length);

  read({ bytes, start, end, keys }: RawRecord): void {
    const { values } = this;
    values.fill(-1);
    for (let i = 0; i < keys.topCount; i++) {
      const key = keys.top(i);
      const from = start + keys.start(key);
      const to = start + keys.end(key);
      for (let field = 0; field < names.length; field++) {
        const name = names[field]!;
        if (name.length === to - from && isAt(bytes, from, name)) values[field] = valueStart(bytes, to, end);
      }
    }
    const [id, name, time, source, identity] = values as unknown as [number, number, number, number, number];
    const isNotification = isString(bytes, source) && isAt(bytes, source, NOTIFICATION);
    // Test data may lack one or the other.
    this.isRecord = (isString(bytes, name) || identity !== -1) && (source !== -1 || time !== -1) && !isNotification;
    this.hasId = isString(bytes, id);
    if (!this.isRecord || !this.hasId) return;
    this.first = 0x811c9dc5;
    this.second = 0;
    this.add(bytes, id, end);
    if (isString(bytes, name)) this.add(bytes, name, end);
    if (isString(bytes, time)) this.add(bytes, time, end);
    this.second = mixed(this.second ^ this.first);
  }

  /** When the event of the record that was read last happened, as it says; empty if it does not. */
  time({ bytes, end }: RawRecord): string {
    const at = this.values[TIME]!;
    return isString(bytes, at) ? bytes.toString("latin1", at + 1, stringEnd(bytes, at + 1, end)) : "";
  }

  private add(bytes: Buffer, at: number, end: number): void {
    let { first, second } = this;
    const quote = stringEnd(bytes, at + 1, end);
    for (let i = at; i < quote; i++) {
      const byte = bytes[i]!;
      first = Math.imul(first ^ byte, 0x01000193);
      second = Math.imul(((second << 5) | (second >>> 27)) ^ byte, 0x5bd1e995);
    }
    this.first = first;
    this.second = second;
  }
}

function isString(bytes: Buffer, at: number): boolean {
  return at !== -1 && bytes[at] === 0x22;
}

/** Lets every bit of a hash depend on all others, because its lowest ones choose the place in a table. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

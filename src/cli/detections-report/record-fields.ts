import { skipSpace, stringEnd } from "./json-bytes";
import type { RawRecord } from "./record-sink";

const EVENT_ID = Buffer.from("eventID");
const EVENT_NAME = Buffer.from("eventName");
const EVENT_TIME = Buffer.from("eventTime");
const EVENT_SOURCE = Buffer.from("eventSource");
const USER_IDENTITY = Buffer.from("userIdentity");

/** How `eventSource` begins in the notifications of S3, DynamoDB and Kinesis, which look like records otherwise. */
const NOTIFICATION = Buffer.from('"aws:');

/**
 * The fields of an object that tell whether it is a CloudTrail record, and which event it is of, read from its bytes. The
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

  read({ bytes, start, end, keys }: RawRecord): void {
    let id = -1;
    let name = -1;
    let time = -1;
    let source = -1;
    let hasIdentity = false;
    for (let i = 0; i < keys.topCount; i++) {
      const key = keys.top(i);
      const from = start + keys.start(key);
      const to = start + keys.end(key);
      switch (to - from) {
        case EVENT_ID.length:
          if (isAt(bytes, from, EVENT_ID)) id = valueStart(bytes, to, end);
          break;
        case EVENT_NAME.length:
          if (isAt(bytes, from, EVENT_NAME)) name = valueStart(bytes, to, end);
          else if (isAt(bytes, from, EVENT_TIME)) time = valueStart(bytes, to, end);
          break;
        case EVENT_SOURCE.length:
          if (isAt(bytes, from, EVENT_SOURCE)) source = valueStart(bytes, to, end);
          break;
        case USER_IDENTITY.length:
          if (isAt(bytes, from, USER_IDENTITY)) hasIdentity = true;
      }
    }
    const isNotification = isString(bytes, source) && isAt(bytes, source, NOTIFICATION);
    // Test data may lack one or the other.
    this.isRecord = (isString(bytes, name) || hasIdentity) && (source !== -1 || time !== -1) && !isNotification;
    this.hasId = isString(bytes, id);
    if (!this.isRecord || !this.hasId) return;
    this.first = 0x811c9dc5;
    this.second = 0;
    this.add(bytes, id, end);
    if (isString(bytes, name)) this.add(bytes, name, end);
    if (isString(bytes, time)) this.add(bytes, time, end);
    this.second = mixed(this.second ^ this.first);
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

function valueStart(bytes: Buffer, keyEnd: number, end: number): number {
  const colon = skipSpace(bytes, keyEnd + 1, end);
  return skipSpace(bytes, colon + 1, end);
}

function isString(bytes: Buffer, at: number): boolean {
  return at !== -1 && bytes[at] === 0x22;
}

function isAt(bytes: Buffer, start: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false;
  return true;
}

/** Lets every bit of a hash depend on all others, because its lowest ones choose the place in a table. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

import type { ClientOf } from "../../aws/connection";
import type { GuardedCall } from "./guarded-calls";

/** What a reader needs in order to read an account. */
export interface ReaderContext {
  readonly call: GuardedCall;
  readonly account: string;
  readonly region: string;
  /** A client of the SDK for the region, the same for all. */
  readonly client: ClientOf;
}

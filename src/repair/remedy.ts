import type { Logic } from "../remediation";

/** Where resources are. */
export interface Place {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** A resource as AWS describes it now. */
export interface Found<State = unknown> {
  /** What records, the table and commands call it, whatever it was asked for by. */
  readonly id: string;
  /** Id and ARN, and a name that no other resource has. */
  readonly names: readonly string[];
  /** A name that whoever created it chose, and that others may have as well. */
  readonly label?: string;
  /** Its account. */
  readonly owner: string;
  /** Unset: they cannot be read. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Unset: the resource belongs to another account. */
  readonly state?: State;
}

/** The calls that a remediation makes. It decides nothing: that is what its logic does. */
export interface Remedy<State = unknown, Change = unknown> {
  readonly logic: Logic<State, Change>;
  /** Whether what this monitoring made is repaired as well. */
  readonly repairsOwn?: true;
  /** Whether a change goes on after its call, as a runbook does: there is nothing to verify, and nothing to undo. */
  readonly isStartedOnly?: true;
  /** What may be wrong, for a sweep; unset: AWS Config lists it. */
  list?(): Promise<string[]>;
  /** @param resource An id, a name or an ARN. */
  read(resource: string): Promise<Found<State> | undefined>;
  /** @param id Of a resource that was read. */
  apply(id: string, change: Change): Promise<void>;
}

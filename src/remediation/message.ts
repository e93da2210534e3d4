/** `detail-type` of the events that functions put on the bus. */
export const messageType = "Security Monitoring Remediation";

export const outcomes = [
  "repaired",
  "proposed",
  "exempt",
  "set back",
  "limit reached",
  "not repaired",
  "failed",
] as const;

/** `detail` of such an event. Each text is one line, so that every format can show it. */
export interface MessageDetail {
  readonly remediation: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly outcome: (typeof outcomes)[number];
  /** Where the resource is, which may be another account than that of the event. */
  readonly account: string;
  readonly region: string;
  /** Of one resource its id, name or ARN; of a sweep `3 resources`. */
  readonly resource: string;
  /** A sentence: `Repaired: security group sg-1 lets the whole internet in on port 22.` */
  readonly title: string;
  readonly wrong: string;
  /** What was changed, or would be. */
  readonly change: string;
  /** Who changed the resource last, and when, or why that is not known. */
  readonly changedBy: string;
  /** A command, or why there is none. */
  readonly undo: string;
  readonly exempt: string;
  /** What else to know: that Terraform's state may name an old rule, why it was not repaired. */
  readonly note: string;
}

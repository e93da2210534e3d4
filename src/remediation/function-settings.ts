import { z } from "zod";
import { remediationNames } from "./catalogue";

/** A runbook of SSM Automation that repairs what a rule of AWS Config complains of. */
const runbook = z.strictObject({
  document: z.string(),
  /** Lists of values by parameter; `{resource}` in a value is the resource's id. */
  parameters: z.record(z.string(), z.array(z.string())),
  roleArn: z.string(),
});

/**
 * What a function is told in its environment variable {@link settingsVariable}, as JSON. `repair` and `undo` read the same, from the state.
 */
export const functionSettings = z.strictObject({
  /** The remediation, or the name that the user gave a runbook. It begins every key in the table and in the bucket. */
  name: z.string(),
  /** Unset: a runbook. */
  remediation: z.enum(remediationNames).optional(),
  runbook: runbook.optional(),
  mode: z.enum(["propose", "automatic"]),
  /** Rule of AWS Config, its prefix included, if one finds the resources. */
  rule: z.string().optional(),
  severity: z.enum(["low", "medium", "high", "critical"]),
  /** Source of the events that the messages are. */
  source: z.string(),
  /** Table of the attempts, with `id` as its key. */
  table: z.string(),
  /** Bucket of what is needed to undo. */
  bucket: z.string(),
  exemptTag: z.string(),
  /** Resources by id, name or ARN: if `only` has any, no other is repaired; `never` is not. */
  only: z.array(z.string()),
  never: z.array(z.string()),
  repairsPerHour: z.int(),
  /** Resources that this monitoring made, by id, name or ARN. */
  own: z.array(z.string()),
  /** Name of the role with which resources of other accounts are examined and repaired. Unset: those of this account only. */
  memberRole: z.string().optional(),
});

export type FunctionSettings = z.output<typeof functionSettings>;

export const settingsVariable = "REMEDIATION";

/** The body of a message that asks for a sweep. */
export const sweepRequest = { sweep: "daily" } as const;

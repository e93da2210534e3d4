import { z } from "zod";

/**
 * What is written before a change, as an object of the bucket with the key `<name>/<resource, URI-encoded>/<time>-<id>.json`. It is data:
 * what undoes the change is computed from it again, and nothing in it is executed.
 */
export const undoRecord = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  /** The remediation, or the user's name of the runbook. */
  name: z.string(),
  account: z.string(),
  region: z.string(),
  resource: z.string(),
  /** ISO 8601. */
  time: z.iso.datetime(),
  /** Who repaired: the ARN of a caller. */
  by: z.string(),
  /** What was to be changed, for readers. */
  changes: z.array(z.string()),
  /** The resource as AWS described it; its remediation knows the shape. Unset: a runbook. */
  before: z.unknown().optional(),
});

export type UndoRecord = z.output<typeof undoRecord>;

export function recordKey({ name, resource, time, id }: UndoRecord): string {
  return `${recordPrefix(name, resource)}${time.replaceAll(/[-:]|\.\d+/g, "")}-${id}.json`;
}

/** Without a resource: of all of them. */
export function recordPrefix(name: string, resource?: string): string {
  return resource === undefined ? `${name}/` : `${name}/${encodeURIComponent(resource)}/`;
}

import type { Detection, Pack } from "./detection";

/** A detection with a pattern of our own: one filter, no auditor behind it, an alarm from the first event on. */
type OwnDetection<Id extends string> = Omit<
  Detection<Id>,
  "pack" | "filters" | "controls" | "threshold" | "periodSeconds"
> &
  Partial<Pick<Detection, "controls" | "threshold" | "periodSeconds">> & { readonly pattern: string };

export function ownDetection<const Id extends string>(
  pack: Pack,
  { pattern, ...detection }: OwnDetection<Id>,
): Detection<Id> {
  return { pack, controls: [], filters: { canonical: pattern }, threshold: 1, periodSeconds: 300, ...detection };
}

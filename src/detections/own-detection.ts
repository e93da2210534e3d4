import type { Detection, Pack } from "./detection";

/** A detection with a pattern of our own: no auditor behind it, an alarm from the first event on. */
type OwnDetection<Id extends string> = Omit<
  Detection<Id>,
  "pack" | "filters" | "controls" | "threshold" | "periodSeconds"
> &
  Partial<Pick<Detection, "controls" | "threshold" | "periodSeconds">> & {
    readonly pattern: string;
    /** Filters beside it, by name, for what does not fit into one pattern. */
    readonly further?: Readonly<Record<string, string>>;
  };

export function ownDetection<const Id extends string>(
  pack: Pack,
  { pattern, further, ...detection }: OwnDetection<Id>,
): Detection<Id> {
  const filters = { canonical: pattern, ...further };
  return { pack, controls: [], filters, threshold: 1, periodSeconds: 300, ...detection };
}

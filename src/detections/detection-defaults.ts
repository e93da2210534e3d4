import type { Detection, Pack } from "./detection";

/** A detection that no auditor defines: it has one pattern, and an alarm that the first event triggers. */
type DetectionWithDefaults<Id extends string> = Omit<
  Detection<Id>,
  "pack" | "filters" | "controls" | "threshold" | "periodSeconds"
> &
  Partial<Pick<Detection, "controls" | "threshold" | "periodSeconds">> & {
    readonly pattern: string;
    /** Further filters, by name, for what does not fit into one pattern. */
    readonly further?: Readonly<Record<string, string>>;
  };

export function detection<const Id extends string>(
  pack: Pack,
  { pattern, further, ...rest }: DetectionWithDefaults<Id>,
): Detection<Id> {
  const filters = { canonical: pattern, ...further };
  return { pack, controls: [], filters, threshold: 1, periodSeconds: 300, ...rest };
}

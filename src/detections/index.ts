import { attack } from "./attack";
import { cis } from "./cis";
import { data } from "./data";
import type { Detection, Pack } from "./detection";
import { tamper } from "./tamper";

export { cisMonitoringChapters } from "./controls";
export { countedFilters, severities, type Control, type Detection, type Pack, type Severity } from "./detection";

export const packs: Readonly<Record<Pack, readonly Detection[]>> = { cis, tamper, attack, data };

/** Every detection. */
export const detections = [...cis, ...tamper, ...attack, ...data] as const;

/** The key of a filter in Terraform, which is the end of its name in AWS as well. */
export function filterKey(id: string, name: string): string {
  return name === "canonical" ? id : `${id}/${name}`;
}

/** Keys of the filters whose matches another filter of the same metric counts. */
export const uncountedFilters = detections.flatMap(({ id, uncounted = [] }) =>
  uncounted.map((name) => filterKey(id, name)),
);

/** The id of a detection of the catalogue. */
export type DetectionId = (typeof detections)[number]["id"];

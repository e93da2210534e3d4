import { attack } from "./attack";
import { cis } from "./cis";
import type { Detection, Pack } from "./detection";
import { tamper } from "./tamper";

export { cisMonitoringChapters } from "./controls";
export { severities, type Control, type Detection, type Pack, type Severity } from "./detection";

export const packs: Readonly<Record<Pack, readonly Detection[]>> = { cis, tamper, attack };

/** Every detection there is. */
export const detections = [...cis, ...tamper, ...attack] as const;

/** The id of a detection of the catalogue. */
export type DetectionId = (typeof detections)[number]["id"];

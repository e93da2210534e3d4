import type { Detection } from "./detection";
import { rootAccountUsage } from "./root-account-usage";

export type { Control, Detection, Pack, Severity } from "./detection";

/** Every detection there is. */
export const detections: readonly Detection[] = [rootAccountUsage];

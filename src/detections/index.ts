import type { Detection } from "./detection";
import { rootAccountUsage } from "./root-account-usage";

export type { Control, Detection } from "./detection";

/** Every detection there is. */
export const detections: readonly Detection[] = [rootAccountUsage];

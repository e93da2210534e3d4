import { alerts } from "./alerts";
import { services } from "./services";
import { trail } from "./trail";

/** Attempts to disable the monitoring. */
export const tamper = [...trail, ...alerts, ...services];

import { alerts } from "./alerts";
import { services } from "./services";
import { trail } from "./trail";

/** Somebody blinds the monitoring. */
export const tamper = [...trail, ...alerts, ...services];

import { alerts } from "./alerts";
import { monitoring } from "./monitoring";
import { services } from "./services";
import { trail } from "./trail";

/** Attempts to disable the monitoring. */
export const tamper = [...monitoring, ...trail, ...alerts, ...services];

import { monitoringSettings, parseSettings } from "../../settings";

/** All settings with their defaults. */
export const defaults = parseSettings(monitoringSettings, {}, "the defaults");

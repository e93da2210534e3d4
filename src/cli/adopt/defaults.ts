import { monitoringSettings, parseSettings } from "../../settings";

/** What everything is called and set to where nothing is said. */
export const defaults = parseSettings(monitoringSettings, {}, "the defaults");

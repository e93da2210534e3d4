import { detections, type Detection } from "../detections";
import { reach } from "../detections/event-route";
import { techniques, type Technique } from "../detections/techniques";
import { isInstantByDefault } from "./event-pattern-text";

/** How fast what is seen is reported, from the fastest: every detection has an alarm. */
export const routes = {
  both: "event rule and alarm",
  chosen: "alarm, and event rule if chosen",
  alarm: "alarm only",
} as const;

export type Route = keyof typeof routes;

/** What the detections see of a technique. */
export interface Coverage extends Technique {
  /** That of the fastest detection; undefined if nothing sees it. */
  readonly route: Route | undefined;
  readonly seenBy: readonly Detection[];
  /** Its sub-techniques that are seen, if nothing sees more of it. */
  readonly through: readonly Coverage[];
}

/** What the detections see of every technique of the platform IaaS. */
export function coverage(): readonly Coverage[] {
  return techniques.map(coverageOf);
}

function coverageOf(technique: Technique): Coverage {
  const seenBy = detectionsOf(technique.id);
  const parts = techniques.filter(({ id }) => id.startsWith(`${technique.id}.`)).map(coverageOf);
  const through = seenBy.length > 0 ? [] : parts.filter(({ route }) => route !== undefined);
  const found = [...seenBy.map(routeOf), ...through.map(({ route }) => route)];
  const route = (Object.keys(routes) as Route[]).find((one) => found.includes(one));
  return { ...technique, route, seenBy, through };
}

/** The detections that name a technique. */
export function detectionsOf(id: string): readonly Detection[] {
  return detections.filter((detection: Detection) => detection.techniques.includes(id));
}

/** The route of a detection with the default settings, once it is enabled. */
export function routeOf(detection: Detection): Route {
  if (reach(detection) === "none") return "alarm";
  return isInstantByDefault(detection) ? "both" : "chosen";
}

import { attackRelease } from "../detections/techniques";
import { unseenTechniques } from "../detections/unseen-techniques";
import { coverage, routes, type Coverage, type Route } from "./coverage";

const colours: Readonly<Record<Route, string>> = { both: "#57c97b", chosen: "#b7e4c7", alarm: "#fde68a" };

/** What ATT&CK Navigator opens: https://github.com/mitre-attack/attack-navigator/tree/master/layers/spec/v4.5 */
export function coverageLayer(): object {
  return {
    name: "AWS security monitoring",
    versions: { attack: attackRelease.version.split(".")[0], navigator: "5.2.0", layer: "4.5" },
    domain: "enterprise-attack",
    description: "What the detections see with all packs, and why not the rest.",
    filters: { platforms: ["IaaS"] },
    sorting: 0,
    layout: { layout: "side", showID: true, showName: true, expandedSubtechniques: "all" },
    techniques: coverage().map((one) => ({
      techniqueID: one.id,
      ...(one.route ? { color: colours[one.route] } : {}),
      comment: commentOf(one),
    })),
    legendItems: (Object.keys(routes) as Route[]).map((route) => ({ label: routes[route], color: colours[route] })),
  };
}

function commentOf({ id, route, seenBy, through }: Coverage): string {
  if (route === undefined) return `Not seen: ${unseenTechniques[id]!.join(". ")}`;
  const names = seenBy.length > 0 ? seenBy : through;
  return `${routes[route]}: ${names.map((one) => one.id).join(", ")}`;
}

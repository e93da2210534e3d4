import { detections, type Detection } from "../detections";
import { attackRelease, otherTechniques, tactics, type Tactic, type Technique } from "../detections/techniques";
import { unseenReasons, unseenTechniques, type UnseenReason } from "../detections/unseen-techniques";
import { coverage, detectionsOf, routeOf, routes, type Coverage, type Route } from "./coverage";
import { techniqueLink } from "./detections-page";
import { table } from "./tables";

/**
 * What the detections see of MITRE ATT&CK, and why not the rest.
 *
 * @param voucher For the layer file, which has no place for a seal.
 */
export function coveragePage(voucher: string): string {
  const all = coverage();
  const seen = all.filter(({ route }) => route !== undefined);
  const unseen = all.filter(({ route }) => route === undefined);
  const by = (list: readonly Coverage[], which: Route | undefined) =>
    list.filter(({ route }) => route === which).length;
  const parents = seen.filter(({ through }) => through.length > 0).length;
  return `# Coverage

<!-- Generated: \`npm run generate\` writes this file. -->

![Which techniques of MITRE ATT&CK for IaaS the detections see, and by which routes](pictures/coverage.svg)

Of the ${all.length} techniques and sub-techniques of [MITRE ATT&CK](https://attack.mitre.org/matrices/enterprise/cloud/iaas/) ${attackRelease.version} (${attackRelease.date}) for the platform
IaaS, the [${detections.length} detections](detections.md) of all packs see ${seen.length}: ${by(seen, "both")} by event rule and alarm with the default settings, ${by(seen, "chosen")} by alarm and, if
chosen, by event rule, ${by(seen, "alarm")} by alarm only. ${parents} of them are techniques of which only sub-techniques are named. The other ${unseen.length} are below,
each with the reason.

To look at it in [ATT&CK Navigator](https://mitre-attack.github.io/attack-navigator/), choose "Open Existing Layer" and "Upload from local", and select
[navigator-layer.json](coverage/navigator-layer.json).

**What counts as seen.** A detection names the technique, and the tests have events that it matches. Many calls are steps of one technique: seen
means that these calls are, not that every way to do it is. [What the detections find](detections-measured.md) in records of attacks is measured.

${table(
  ["Tactic", "Techniques", ...Object.values(routes), "not seen"],
  (Object.keys(tactics) as Tactic[]).map((tactic) => {
    const own = all.filter((technique) => technique.tactics.includes(tactic));
    const routesAndNone = [...(Object.keys(routes) as Route[]), undefined];
    return [tactics[tactic], own.length, ...routesAndNone.map((route) => by(own, route))].map(String);
  }),
)}

A technique of several tactics is in each of their rows.

## Seen

${table(
  ["Technique", "Tactics", "Routes", "Detections"],
  seen.map((one) => [
    nameOf(one),
    tacticsOf(one),
    routes[one.route!],
    one.seenBy.length > 0 ? linksTo(one.seenBy) : `as ${one.through.map(({ id }) => techniqueLink(id)).join(", ")}`,
  ]),
)}

## Not seen

${(Object.keys(unseenReasons) as UnseenReason[])
  .map((reason) => {
    const own = unseen.filter(({ id }) => unseenTechniques[id]![0] === reason);
    return `### ${reason[0]!.toUpperCase()}${reason.slice(1)}\n\n${unseenReasons[reason]}\n\n${table(
      ["Technique", "Tactics", "What it would be"],
      own.map((one) => [nameOf(one), tacticsOf(one), unseenTechniques[one.id]![1]]),
    )}`;
  })
  .join("\n\n")}

## Of other platforms

${table(
  ["Technique", "Platforms", "Routes", "Detections"],
  otherTechniques.map((one) => {
    const seenBy = detectionsOf(one.id);
    const route = (Object.keys(routes) as Route[]).find((which) => seenBy.some((by) => routeOf(by) === which))!;
    return [nameOf(one), one.platforms.join(", "), routes[route], linksTo(seenBy)];
  }),
)}

## Source

Ids, names and tactics are MITRE's. © ${attackRelease.date.slice(0, 4)} The MITRE Corporation. This work is reproduced and distributed with the permission of The
MITRE Corporation, under its [terms of use](https://attack.mitre.org/resources/terms-of-use/):

> The MITRE Corporation (MITRE) hereby grants you a non-exclusive, royalty-free license to use ATT&CK® for research, development, and
> commercial purposes. Any copy you make for such purposes is authorized provided that you reproduce MITRE's copyright designation and
> this license in any such copy.

<!-- ${voucher} -->
`;
}

function nameOf({ id, name }: Pick<Technique, "id" | "name">): string {
  return `${techniqueLink(id)} ${name}`;
}

function tacticsOf(technique: Technique): string {
  return technique.tactics.map((tactic) => tactics[tactic]).join(", ");
}

function linksTo(list: readonly Detection[]): string {
  return list.map(({ id }) => `[${id}](detections.md#${id})`).join(", ");
}

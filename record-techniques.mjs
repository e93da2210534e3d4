/**
 * Writes src/detections/techniques.ts: the tactics and techniques of MITRE ATT&CK for IaaS, and what detections name of other
 * platforms. Its data is the STIX 2.1 bundle of Enterprise ATT&CK, which is not part of the project:
 * https://github.com/mitre-attack/attack-stix-data, enterprise-attack/.
 *
 * Usage: npm run record:techniques -- <enterprise-attack.json>
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

const file = "src/detections/techniques.ts";
const { objects } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const ofType = (type) => objects.filter((object) => object.type === type);

const idOf = ({ external_references }) =>
  external_references.find(({ source_name }) => source_name === "mitre-attack").external_id;
const all = ofType("attack-pattern")
  .filter(({ revoked, x_mitre_deprecated }) => !revoked && !x_mitre_deprecated)
  .map((pattern) => ({
    id: idOf(pattern),
    name: pattern.name,
    tactics: pattern.kill_chain_phases.map(({ phase_name }) => phase_name),
    platforms: (pattern.x_mitre_platforms ?? []).sort(),
  }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));

const isOfMatrix = ({ platforms }) => platforms.includes("IaaS");
const matrix = all.filter(isOfMatrix);
const named = new Set(
  readdirSync("src/detections", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "techniques.ts")
    .flatMap(
      ({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8").match(/\bT\d{4}(\.\d{3})?\b/g) ?? [],
    ),
);

const [collection] = ofType("x-mitre-collection");
const tactics = ofType("x-mitre-matrix")[0]
  .tactic_refs.map((ref) => ofType("x-mitre-tactic").find(({ id }) => id === ref))
  .filter(({ x_mitre_shortname: tactic }) => matrix.some(({ tactics }) => tactics.includes(tactic)));

const text = `// Written by \`npm run record:techniques\` from Enterprise ATT&CK. © The MITRE Corporation. This work is reproduced and
// distributed with the permission of The MITRE Corporation: https://attack.mitre.org/resources/terms-of-use/

export const attackRelease = ${JSON.stringify({ version: collection.x_mitre_version, date: collection.modified.slice(0, 10) })};

/** The columns of the matrix, in their order: what an intruder wants. */
export const tactics = ${JSON.stringify(
  Object.fromEntries(tactics.map(({ x_mitre_shortname, name }) => [x_mitre_shortname, name])),
)} as const;

export type Tactic = keyof typeof tactics;

export interface Technique {
  /** With a point, that of a sub-technique. */
  readonly id: string;
  readonly name: string;
  readonly tactics: readonly Tactic[];
}

/** The techniques of the platform IaaS. */
export const techniques: readonly Technique[] = ${JSON.stringify(matrix.map(({ id, name, tactics }) => ({ id, name, tactics })))};

/** What detections name of other platforms. */
export const otherTechniques: readonly (Omit<Technique, "tactics"> & { readonly platforms: readonly string[] })[] = ${JSON.stringify(
  all
    .filter((technique) => !isOfMatrix(technique) && named.has(technique.id))
    .map(({ id, name, platforms }) => ({ id, name, platforms })),
)};
`;
writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: "typescript" }));

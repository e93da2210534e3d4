import { cisVersions, requirements, type Requirement } from "../compliance";
import { detections } from "../detections";
import { auditors, cisTable, linkToDetection } from "./compliance-tables";
import { table } from "./tables";

const all = (Object.entries(requirements) as [heading: string, list: readonly Requirement[]][]).flatMap(
  ([heading, list]) => list.map((requirement) => ({ heading, requirement })),
);

/** Where each id is answered. */
export function complianceIdsPage(): string {
  return `# Ids of auditors

<!-- Generated: \`npm run generate\` writes this file. -->

Where the page on [compliance](compliance.md) answers an id.

## CIS AWS Foundations

For the chapter on monitoring see [detections](compliance.md#detections).

${cisTable(
  all
    .filter(({ requirement }) => requirement.controlIds.cis)
    .map(({ heading, requirement }) => ({
      what: requirement.title,
      ids: cisIds(requirement),
      answer: answer(heading, requirement),
    })),
)}

${Object.entries(auditors)
  .map(([auditor, name]) => `## ${name}\n\n${idTable(auditor as keyof typeof auditors)}`)
  .join("\n\n")}
`;
}

/** The ids of CIS, one for each version. */
function cisIds({ controlIds }: Requirement) {
  const position = (version: string) => cisVersions.findIndex((one) => one === version);
  return (controlIds.cis ?? []).flatMap(([id, first, last = first]) =>
    cisVersions.slice(position(first), position(last) + 1).map((version) => ({ id, version })),
  );
}

function idTable(auditor: keyof typeof auditors): string {
  const rows = all.flatMap(({ heading, requirement }) =>
    (requirement.controlIds[auditor] ?? []).map(
      (id) => [id, requirement.title, answer(heading, requirement, id)] as const,
    ),
  );
  const ofDetections = detections.flatMap(({ id, title, controls }) =>
    controls
      .filter(({ benchmark }) => benchmark === "AWS Security Hub")
      .map((control) => [control.id, title, linkToDetection(id)] as const),
  );
  const sorted = [...rows, ...(auditor === "securityHub" ? ofDetections : [])].sort(([one], [other]) =>
    one.localeCompare(other, "en", { numeric: true }),
  );
  return table(["Id", "Requirement", "Answered by"], sorted);
}

function answer(heading: string, requirement: Requirement, id?: string): string {
  const link = `[${heading}](compliance.md#${heading.toLowerCase().replace(/ /g, "-")})`;
  if ("notMet" in requirement) return `${link}: not met`;
  const notes = [
    ...(requirement.offByDefault ? ["disabled by default"] : []),
    ...(requirement.checkovFails?.some(({ check }) => check === id) ? ["not everywhere"] : []),
  ];
  return [link, notes.join(", ")].filter(Boolean).join(": ");
}

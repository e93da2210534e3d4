import { cisVersions, type Requirement } from "../compliance";
import { table } from "./tables";

/** The auditors other than CIS, whose items have versions. */
export const auditors = {
  securityHub: "Security Hub",
  checkov: "Checkov",
  prowler: "Prowler",
  trivy: "Trivy",
} as const satisfies Partial<Record<keyof Requirement["controlIds"], string>>;

export interface CisRow {
  readonly what: string;
  readonly ids: readonly { readonly version?: string; readonly id: string }[];
  readonly answer: string;
}

/** A matrix of items and versions; versions that agree share a column. */
export function cisTable(rows: readonly CisRow[]): string {
  const cell = ({ ids }: CisRow, version: string) =>
    ids
      .filter((item) => item.version === version)
      .map(({ id }) => id)
      .join(", ");
  const column = (version: string) => rows.map((row) => cell(row, version)).join("|");
  const groups: string[][] = [];
  for (const version of cisVersions) {
    const last = groups.at(-1);
    if (last && column(last[0]!) === column(version)) last.push(version);
    else groups.push([version]);
  }
  return table(
    [
      "What",
      ...groups.map((group) => (group.length > 1 ? `${group[0]} to ${group.at(-1)}` : group[0]!)),
      "Answered by",
    ],
    rows.map((row) => [row.what, ...groups.map(([version]) => cell(row, version!)), row.answer]),
  );
}

export function linkToDetection(id: string): string {
  return `[${id}](detections.md#${id})`;
}

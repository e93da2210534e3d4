import type { Differences } from "../../remediation";
import type { RecordKey, Undone } from "../../repair";
import { inLine } from "../../terraform/text/visible";
import { layOut } from "../table";

/** What a record would give back. Whoever wrote the record chose its texts. */
export interface UndoView {
  readonly account: string;
  readonly region: string;
  readonly rule: string;
  /** What the resource is called. */
  readonly kind: string;
  readonly resource: string;
  readonly record: { readonly key: string; readonly time: string; readonly by: string };
  readonly state: "gone" | "nothing to undo" | "changed since" | "undo";
  readonly differences?: Differences;
  readonly changes?: readonly string[];
  readonly warning?: string;
}

/** What a person reads before the question, or why there is none. */
export function renderUndo(view: UndoView): string {
  const { account, region, kind, resource, record, changes = [], warning } = view;
  const head = [
    `${kind} ${inLine(resource)} in account ${account}, ${region}`,
    `repaired ${record.time} by ${inLine(record.by)}, record ${inLine(record.key)}`,
  ];
  return [
    `${head.join("\n")}\n\n`,
    lead[view.state],
    differencesIn(view),
    ...(changes.length > 0 ? [`\nChanges:\n${changes.map((change) => `  ${inLine(change)}\n`).join("")}`] : []),
    ...(warning !== undefined && changes.length > 0 ? [`\n${inLine(warning)}\n`] : []),
  ].join("");
}

const lead = {
  gone: "It does not exist any more. Nothing was changed.\n",
  "nothing to undo": "It is what it was before the repair. Nothing to undo: --list shows older records.\n",
  "changed since":
    "Refused: it has changed since the repair, so nobody can know what it should be. Nothing was changed. Between what it is (-) and what the repair made of it (+):\n",
  undo: "What goes (-) and what comes back (+):\n",
} as const;

function differencesIn({ differences: { goes, comes } = { goes: [], comes: [] } }: UndoView): string {
  return [...goes.map((text) => `  - ${inLine(text)}\n`), ...comes.map((text) => `  + ${inLine(text)}\n`)].join("");
}

/** What a person reads at the end. */
export function renderUndone({ kind, resource }: UndoView, { done, problem }: Undone): string {
  const name = `${kind} ${inLine(resource)}`;
  const list = done.map((change) => `  ${inLine(change)}\n`).join("");
  if (problem === undefined)
    return `Undone: ${name} is what it was. Rules that were created again have new ids.\n${list}`;
  const what = done.length === 0 ? "Nothing was changed" : "Undone in part";
  return `${what}: ${name}: ${inLine(problem)}\n${list}`;
}

export function renderRecords(keys: readonly RecordKey[]): string {
  if (keys.length === 0) return "No records.\n";
  const rows = keys.map(({ key, time }) => [time, resourceIn(key), key]);
  return `${layOut([["time (UTC)", "resource", "record"], ...rows]).join("\n")}\n`;
}

/** The second part of a key, which anybody may have written. */
function resourceIn(key: string): string {
  const encoded = key.split("/")[1] ?? "";
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

import { isSame, planUndo, type Undo, type UndoRecord } from "../remediation";
import { readUntil, type Sleep } from "./carry-out";
import { reasonOf } from "./failures";
import type { Found, Remedy } from "./remedy";

export type UndoPlan =
  { readonly kind: "gone" } | ({ readonly found: Found; readonly inWords: readonly string[] } & Undo<unknown>);

/**
 * What a record would give back to a resource as it is now.
 *
 * @throws ZodError If what the record says that the resource was is not a state of such a resource.
 */
export async function undoPlanOf(remedy: Remedy, { resource, before }: UndoRecord): Promise<UndoPlan> {
  const found = await remedy.read(resource);
  if (found?.state === undefined) return { kind: "gone" };
  const undo = planUndo(remedy.logic, before, found.state);
  const changes = undo.kind === "undo" ? undo.changes : [];
  return { found, inWords: changes.map((change) => remedy.logic.describe(change)), ...undo };
}

export interface Undone {
  /** In words. */
  readonly done: readonly string[];
  /** Unset: the resource is what it was. */
  readonly problem?: string;
}

/** Undoes a repair, by a plan that somebody has seen, if the resource still is what the plan is for. */
export async function undo(remedy: Remedy, record: UndoRecord, seen: UndoPlan, sleep?: Sleep): Promise<Undone> {
  const plan = await undoPlanOf(remedy, record);
  if (plan.kind !== "undo" || seen.kind !== "undo" || plan.inWords.join("\n") !== seen.inWords.join("\n"))
    return { done: [], problem: "The resource has changed since the difference was shown." };
  const done: string[] = [];
  try {
    for (const change of plan.changes) {
      await remedy.apply(plan.found.id, change);
      done.push(remedy.logic.describe(change));
    }
  } catch (error) {
    return { done, problem: reasonOf(error) };
  }
  const wanted = remedy.logic.schema.parse(record.before);
  const now = await readUntil(remedy, plan.found.id, (state) => isSame(remedy.logic, state, wanted), sleep);
  if (now === undefined || !isSame(remedy.logic, now, wanted))
    return { done, problem: "AWS accepted the changes, but does not show the resource as it was yet." };
  return { done };
}

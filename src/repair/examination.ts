import {
  decide,
  obstacles,
  type Assessment,
  type Decision,
  type FunctionSettings,
  type Situation,
} from "../remediation";
import type { Attempt, Attempts } from "./attempts";
import type { Found, Place, Remedy } from "./remedy";

/** A resource as it is now, and what would be done about it. */
export interface Examination {
  readonly found: Found;
  readonly attempt: Attempt;
  readonly assessment: Assessment<unknown>;
  /** The changes in words. */
  readonly changes: readonly string[];
  readonly decision: Decision;
  /** Everything that would stop a function. */
  readonly obstacles: readonly Decision[];
}

interface Parts {
  readonly settings: FunctionSettings;
  readonly place: Place;
  readonly remedy: Remedy;
  readonly attempts: Attempts;
}

/** @param isAsked Whether a person asks for the repair. */
export async function examine(
  { settings, place, remedy, attempts }: Parts,
  found: Found,
  isAsked: boolean,
  now: number,
): Promise<Examination> {
  const attempt = await attempts.of(found.id);
  const nothing: Assessment<unknown> = { causes: [], changes: [], proposed: [] };
  const assessment = found.state === undefined ? nothing : remedy.logic.assess(found.state);
  const situation: Situation = {
    settings,
    account: place.account,
    resource: found,
    changes: assessment.changes.length,
    proposed: assessment.proposed.length,
    repairs: await attempts.repairs(),
    now: new Date(now),
    isAsked,
    ...(attempt.repairedAt !== undefined && { repairedAt: attempt.repairedAt }),
    ...(remedy.repairsOwn && { repairsOwn: true }),
  };
  return {
    found,
    attempt,
    assessment,
    changes: assessment.changes.map((change) => remedy.logic.describe(change)),
    decision: decide(situation),
    obstacles: obstacles({ ...situation, isAsked: false }),
  };
}

/** What there is to say of a resource that cannot be read. */
export function unread(resource: string): Omit<Examination, "decision" | "obstacles"> {
  const found = { id: resource, names: [resource], owner: "" };
  return { found, attempt: {}, assessment: { causes: [], changes: [], proposed: [] }, changes: [] };
}

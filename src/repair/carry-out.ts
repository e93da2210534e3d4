import { isSame } from "../remediation";
import { isAbsence, reasonOf } from "./failures";
import type { Remedy } from "./remedy";

/** What became of changes. */
export type CarriedOut =
  | { readonly kind: "gone" }
  | {
      readonly kind: "done";
      /** In words. */
      readonly done: readonly string[];
      /** What is left for a person. */
      readonly proposed: readonly string[];
      readonly note?: string;
    }
  | {
      readonly kind: "failed";
      readonly failure: unknown;
      /** The failure in a sentence. */
      readonly reason: string;
      /** What was done and could not be taken back, in words. */
      readonly done: readonly string[];
      readonly isTakenBack: boolean;
    };

export type Sleep = (milliseconds: number) => Promise<void>;

const wait: Sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** AWS may show what a resource was for a while after it has changed. */
const waits = [0, 1000, 2000, 4000];

/** Makes the changes that a resource needs, reads it again, and takes everything back if one of them cannot be made. */
export async function carryOut(remedy: Remedy, id: string, before: unknown, sleep: Sleep = wait): Promise<CarriedOut> {
  const { logic } = remedy;
  const inWords = (changes: readonly unknown[]) => changes.map((change) => logic.describe(change));
  const done: unknown[] = [];
  let state = before;
  // Somebody else may change it meanwhile: then what is left is planned again.
  for (let round = 0; round < 3; round += 1) {
    const failure = await apply(remedy, id, logic.assess(state).changes, done);
    if (remedy.isStartedOnly) {
      if (failure)
        return { kind: "failed", ...failure, reason: reasonOf(failure.failure), done: [], isTakenBack: true };
      const note = "The runbook was started: SSM Automation has its result, which is not verified.";
      return { kind: "done", done: inWords(done), proposed: [], note };
    }
    const isOutdated = failure !== undefined && isOfOthers(failure.failure);
    const isToWait = failure === undefined || isOutdated;
    const isRight = (now: unknown) => logic.assess(now).changes.length === 0;
    const found = await readUntil(remedy, id, (now) => !isToWait || isRight(now), sleep);
    if (found === undefined) {
      if (done.length === 0) return { kind: "gone" };
      return { kind: "done", done: inWords(done), proposed: [], note: "It was deleted meanwhile." };
    }
    const { changes, proposed } = logic.assess(found);
    if (changes.length === 0) {
      if (done.length > 0) return { kind: "done", done: inWords(done), proposed };
      const note = "Somebody else made the change at the same moment, or AWS's answer to the first call was lost.";
      return { kind: "done", done: inWords(logic.assess(before).changes), proposed, note };
    }
    state = found;
    if (failure && !isOutdated) return takeBack(remedy, id, before, { done, now: state, ...failure }, sleep);
  }
  const failure = new Error("AWS accepts the changes, but the resource still is not as it should be");
  return takeBack(remedy, id, before, { done, now: state, failure }, sleep);
}

/** @returns Why one change failed; those after it are not made. */
async function apply(remedy: Remedy, id: string, changes: readonly unknown[], done: unknown[]) {
  for (const change of changes) {
    try {
      await remedy.apply(id, change);
    } catch (failure) {
      return { failure };
    }
    done.push(change);
  }
  return undefined;
}

/** The resource once it is as it should be, or after a while as it is; undefined if it is gone. */
export async function readUntil(
  remedy: Remedy,
  id: string,
  isReached: (state: unknown) => boolean,
  sleep: Sleep = wait,
): Promise<unknown> {
  let state: unknown;
  for (const milliseconds of waits) {
    if (milliseconds > 0) await sleep(milliseconds);
    state = (await remedy.read(id))?.state;
    if (state === undefined || isReached(state)) break;
  }
  return state;
}

async function takeBack(
  remedy: Remedy,
  id: string,
  before: unknown,
  { done, now, failure }: { done: readonly unknown[]; now: unknown; failure: unknown },
  sleep: Sleep,
): Promise<CarriedOut> {
  const { logic } = remedy;
  const failed = { kind: "failed", failure, reason: reasonOf(failure) } as const;
  if (done.length === 0) return { ...failed, done: [], isTakenBack: true };
  const stillDone = { ...failed, done: done.map((change) => logic.describe(change)), isTakenBack: false };
  const problem = await apply(remedy, id, logic.back(done, now, before), []);
  if (problem)
    return { ...stillDone, reason: `${failed.reason} Nor can it be taken back: ${reasonOf(problem.failure)}` };
  const state = await readUntil(remedy, id, (each) => isSame(logic, each, before), sleep);
  return state !== undefined && isSame(logic, state, before) ? { ...failed, done: [], isTakenBack: true } : stillDone;
}

/** Whether a call failed because somebody else, or the same call before, did the same. */
function isOfOthers(error: unknown): boolean {
  return isAbsence(error) || /Duplicate$|AlreadyExists/.test((error as Error).name);
}

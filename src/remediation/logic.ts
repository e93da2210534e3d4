import type { z } from "zod";

/** What is wrong with a resource, and what makes it right. */
export interface Assessment<Change> {
  /** What makes it so, a few words each. */
  readonly causes: readonly string[];
  /** The smallest change, in order. None, and nothing proposed: nothing is wrong. */
  readonly changes: readonly Change[];
  /** What only a person can change, a sentence each. */
  readonly proposed: readonly string[];
}

/**
 * A remediation without AWS: data in, data out.
 *
 * @typeParam State The resource as AWS describes it. It is what a record keeps.
 * @typeParam Change A call that changes the resource.
 */
export interface Logic<State, Change> {
  readonly schema: z.ZodType<State>;
  assess(state: State): Assessment<Change>;
  /** The state that changes lead to. */
  after(state: State, changes: readonly Change[]): State;
  /** What takes changes back, given what they led to and what was before. */
  back(changes: readonly Change[], now: State, before: State): Change[];
  /** A change in words, as the end of "to repair it: ". */
  describe(change: Change): string;
  /** The state in lines that are compared, and shown. */
  lines(state: State): string[];
}

type Lines<State> = Pick<Logic<State, unknown>, "lines">;

/** What a record gives back to a resource. */
export type Undo<Change> =
  | { readonly kind: "nothing to undo" }
  | { readonly kind: "changed since"; readonly differences: Differences }
  | { readonly kind: "undo"; readonly changes: readonly Change[]; readonly differences: Differences };

/** Lines that are there and go, and lines that are missing and come. */
export interface Differences {
  readonly goes: readonly string[];
  readonly comes: readonly string[];
}

/**
 * What undoes a repair. It is computed from what the resource was, and only if the resource is what the repair made of it.
 *
 * @param before What the record says that the resource was; anybody may have written it.
 * @throws ZodError If that is not a state of such a resource.
 */
export function planUndo<State, Change>(logic: Logic<State, Change>, before: unknown, now: State): Undo<Change> {
  const former = logic.schema.parse(before);
  const { changes } = logic.assess(former);
  const repaired = logic.after(former, changes);
  if (isSame(logic, former, now)) return { kind: "nothing to undo" };
  if (!isSame(logic, repaired, now)) return { kind: "changed since", differences: differencesOf(logic, now, repaired) };
  return { kind: "undo", changes: logic.back(changes, now, former), differences: differencesOf(logic, now, former) };
}

/** Whether two states lead to the same repaired resource, so that the record of one is good for the other. */
export function leadToTheSame<State, Change>(logic: Logic<State, Change>, one: State, other: State): boolean {
  const repaired = [one, other].map((state) => logic.after(state, logic.assess(state).changes));
  return isSame(logic, repaired[0]!, repaired[1]!);
}

export function isSame<State>(logic: Lines<State>, one: State, other: State): boolean {
  const { goes, comes } = differencesOf(logic, one, other);
  return goes.length === 0 && comes.length === 0;
}

function differencesOf<State>(logic: Lines<State>, now: State, wanted: State): Differences {
  const [lines, wantedLines] = [logic.lines(now), logic.lines(wanted)];
  return {
    goes: lines.filter((line) => !wantedLines.includes(line)),
    comes: wantedLines.filter((line) => !lines.includes(line)),
  };
}

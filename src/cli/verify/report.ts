import type { Deployment } from "../deployment/deployment";
import { checks } from "./checks";
import type { Check, Judgement, Verdict } from "./judgement";
import type { Observation } from "./observe";

/** A judgement, and the check that it is of. */
export interface Result extends Judgement {
  readonly check: string;
}

/** The answer to "is the monitoring healthy?", as --json prints it. */
export interface Report {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly time: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly results: readonly Result[];
}

/** What a person does the same about. */
export interface Group {
  readonly verdict: Verdict;
  readonly fix: string;
  readonly results: readonly Result[];
}

/** From the most urgent one. */
const verdicts: readonly Verdict[] = ["broken", "attention", "cannot tell", "ok"];

export function reportOn({ name, account, region }: Deployment, observed: Observation): Report {
  const results = checks.flatMap((check) =>
    check.judge(observed).map((judgement) => ({ check: check.id, ...judgement })),
  );
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  return {
    name,
    account,
    region,
    time: new Date(observed.now).toISOString(),
    counts: {
      broken: count("broken"),
      attention: count("attention"),
      "cannot tell": count("cannot tell"),
      ok: count("ok"),
    },
    results,
  };
}

/** What is to be done, the most urgent first. */
export function tasksOf({ results }: Report): Group[] {
  const groups = new Map<string, Group>();
  for (const verdict of verdicts) {
    for (const result of results) {
      if (result.verdict !== verdict || result.fix === undefined) continue;
      const { fix } = result;
      const before = groups.get(verdict + fix)?.results ?? [];
      groups.set(verdict + fix, { verdict, fix, results: [...before, result] });
    }
  }
  return [...groups.values()];
}

/** The checks of which something is as it should be, and of how much: `2`, or `2 of 3`. */
export function healthyChecks({ results }: Report): { readonly check: Check; readonly count: string }[] {
  return checks.flatMap((check) => {
    const all = results.filter((result) => result.check === check.id);
    const healthy = all.filter(({ verdict }) => verdict === "ok");
    const count = healthy.length === all.length ? `${all.length}` : `${healthy.length} of ${all.length}`;
    return healthy.length > 0 ? [{ check, count }] : [];
  });
}

/** The most urgent verdict there is, and the answer to "is the monitoring healthy?" in words. */
export function answerOf({ counts }: Report): { readonly verdict: Verdict; readonly text: string } {
  const verdict = verdicts.find((one) => counts[one] > 0) ?? "ok";
  const answers: Readonly<Record<Verdict, string>> = {
    broken: `Broken: ${counts.broken} to repair`,
    attention: `Nothing is broken, ${counts.attention} to look at`,
    "cannot tell": `Nothing known is broken, ${counts["cannot tell"]} unknown`,
    ok: "Healthy",
  };
  return { verdict, text: answers[verdict] };
}

/** How many of each verdict there are, in words. */
export function summaryOf({ counts }: Report): string {
  const { broken, attention, ok } = counts;
  return `${broken} broken, ${attention} ${attention === 1 ? "needs" : "need"} attention, ${counts["cannot tell"]} unknown, ${ok} ok`;
}

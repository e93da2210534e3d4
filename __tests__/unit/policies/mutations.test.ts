import { isAllowed, statementsOf, type Request, type Statement } from "../../support/policies";
import { mutantsOf } from "../../support/policy-mutants";
import { matrix } from "./matrix";
import { documentInStack, stackOf } from "./stack";

/** A request of the matrix, and whether it is allowed. */
type Verdict = readonly [request: Request, allowed: boolean];

/** Whether a statement is about an action. */
const concerns = (action: string) => (statement: Statement) =>
  statement.actions.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(action));

/**
 * Whether the matrix would fail with this mutant; the first verdict that differs is enough. It comes first from then on: the next
 * mutant is of the same statement, mostly. The verdicts about other actions than those of a changed statement are the same.
 */
async function isNoticed(policy: Statement[], mutant: Statement[], verdicts: Verdict[]): Promise<boolean> {
  const changed = [...policy.filter((one) => !mutant.includes(one)), ...mutant.filter((one) => !policy.includes(one))];
  for (const [at, [request, allowed]] of verdicts.entries()) {
    if (!changed.some(concerns(request.action)) || (await isAllowed(mutant, request)) === allowed) continue;
    verdicts.unshift(...verdicts.splice(at, 1));
    return true;
  }
  return false;
}

describe.each(Object.entries(matrix))("the rows of %s", (_, rows) => {
  const { letsIn, keepsOut, harmless = {}, sharedWith = [] } = rows;
  const verdicts = [
    ...Object.values(letsIn).map((request): Verdict => [request, true]),
    ...Object.values(keepsOut).map((request): Verdict => [request, false]),
  ];
  const isShared = (mistake: string) =>
    sharedWith.some((sid) => mistake === `the loss of ${sid}` || mistake.startsWith(`${sid} `));
  const policy = statementsOf(stackOf(rows), documentInStack(rows));
  const all = mutantsOf(policy);
  const mutants = new Map([...all].filter(([mistake]) => !isShared(mistake)));

  test.each([...mutants].filter(([mistake]) => !(mistake in harmless)))("notice %s", async (_, mutant) => {
    expect(await isNoticed(policy, mutant, verdicts)).toBe(true);
  });

  for (const [mistake, reason] of Object.entries(harmless)) {
    test(`need not notice ${mistake}: ${reason}`, async () => {
      expect([...mutants.keys()]).toContain(mistake);
      expect(await isNoticed(policy, mutants.get(mistake)!, verdicts)).toBe(false);
    });
  }
});

import { isAllowed, statementsOf, type Statement } from "../../support/policies";
import { mutantsOf } from "../../support/policy-mutants";
import { matrix, type Rows } from "./matrix";
import { documentInStack, stackOf } from "./stack";

/** Whether the matrix would fail with this policy; the first verdict that differs is enough. */
async function isNoticed(policy: Statement[], { letsIn, keepsOut }: Rows): Promise<boolean> {
  for (const request of Object.values(letsIn)) if (!(await isAllowed(policy, request))) return true;
  for (const request of Object.values(keepsOut)) if (await isAllowed(policy, request)) return true;
  return false;
}

describe.each(Object.entries(matrix))("the rows of %s", (_, rows) => {
  const { harmless = {}, sharedWith = [] } = rows;
  const isShared = (mistake: string) =>
    sharedWith.some((sid) => mistake === `the loss of ${sid}` || mistake.startsWith(`${sid} `));
  const all = mutantsOf(statementsOf(stackOf(rows), documentInStack(rows)));
  const mutants = new Map([...all].filter(([mistake]) => !isShared(mistake)));

  test.each([...mutants].filter(([mistake]) => !(mistake in harmless)))("notice %s", async (_, mutant) => {
    expect(await isNoticed(mutant, rows)).toBe(true);
  });

  for (const [mistake, reason] of Object.entries(harmless)) {
    test(`need not notice ${mistake}: ${reason}`, async () => {
      expect([...mutants.keys()]).toContain(mistake);
      expect(await isNoticed(mutants.get(mistake)!, rows)).toBe(false);
    });
  }
});

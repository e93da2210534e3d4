import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const page = readFileSync(resolve(__dirname, "../../docs/growth.md"), "utf8");
/** The rows of the tables, without their heads. */
const tables = page
  .split("\n\n")
  .filter((text) => text.startsWith("|"))
  .map((text) =>
    text
      .split("\n")
      .slice(2)
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
const numberOf = (text: string) => Number(text.replaceAll(",", ""));
const [growth, quotas] = tables as [string[][], string[][]];

test("what is planned grows with the regions and not with the accounts", () => {
  const resources = (regions: string) =>
    new Set(
      // One account alone has nothing for others.
      growth
        .filter(([accounts, number]) => accounts !== "1" && number === regions)
        .map(([, , count]) => numberOf(count!)),
    );
  const [one, four, seventeen] = ["1", "4", "17"].map(resources);
  for (const counts of [one, four, seventeen]) expect(counts!.size).toBe(1);
  const [ofOne, ofFour, ofSeventeen] = [one, four, seventeen].map((counts) => [...counts!][0]!);
  // Each further region has the same.
  expect((ofSeventeen! - ofFour!) / 13).toBeCloseTo((ofFour! - ofOne!) / 3, 0);
});

test("the bill grows with the accounts, and with the regions", () => {
  const cost = (accounts: string, regions: string) => {
    const row = growth.find(([ofAccounts, ofRegions]) => ofAccounts === accounts && ofRegions === regions)!;
    return row.at(-1)!.split(" to ").map(numberOf);
  };
  for (const end of [0, 1]) {
    expect(cost("100", "4")[end]! / cost("10", "4")[end]!).toBeGreaterThan(9);
    expect(cost("100", "4")[end]! / cost("10", "4")[end]!).toBeLessThan(11);
    expect(cost("10", "17")[end]!).toBeGreaterThan(cost("10", "4")[end]!);
  }
});

test("each quota has a limit that is reached somewhere, a source and a way round it", () => {
  expect(quotas.length).toBeGreaterThan(3);
  for (const [name, limit, used, reached, remedy] of quotas) {
    expect(name).toMatch(/^\[.*\]\(https:\/\/.*\)$/);
    expect(remedy).not.toBe("");
    // What 1,000 accounts use, at the number of accounts that reaches the limit.
    const usedThere = (numberOf(used!) * numberOf(reached!)) / 1000;
    expect(usedThere / numberOf(limit!)).toBeGreaterThanOrEqual(0.99);
    expect(usedThere / numberOf(limit!)).toBeLessThan(1.01);
  }
});

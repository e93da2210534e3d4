import { adopted, analyzer } from "../../../support/inventory";

describe("analyzers", () => {
  test("are managed under their names, with their tags and their age", () => {
    const { settings, imports } = adopted({
      analyzers: [
        analyzer("ACCOUNT", { name: "company", tags: { Team: "soc" } }),
        analyzer("ACCOUNT_UNUSED_ACCESS", { name: "unused", unusedAccessAgeDays: 60, tags: { Team: "soc" } }),
      ],
    });
    expect(settings).toEqual({
      tags: { Team: "soc" },
      accessAnalyzer: {
        enabled: true,
        analyzerName: "company",
        unusedAccessAgeDays: 60,
        unusedAccessAnalyzerName: "unused",
      },
    });
    expect(imports.map(({ address, id }) => [address[0], id])).toEqual([
      ["access_analyzer", "company"],
      ["unused_access_analyzer", "unused"],
    ]);
  });

  test("that belong to the organization are left unchanged, and none is created", () => {
    expect(adopted({ analyzers: [analyzer("ORGANIZATION"), analyzer("ORGANIZATION_UNUSED_ACCESS")] })).toMatchObject({
      settings: {},
      imports: [],
      findings: [],
    });
  });

  test.each([
    ["it belongs to a service", { createdBy: "iam.amazonaws.com" }, "it belongs to iam.amazonaws.com"],
    ["it is Control Tower's", { name: "aws-controltower-analyzer" }, "it belongs to Control Tower"],
    ["it has exclusions", { hasExclusions: true }, "the settings cannot express its exclusions"],
  ])("are left unchanged if %s", (_, more, reason) => {
    const { settings, imports, findings } = adopted({ analyzers: [analyzer("ACCOUNT", more)] });
    expect({ settings, imports }).toEqual({ settings: {}, imports: [] });
    expect(findings).toMatchObject([{ mode: "not-adopted", reason: `${reason}: leave its setting unset` }]);
  });

  test("analyzer=none leaves it unchanged", () => {
    const { settings, imports } = adopted({ analyzers: [analyzer("ACCOUNT")] }, { analyzer: "none" });
    expect({ settings, imports }).toEqual({ settings: {}, imports: [] });
  });
});

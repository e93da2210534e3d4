import { AccessAnalyzer } from "../../../src/capabilities/access-analyzer/analyzer";
import { UnusedAccessAnalyzer } from "../../../src/capabilities/access-analyzer/unused-access-analyzer";
import type { MonitoringProps } from "../../../src/settings";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability, synthesizeStack } from "../../support/synthesize";

const analyzer = "aws_accessanalyzer_analyzer.analyzer";

test("an analyzer for external access trusts the account", () => {
  expect(synthesizeCapability(AccessAnalyzer, {}).resource(analyzer)).toEqual({
    analyzer_name: "security-monitoring",
    type: "ACCOUNT",
    tags: {},
  });
  expect(synthesizeCapability(AccessAnalyzer, { name: "a", tags: { Team: "soc" } }).resource(analyzer)).toMatchObject({
    analyzer_name: "a",
    tags: { Team: "soc" },
  });
});

test("an analyzer for unused access has an age", () => {
  expect(synthesizeCapability(UnusedAccessAnalyzer, { unusedAccessAgeDays: 90 }).resource(analyzer)).toEqual({
    analyzer_name: "security-monitoring-unused-access",
    type: "ACCOUNT_UNUSED_ACCESS",
    configuration: { unused_access: { unused_access_age: 90 } },
    tags: {},
  });
});

test("each analyzer is enabled separately, and none by default", () => {
  const created = (accessAnalyzer?: MonitoringProps["accessAnalyzer"]) =>
    synthesizeStack({ namePrefix: "team-", accessAnalyzer })
      .addresses()
      .filter((address) => address.startsWith("aws_accessanalyzer"));
  const [external, unused] = ["access_analyzer", "unused_access_analyzer"].map(
    (name) => `aws_accessanalyzer_analyzer.${name}`,
  );
  expect(created()).toEqual([]);
  expect(created({ enabled: true })).toEqual([external]);
  expect(created({ unusedAccessAgeDays: 1 })).toEqual([unused]);
});

test("the prefix applies to both names, and the tags to both analyzers", () => {
  const stack = synthesizeStack({
    namePrefix: "team-",
    tags: { Team: "soc" },
    accessAnalyzer: { enabled: true, unusedAccessAgeDays: 365 },
  });
  for (const [id, name] of [
    ["access_analyzer", "team-security-monitoring"],
    ["unused_access_analyzer", "team-security-monitoring-unused-access"],
  ] as const) {
    expect(stack.resource(`aws_accessanalyzer_analyzer.${id}`)).toMatchObject({
      analyzer_name: name,
      tags: { Team: "soc" },
    });
  }
});

test.each([
  [0, "unusedAccessAgeDays: got 0; must be a whole number of days from 1 to 365"],
  [366, "unusedAccessAgeDays: got 366; must be a whole number of days from 1 to 365"],
])("an age of %d days is refused", (unusedAccessAgeDays, problem) => {
  expect(problemsOf(() => synthesizeCapability(UnusedAccessAnalyzer, { unusedAccessAgeDays }))).toEqual([problem]);
});

test("a name that AWS refuses is refused", () => {
  expect(problemsOf(() => synthesizeCapability(AccessAnalyzer, { name: "1st" }))).toEqual([
    'name: got "1st"; must be an analyzer name of 1 to 255 letters, digits and _ . -, starting with a letter',
  ]);
});

import { collisionsOf } from "../../../../src/cli/adopt/collisions";
import type { Hub } from "../../../../src/cli/adopt/inventory";
import { account, adopted, arn, inventoryOf, recorder } from "../../../support/inventory";

const subscription = (tail: string) => ({
  arn: `arn:aws:securityhub:eu-west-1::standards/${tail}`,
  subscriptionArn: arn("securityhub", `subscription/${tail}`),
});
const fsbp = subscription("aws-foundational-security-best-practices/v/1.0.0");
const cis = subscription("cis-aws-foundations-benchmark/v/5.0.0");
const controlTower = subscription("service-managed-aws-control-tower/v/1.0.0");
const later = subscription("cis-aws-foundations-benchmark/v/99.0.0");
const hub: Hub = {
  arn: arn("securityhub", "hub/default"),
  enablesNewControls: true,
  reportsEachStandard: false,
  standards: [cis, fsbp],
};
const aggregator = {
  arn: arn("securityhub", "finding-aggregator/1"),
  homeRegion: "eu-west-1",
  linkingMode: "ALL_REGIONS",
  regions: [],
};
const managed = { "security-hub": "manage" };

describe("Security Hub", () => {
  test("that is not enabled stays so", () => {
    expect(adopted({}).settings).not.toHaveProperty("securityHub");
  });

  test("that is enabled is left unchanged, and adopt says what to set", () => {
    const { settings, imports, findings } = adopted({ hub });
    expect(settings).not.toHaveProperty("securityHub");
    expect(imports.filter(({ address }) => address[0].startsWith("security_hub"))).toEqual([]);
    expect(findings).toContainEqual({
      kind: "security-hub",
      id: hub.arn,
      mode: "use",
      reason: "it is enabled already: leave securityHub.enabled false",
    });
  });

  test("is managed on request, with its standards, and its aggregator", () => {
    const { settings, imports, changes } = adopted({ hub: { ...hub, aggregator } }, managed);
    expect(settings).toMatchObject({ securityHub: { enabled: true, standards: ["fsbp", "cis-5.0"], aggregator: {} } });
    expect(imports.filter(({ address }) => address[0].startsWith("security_hub"))).toEqual([
      { address: ["security_hub", "aws_securityhub_account", "hub"], id: account, key: undefined },
      {
        address: ["security_hub_standards", "aws_securityhub_standards_subscription", "standard"],
        id: cis.subscriptionArn,
        key: "cis-5.0",
      },
      {
        address: ["security_hub_standards", "aws_securityhub_standards_subscription", "standard"],
        id: fsbp.subscriptionArn,
        key: "fsbp",
      },
      {
        address: ["security_hub_aggregator", "aws_securityhub_finding_aggregator", "aggregator"],
        id: aggregator.arn,
        key: undefined,
      },
    ]);
    expect(changes.filter(({ address }) => address?.[0].startsWith("security_hub"))).toEqual([]);
  });

  test("that is managed says what changes, and what it cannot manage", () => {
    const other: Hub = {
      ...hub,
      enablesNewControls: false,
      reportsEachStandard: true,
      standards: [controlTower, later],
      aggregator: { ...aggregator, linkingMode: "ALL_REGIONS_EXCEPT_SPECIFIED", regions: ["us-east-1"] },
    };
    const { settings, changes, findings } = adopted({ hub: other }, managed);
    expect(settings).toMatchObject({ securityHub: { enabled: true, autoEnableControls: false, standards: [] } });
    expect(settings["securityHub"]).not.toHaveProperty("aggregator");
    expect(changes.map(({ change }) => change)).toContain(
      "reports one finding for a control, not one for each standard",
    );
    expect(findings.filter(({ mode }) => mode === "not-adopted")).toEqual([
      { kind: "standard", id: controlTower.arn, mode: "not-adopted", reason: "it belongs to Control Tower" },
      { kind: "standard", id: later.arn, mode: "not-adopted", reason: "the settings do not know it" },
      {
        kind: "aggregator",
        id: aggregator.arn,
        mode: "not-adopted",
        reason: "the settings cannot express ALL_REGIONS_EXCEPT_SPECIFIED",
      },
    ]);
  });

  test.each<[string, Partial<Hub>, { recorder?: string }, string]>([
    [
      "an administrator decides",
      { administrator: "999988887777" },
      {},
      "its administrator, the account 999988887777, decides about it",
    ],
    ["there is no recorder", {}, { recorder: "none" }, "its standards need a recorder of AWS Config"],
  ])("cannot be managed where %s", (_, more, choices, reason) => {
    const there = { hub: { ...hub, ...more }, recorder: recorder() };
    expect(adopted(there, choices).findings).toContainEqual(
      expect.objectContaining({ kind: "security-hub", reason: `${reason}: leave securityHub.enabled false` }),
    );
    expect(adopted(there, { ...choices, ...managed }).errors).toEqual([expect.stringContaining("security-hub=manage")]);
  });

  test("of another home region keeps its aggregator there", () => {
    const elsewhere = { ...hub, aggregator: { ...aggregator, homeRegion: "us-east-1" } };
    expect(adopted({ hub: elsewhere }, managed).findings).toContainEqual(
      expect.objectContaining({ kind: "aggregator", reason: "its home region is us-east-1" }),
    );
  });

  test("that is enabled collides with an apply that enables it", () => {
    expect(collisionsOf(inventoryOf({ hub })).found).toEqual([
      expect.objectContaining({ kind: "hub", effect: expect.stringContaining("ResourceConflictException") }),
    ]);
    expect(collisionsOf(inventoryOf({})).found).toEqual([]);
  });
});

import { collisionsOf } from "../../../../src/cli/adopt/collisions";
import type { Detector } from "../../../../src/cli/adopt/inventory";
import { adopted, inventoryOf } from "../../../support/inventory";

const detector = (more: Partial<Detector> = {}): Detector => ({
  id: "12abc34d567e8fa901bc2d34e56789f0",
  isEnabled: true,
  frequency: "SIX_HOURS",
  features: [
    ...["CLOUD_TRAIL", "S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION"].map((name) => ({
      name,
      isEnabled: true,
      agents: [],
    })),
    ...["EKS_AUDIT_LOGS", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS"].map((name) => ({
      name,
      isEnabled: false,
      agents: [],
    })),
    { name: "RUNTIME_MONITORING", isEnabled: true, agents: ["EC2_AGENT_MANAGEMENT"] },
  ],
  tags: {},
  ...more,
});

test("a detector is left unchanged unless it is chosen", () => {
  const { settings, imports, findings } = adopted({ detector: detector() });
  expect(settings).not.toHaveProperty("guardduty");
  expect(imports).toEqual([]);
  expect(findings).toContainEqual(
    expect.objectContaining({
      kind: "detector",
      mode: "not-adopted",
      reason: "GuardDuty is disabled by default; --choose detector=manage adopts it",
    }),
  );
});

test("a chosen detector is imported as it is", () => {
  const { settings, imports, changes } = adopted({ detector: detector() }, { detector: "manage" });
  expect(settings).toMatchObject({
    guardduty: {
      enabled: true,
      findingPublishingFrequency: "SIX_HOURS",
      features: ["S3_DATA_EVENTS", "EBS_MALWARE_PROTECTION", "RUNTIME_MONITORING"],
      runtimeAgents: ["EC2_AGENT_MANAGEMENT"],
    },
  });
  expect(imports).toContainEqual({
    address: ["guardduty_detector", "aws_guardduty_detector", "detector"],
    key: undefined,
    id: detector().id,
  });
  expect(changes).toEqual([]);
});

test("a suspended detector is enabled, and a feature that the region lacks is not written", () => {
  const features = detector().features.filter(({ name }) => name !== "RDS_LOGIN_EVENTS");
  const { settings, changes } = adopted({ detector: detector({ isEnabled: false, features }) }, { detector: "manage" });
  expect(settings).toMatchObject({ guardduty: { unavailableFeatures: ["RDS_LOGIN_EVENTS"] } });
  expect(changes).toContainEqual(expect.objectContaining({ change: "is enabled" }));
});

test("an export is imported with its bucket and its key, unless it has a folder", () => {
  const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const exporting = (arn: string) =>
    adopted({ detector: detector({ destination: { id: "d1", arn, keyArn } }) }, { detector: "manage" });
  const { settings, imports } = exporting("arn:aws:s3:::findings");
  expect(settings).toMatchObject({
    guardduty: { exportFindings: true, existingBucket: { name: "findings" }, existingKey: { arn: keyArn } },
  });
  expect(imports.map(({ id }) => id)).toContain(`${detector().id}:d1`);
  expect(exporting("arn:aws:s3:::findings/folder").settings).not.toHaveProperty("guardduty.exportFindings");
});

test("a detector that the organization administers is never managed", () => {
  const { settings, findings } = adopted({ detector: detector({ administrator: "444455556666" }) });
  expect(settings).not.toHaveProperty("guardduty");
  expect(findings).toContainEqual(
    expect.objectContaining({
      kind: "detector",
      reason: "it belongs to the account 444455556666, which administers GuardDuty: leave guardduty.enabled disabled",
    }),
  );
});

test("the dry run anticipates that AWS refuses a second detector", () => {
  expect(collisionsOf(inventoryOf({ detector: detector() })).found).toContainEqual({
    kind: "detector",
    id: detector().id,
    effect: "once guardduty.enabled is set, the apply fails half-way, because a region has only one",
  });
});

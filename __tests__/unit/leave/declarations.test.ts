import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { resourcesOfConstruct, resourcesOfModule } from "../../../src/cli/leave/ours";

const recorded = JSON.parse(readFileSync(resolve(__dirname, "../../../docs/addresses.json"), "utf8")) as Record<
  "stack" | "module" | "app",
  string[]
>;

const addresses = (resources: readonly { address: string }[]) => resources.map(({ address }) => address).sort();

test("what a stack may have is known by the addresses it has there", () => {
  expect(addresses(resourcesOfConstruct([], true))).toEqual(recorded.stack);
});

test("what a call of the module may have is known by the addresses it has there", () => {
  expect(addresses(resourcesOfModule())).toEqual(recorded.module);
});

test("what a construct in an app may have is known by the addresses it has there, with cdktf's hashes", () => {
  expect(addresses(resourcesOfConstruct(["security_monitoring"], false))).toEqual(
    expect.arrayContaining(recorded.app.filter((address) => !address.startsWith("data."))),
  );
});

test("what was collected is forgotten, with all that guards and opens it; what watched is destroyed", () => {
  const forgotten = (capability: string) =>
    resourcesOfModule()
      .filter((own) => own.capability === capability)
      .map(({ onLeaving }) => onLeaving);
  const evidence =
    "trail_bucket config_bucket access_log_bucket log_group log_key trail_access_logging config_access_logging object_lock";
  for (const capability of evidence.split(" ")) expect(new Set(forgotten(capability))).toEqual(new Set(["evidence"]));
  for (const capability of ["evidence_protection", "config_role"]) expect(forgotten(capability)).toEqual(["forget"]);
  for (const capability of ["audit_trail", "detections", "config_recorder", "config_rules", "alert_key", "alert_topic"])
    expect(new Set(forgotten(capability))).toEqual(new Set(["destroy"]));
});

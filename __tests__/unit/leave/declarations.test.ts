import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { resourcesOfConstruct, resourcesOfModule } from "../../../src/cli/deployment/monitoring-resources";

const recorded = JSON.parse(readFileSync(resolve(__dirname, "../../../docs/addresses.json"), "utf8")) as Record<
  "stack" | "module" | "app",
  string[]
>;

const addresses = (resources: readonly { address: string }[]) => resources.map(({ address }) => address).sort();

test("the resources of a stack have the recorded addresses", () => {
  const inOneRegion = resourcesOfConstruct([], true).filter(({ region }) => region === undefined);
  expect(addresses(inOneRegion)).toEqual(recorded.stack);
});

test("the resources of a module call have the recorded addresses", () => {
  expect(addresses(resourcesOfModule())).toEqual(recorded.module);
});

test("the resources of a construct in an app have the recorded addresses, with cdktf's hashes", () => {
  expect(addresses(resourcesOfConstruct(["security_monitoring"], false))).toEqual(
    expect.arrayContaining(recorded.app.filter((address) => !address.startsWith("data."))),
  );
});

test("the evidence is forgotten, with its protection and its key; the rest is destroyed", () => {
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

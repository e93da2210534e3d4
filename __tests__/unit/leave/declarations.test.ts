import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { OrganizationAdministratorsOfRegion } from "../../../src/capabilities/administrators";
import { ConfigBucket } from "../../../src/capabilities/config";
import { SecurityHub } from "../../../src/capabilities/security-hub";
import {
  parts,
  resourcesOfConstruct,
  resourcesOfModule,
  type MonitoringResource,
  type Part,
} from "../../../src/cli/deployment/monitoring-resources";
import { offeredModules } from "../../../src/generated-files";

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

test.each([
  "regional",
  "management-monitoring",
  "organization-management",
  OrganizationAdministratorsOfRegion.module,
] as const)("a construct has what the module has, under the same capabilities: %s", (part) => {
  const kinds = (resources: readonly MonitoringResource[]) =>
    resources
      .map(({ address, capability, onLeaving }) => {
        const [, type] = /(?:^|\.)(\w+)\.\w+$/.exec(address)!;
        return `${capability} ${type!} ${onLeaving}`;
      })
      .sort();
  const own = resourcesOfModule(part);
  expect(kinds(resourcesOfConstruct(["any"], true, part))).toEqual(kinds(own));
  expect(kinds(resourcesOfConstruct(["any"], false, part))).toEqual(kinds(own));
});

describe("the modules that the root does not call", () => {
  const decisionsIn = (part: Part) => {
    const own = resourcesOfModule(part);
    const capabilities = [...new Set(own.map(({ capability }) => capability))].sort();
    return Object.fromEntries(
      capabilities.map((name) => [
        name,
        [...new Set(own.filter(({ capability }) => capability === name).map(({ onLeaving }) => onLeaving))].join(),
      ]),
    );
  };

  test("are known", () => {
    expect(parts).toEqual(expect.arrayContaining(offeredModules.map(({ module }) => module)));
  });

  test.each([
    ["log-archive", ConfigBucket, "config-bucket does not declare what becomes of its aws_s3_bucket"],
    ["regional", SecurityHub, "security-hub does not declare what becomes of its aws_securityhub_account"],
    [
      "organization-management",
      OrganizationAdministratorsOfRegion,
      "organization-administrators-of-region does not declare what becomes of its aws_guardduty_organization_admin_account",
    ],
  ] as const)("have no resource without a decision: %s", (part, capability, message) => {
    expect(resourcesOfModule(part).length).toBeGreaterThan(0);
    jest.replaceProperty(capability as { onLeaving: object }, "onLeaving", {});
    expect(() => resourcesOfModule(part)).toThrow(message);
    jest.restoreAllMocks();
  });

  test("retain the log archive as a whole", () => {
    expect(decisionsIn("log-archive")).toEqual({
      config_bucket: "evidence",
      evidence_protection: "forget",
      log_key: "evidence",
      object_lock: "evidence",
      trail_bucket: "evidence",
    });
  });

  test("ask the management account what it goes on to delegate, also in further regions", () => {
    expect(decisionsIn("organization-management")).toEqual({ administrators: "ask", administrators_of_region: "ask" });
    expect(addresses(resourcesOfModule("organization-administrators-of-region"))).toEqual([
      "aws_guardduty_organization_admin_account.of_guardduty",
      "aws_securityhub_organization_admin_account.of_security_hub",
    ]);
  });

  test("end what a further region has of an organization, and retain what holds findings", () => {
    expect(decisionsIn("regional")).toMatchObject({
      access_analyzer: "forget",
      config_recorder: "destroy",
      guardduty_detector: "forget",
      guardduty_organization: "forget",
      organization_config_rules: "destroy",
      security_hub: "forget",
    });
  });
});

test("what an organization has beside its evidence ends, except what Terraform cannot end and what holds findings", () => {
  const of = (capability: string) => [
    ...new Set(
      resourcesOfModule()
        .filter((own) => own.capability === capability)
        .map(({ onLeaving }) => onLeaving),
    ),
  ];
  const ending =
    "member_recorder member_forwarder member_remediation organization_config_rules config_aggregator organization_trail event_bus";
  for (const capability of ending.split(" ")) expect([capability, of(capability)]).toEqual([capability, ["destroy"]]);
  // As long as it is central, AWS refuses to deregister the security account.
  expect(of("security_hub_organization")).toEqual(["destroy"]);
  expect(of("guardduty_organization")).toEqual(["forget"]);
  expect(of("log_group")).toEqual(["evidence"]);
  expect(of("log_key")).toEqual(["evidence"]);
});

import { GuardDutyDetector, GuardDutyExport } from "../../../src/capabilities/guardduty";
import { features, missingFeatures, runtimeAgents } from "../../../src/capabilities/guardduty/features";
import { DependencyGraph } from "../../support/dependency-graph";
import { problemsOf } from "../../support/input-error";
import { synthesizeCapability, synthesizeModule, synthesizeStack } from "../../support/synthesize";

const detector = "aws_guardduty_detector.detector";
const feature = "aws_guardduty_detector_feature.feature";

/** What Terraform would make of the local value `features`. */
function statesOf(inputs: object): Record<string, string> {
  const { locals } = synthesizeCapability(GuardDutyDetector, inputs);
  const list = (name: string) => JSON.parse(String(locals[name]).slice(2, -1)) as string[];
  const [, all, enable] =
    /^\$\{\{ for feature in (\[.*?\]) : feature => contains\(local\.enabled_features, feature\) \? "ENABLED" : "DISABLED" if (\w+) && !contains\(local\.unavailable_features, feature\) \}\}$/.exec(
      String(locals["features"]),
    )!;
  const written = (JSON.parse(all!) as string[]).filter(
    (name) => enable === "true" && !list("unavailable_features").includes(name),
  );
  return Object.fromEntries(
    written.map((name) => [name, list("enabled_features").includes(name) ? "ENABLED" : "DISABLED"]),
  );
}

describe("a GuardDuty detector", () => {
  test("is enabled by default, and publishes repeated findings every 15 minutes", () => {
    expect(synthesizeCapability(GuardDutyDetector, {}).resource(detector)).toMatchObject({
      enable: true,
      finding_publishing_frequency: "FIFTEEN_MINUTES",
      tags: {},
    });
    const other = { enable: false, findingPublishingFrequency: "ONE_HOUR", tags: { Team: "soc" } } as const;
    expect(synthesizeCapability(GuardDutyDetector, other).resource(detector)).toMatchObject({
      enable: false,
      finding_publishing_frequency: "ONE_HOUR",
      tags: { Team: "soc" },
    });
  });

  test("has no deprecated data sources, which would undo the features", () => {
    expect(synthesizeCapability(GuardDutyDetector, {}).resource(detector)).not.toHaveProperty("datasources");
  });

  test("writes every protection plan, disabled unless it is named", () => {
    expect(statesOf({})).toEqual(Object.fromEntries(features.map((name) => [name, "DISABLED"])));
    expect(statesOf({ features: ["S3_DATA_EVENTS", "RUNTIME_MONITORING"] })).toEqual({
      S3_DATA_EVENTS: "ENABLED",
      EKS_AUDIT_LOGS: "DISABLED",
      EBS_MALWARE_PROTECTION: "DISABLED",
      RDS_LOGIN_EVENTS: "DISABLED",
      LAMBDA_NETWORK_LOGS: "DISABLED",
      RUNTIME_MONITORING: "ENABLED",
    });
  });

  test("writes nothing of a feature that the region lacks, and nothing to a suspended detector", () => {
    expect(Object.keys(statesOf({ unavailableFeatures: ["RDS_LOGIN_EVENTS"] }))).toEqual(
      features.filter((name) => name !== "RDS_LOGIN_EVENTS"),
    );
    expect(statesOf({ enable: false })).toEqual({});
  });

  test("writes every agent of runtime monitoring, in the order in which AWS returns them", () => {
    const configuration = synthesizeCapability(GuardDutyDetector, {
      features: ["RUNTIME_MONITORING"],
      runtimeAgents: ["EC2_AGENT_MANAGEMENT"],
    });
    expect(configuration.resource(feature)["dynamic"]).toEqual({
      additional_configuration: {
        for_each:
          '${each.key == "RUNTIME_MONITORING" ? ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] : []}',
        content: {
          name: "${additional_configuration.value}",
          status: '${contains(local.runtime_agents, additional_configuration.value) ? "ENABLED" : "DISABLED"}',
        },
      },
    });
    expect(configuration.locals["runtime_agents"]).toBe('${["EC2_AGENT_MANAGEMENT"]}');
  });

  test("is refused at plan with a feature that the region lacks, by the feature, the region and what to do", () => {
    const configuration = synthesizeCapability(GuardDutyDetector, {});
    expect(configuration.resource(feature)["lifecycle"]).toEqual({
      precondition: [
        {
          condition: "${!contains(lookup(local.missing_features, data.aws_region.current.id, []), each.key)}",
          error_message: expect.stringMatching(
            /^The region \$\{data\.aws_region\.current\.id\} does not have the feature \$\{each\.key\} .*: remove it from features, and add it to unavailableFeatures\.$/,
          ),
        },
      ],
    });
    expect(configuration.locals["missing_features"]).toEqual(missingFeatures);
    for (const [region, missing] of Object.entries(missingFeatures)) {
      expect(region).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
      for (const name of missing) expect(features).toContain(name);
    }
    const nested = synthesizeModule().nested.get("guardduty-detector")!;
    expect(JSON.stringify(nested.resource(feature)["lifecycle"])).toContain("add it to unavailable_features.");
  });

  test.each([
    [{ features: ["S3_DATA_EVENT"] }, /^features\[0\]: got "S3_DATA_EVENT"; did you mean "S3_DATA_EVENTS"\?$/],
    [{ features: ["RDS_LOGIN_EVENTS", "RDS_LOGIN_EVENTS"] }, /^features\[1\]: .*unique/],
    [
      { runtimeAgents: [runtimeAgents[0]] },
      /^runtimeAgents\[0\]: got "EKS_ADDON_MANAGEMENT"; must be combined with RUNTIME_MONITORING in features/,
    ],
    [
      { features: ["RDS_LOGIN_EVENTS"], unavailableFeatures: ["RDS_LOGIN_EVENTS"] },
      /^features\[0\]: got "RDS_LOGIN_EVENTS"; must be a feature that is not in unavailableFeatures as well$/,
    ],
    [{ findingPublishingFrequency: "DAILY" }, /must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS$/],
  ])("fails when given %j", (inputs, problem) => {
    expect(problemsOf(() => synthesizeCapability(GuardDutyDetector, inputs as never))).toEqual([
      expect.stringMatching(problem),
    ]);
  });

  test("refuses the same combinations in the module, where only Terraform knows the values", () => {
    const nested = synthesizeModule().nested.get("guardduty-detector")!;
    const { precondition } = nested.resource(detector)["lifecycle"] as { precondition: { condition: string }[] };
    expect(precondition.map(({ condition }) => condition)).toEqual([
      '${length(local.runtime_agents) == 0 || contains(local.enabled_features, "RUNTIME_MONITORING")}',
      "${length(setintersection(local.enabled_features, local.unavailable_features)) == 0}",
    ]);
  });
});

describe("the export of findings", () => {
  const inputs = {
    detectorId: "12abc34d567e8fa901bc2d34e56789f0",
    bucketName: "findings",
    kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  };

  test("names the bucket by its ARN", () => {
    expect(
      synthesizeCapability(GuardDutyExport, inputs).resource("aws_guardduty_publishing_destination.destination"),
    ).toEqual({
      detector_id: inputs.detectorId,
      destination_arn: "arn:${data.aws_partition.current.partition}:s3:::findings",
      kms_key_arn: inputs.kmsKeyArn,
    });
  });

  test("waits for the policies of bucket and key", () => {
    const stack = synthesizeStack({ guardduty: { enabled: true, exportFindings: true } });
    const needed = DependencyGraph.ofStack(stack).dependenciesOf(
      "aws_guardduty_publishing_destination.guardduty_export_destination",
    );
    expect(needed).toEqual(
      expect.arrayContaining([
        "aws_guardduty_detector.guardduty_detector",
        "aws_kms_key.guardduty_key",
        "aws_s3_bucket_policy.guardduty_bucket_policy",
      ]),
    );
  });

  test.each([
    [{ detectorId: "x" }, 'detectorId: got "x"; must be the id of a detector, 32 hexadecimal digits'],
    [{ kmsKeyArn: "x" }, expect.stringContaining('kmsKeyArn: got "x"; must be an ARN')],
  ])("fails when given %j", (wrong, problem) => {
    expect(problemsOf(() => synthesizeCapability(GuardDutyExport, { ...inputs, ...wrong }))).toEqual([problem]);
  });
});

describe("the settings of GuardDuty", () => {
  const typesWith = (settings: Parameters<typeof synthesizeStack>[0]) =>
    synthesizeStack(settings)
      .addresses()
      .filter((address) => address.includes("guardduty"))
      .map((address) => address.split(".")[0]);

  test("create nothing by default", () => {
    expect(typesWith({})).toEqual([]);
    expect(typesWith({ guardduty: { exportFindings: true, features: ["S3_DATA_EVENTS"] } })).toEqual([]);
  });

  test("create the detector alone without an export", () => {
    expect(typesWith({ alerts: { instant: false }, guardduty: { enabled: true } })).toEqual([
      "aws_guardduty_detector",
      "aws_guardduty_detector_feature",
    ]);
  });

  test("suspend a detector that is retained", () => {
    const stack = synthesizeStack({ evidence: { retain: ["guardduty-detector"] } });
    expect(stack.resource("aws_guardduty_detector.guardduty_detector")).toMatchObject({ enable: false });
    expect(stack.resources("aws_guardduty_publishing_destination")).toEqual({});
  });

  test("retain the bucket together with its key, and without a detector", () => {
    const types = typesWith({ evidence: { retain: ["guardduty-bucket"] } });
    expect(types).toEqual(expect.arrayContaining(["aws_kms_key", "aws_s3_bucket"]));
    expect(types).not.toContain("aws_guardduty_detector");
  });

  test("protect detector, bucket and key", () => {
    const protection = synthesizeStack({ guardduty: { enabled: true, exportFindings: true } }).resource(
      "terraform_data.evidence_protection_run_leave_to_remove_the_protection",
    );
    for (const part of ["guardduty_detector", "guardduty_bucket", "guardduty_key"]) {
      expect(protection["for_each"]).toContain(`"${part}" = `);
    }
  });

  test("export to an existing bucket with an existing key, and say what their owners must allow", () => {
    const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const stack = synthesizeStack({
      guardduty: {
        enabled: true,
        exportFindings: true,
        existingBucket: { name: "theirs" },
        existingKey: { arn: key },
      },
    });
    expect(stack.resource("aws_guardduty_publishing_destination.guardduty_export_destination")).toMatchObject({
      destination_arn: "arn:${data.aws_partition.current.partition}:s3:::theirs",
      kms_key_arn: key,
    });
    expect(Object.keys(stack.outputs["required_policies"]!["value"] as object)).toEqual([
      "guardduty_bucket",
      "guardduty_key",
    ]);
  });
});

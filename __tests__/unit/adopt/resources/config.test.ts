import type { Inventory } from "../../../../src/cli/adopt/inventory";
import { arn, bucket, recorder, adopted } from "../../../support/inventory";

describe("AWS Config", () => {
  const channel = { name: "default", bucketName: "config-files" };
  const config = { recorder: recorder(), channel, buckets: [bucket("config-files")] };

  test("a recorder and a channel of the same name are managed, with what they record", () => {
    const { settings, imported } = adopted({
      ...config,
      recorder: recorder({ frequency: "DAILY", recordsGlobalResources: false }),
    });
    expect(settings).toMatchObject({
      config: { recorderName: "default", recordingFrequency: "DAILY", recordsGlobalResources: false },
    });
    expect(imported).toEqual(
      expect.arrayContaining(["aws_config_configuration_recorder", "aws_config_delivery_channel"]),
    );
  });

  test.each<[string, Partial<Inventory>]>([
    ["its channel has another name", { channel: { ...channel, name: "other" } }],
    ["it is Control Tower's", { recorder: recorder({ name: "aws-controltower-BaselineConfigRecorder" }) }],
    ["it records only some types", { recorder: recorder({ strategy: "inclusion" }) }],
    ["its channel notifies a topic", { channel: { ...channel, topicArn: arn("sns", "changes") } }],
  ])("a recorder is used unchanged if %s", (_, more) => {
    const { settings, imports } = adopted({ ...config, ...more });
    expect(settings).toMatchObject({ config: { existingRecorder: expect.anything() } });
    expect(imports).toEqual([]);
  });

  test("a recorder with an override is managed with it, and used unchanged if the settings refuse the override", () => {
    const withOverride = (...resourceTypes: string[]) =>
      adopted({
        ...config,
        recorder: recorder({ frequencyOverride: { resourceTypes, frequency: "DAILY", description: "cheaper" } }),
      });
    const { settings, changes } = withOverride("AWS::EC2::NetworkInterface");
    expect(settings).toMatchObject({
      config: { recordingOverride: { resourceTypes: ["AWS::EC2::NetworkInterface"], frequency: "DAILY" } },
    });
    expect(changes).toContainEqual(expect.objectContaining({ change: "loses the description of its override" }));
    expect(withOverride("AWS::S3::Bucket").settings).toMatchObject({
      config: { existingRecorder: { name: "default" } },
    });
  });

  test("recorder=none leaves AWS Config unchanged", () => {
    expect(adopted(config, { recorder: "none" })).toMatchObject({
      settings: { config: { enabled: false } },
      imports: [],
    });
  });

  test("the same managed rule with another name is adopted with its scope, and Security Hub's rules are left unchanged", () => {
    const rules = [
      {
        name: "no-open-ssh",
        identifier: "INCOMING_SSH_DISABLED",
        inputParameters: {},
        scope: { resourceTypes: ["AWS::EC2::SecurityGroup"] },
        tags: {},
      },
      {
        name: "securityhub-s3",
        identifier: "S3_BUCKET_PUBLIC_READ_PROHIBITED",
        inputParameters: {},
        createdBy: "securityhub.amazonaws.com",
        tags: {},
      },
    ];
    const { settings, imported } = adopted({ rules });
    expect(settings).toEqual({
      config: {
        rules: {
          "no-open-ssh": { identifier: "INCOMING_SSH_DISABLED", scope: { resourceTypes: ["AWS::EC2::SecurityGroup"] } },
        },
        disabledRules: ["restricted-ssh"],
      },
    });
    expect(imported).toEqual(["aws_config_config_rule[no-open-ssh]"]);
  });
});

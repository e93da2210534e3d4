import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Aspects, TerraformDataSource, TerraformResource, TerraformStack, type TerraformProvider } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import {
  Detections,
  ReadableStack,
  SecurityMonitoring,
  TopicCheck,
  type DetectionsProps,
  type SecurityMonitoringProps,
} from "../../../src";
import { everything } from "../../../src/cli/deployment/monitoring-resources";
import { moduleFolder } from "../../../src/generated-files";
import { withTemporaryApp } from "../../../src/terraform/temporary-app";
import { problemsOf } from "../../support/input-error";
import { configurationOf, type Block, type Configuration } from "../../support/synthesize";

const topicArn = "arn:aws:sns:us-east-1:111122223333:theirs";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const roleArn = "arn:aws:iam::111122223333:role/recorder";

class TheirStack extends TerraformStack {
  readonly home = new AwsProvider(this, "aws", { region: "eu-west-1" });
  readonly away = new AwsProvider(this, "away", { region: "us-east-1", alias: "away" });

  constructor() {
    super(
      withTemporaryApp((app) => app),
      "their-stack",
    );
  }
}

class TheirReadableStack extends ReadableStack {
  readonly home = new AwsProvider(this, "aws", { region: "eu-west-1" });
  readonly away = new AwsProvider(this, "away", { region: "us-east-1", alias: "away" });

  constructor() {
    super(
      withTemporaryApp((app) => app),
      "their-stack",
    );
  }
}

/** Sets a provider as people write it: on every resource and data source there is, whatever its kind. */
function setEverywhere(scope: Construct, provider: TerraformProvider): void {
  Aspects.of(scope).add({
    visit(node: IConstruct) {
      const isElement = TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
      if (isElement) node.provider = provider;
    },
  });
}

/** Every block that a provider is needed for, those in checks included, by address. */
function blocksOfAws(configuration: Configuration): ReadonlyMap<string, Block> {
  const inChecks = Object.entries(configuration.checks).flatMap(([name, { data }]) =>
    Object.entries((data ?? {}) as Record<string, Record<string, Block>>).flatMap(([type, blocks]) =>
      Object.values(blocks).map((block) => [`check.${name}.data.${type}`, block] as const),
    ),
  );
  return new Map([...configuration.blocks(), ...inChecks].filter(([address]) => /(^|\.)aws_/.test(address)));
}

const providersOf = (configuration: Configuration, prefix = "") =>
  [...blocksOfAws(configuration)]
    .filter(([address]) => address.includes(prefix))
    .map(([, { provider }]) => provider ?? "aws");

const everythingExisting: SecurityMonitoringProps = {
  checkExisting: true,
  alerts: { existingTopic: { arn: topicArn } },
  trail: { existingBucket: { name: "theirs" }, existingLogGroup: { namePrefix: "theirs" } },
  config: { existingBucket: { name: "theirs" }, existingRole: { arn: roleArn } },
  accessLogs: { existingBucket: { name: "theirs" } },
  guardduty: { enabled: true, exportFindings: true, existingBucket: { name: "theirs" }, existingKey: { arn: keyArn } },
  evidence: { retain: ["trail-bucket"] },
  encryption: { existingLogKey: { arn: keyArn } },
  athena: { enabled: true },
  regions: ["eu-central-1"],
  organization: { id: "o-a1b2c3d4e5", managementAccountId: "999988887777" },
};
const keysExisting: SecurityMonitoringProps = { checkExisting: true, alerts: { existingKey: { arn: keyArn } } };

test("the settings of these tests use every capability", () => {
  const stack = new TheirStack();
  [everything, everythingExisting, keysExisting].forEach((settings, i) => {
    new SecurityMonitoring(stack, `instance_${i}`, settings);
  });
  const used = new Set(stack.node.findAll().map(({ constructor }) => (constructor as { module?: string }).module));
  const modules = [...moduleFolder().keys()].map((path) => /^module\/modules\/([^/]+)\//.exec(path)?.[1]);
  // Those have a provider of their own, and tests of their own.
  const elsewhere = [
    "config-recorder-role",
    "event-forwarder",
    "guardduty-governed-detector",
    "log-archive",
    "management-monitoring",
    "organization-administrators",
    "organization-administrators-of-region",
    "organization-management",
    "regional",
  ];
  expect(new Set(modules.filter(Boolean))).toEqual(new Set([...used, ...elsewhere].filter(Boolean)));
});

describe.each([
  ["everything new", everything],
  ["everything existing", everythingExisting],
  ["keys existing", keysExisting],
])("an instance with %s", (_, settings) => {
  test.each<[string, (stack: TheirStack) => void]>([
    [
      "its prop",
      (stack) => new SecurityMonitoring(stack, "security_monitoring", { ...settings, provider: stack.away }),
    ],
    [
      "an Aspect on it",
      (stack) => {
        setEverywhere(new SecurityMonitoring(stack, "security_monitoring", settings), stack.away);
      },
    ],
    [
      "an Aspect on the whole stack",
      (stack) => {
        new SecurityMonitoring(stack, "security_monitoring", settings);
        setEverywhere(stack, stack.away);
      },
    ],
    [
      "its prop, whatever an Aspect on the stack says",
      (stack) => {
        new SecurityMonitoring(stack, "security_monitoring", { ...settings, provider: stack.away });
        setEverywhere(stack, stack.home);
      },
    ],
  ])("has the provider of %s in everything it creates and reads", (_, build) => {
    const stack = new TheirStack();
    build(stack);
    const configuration = configurationOf(stack);
    expect(new Set(providersOf(configuration))).toEqual(new Set(["aws.away"]));
    // What belongs to no provider of AWS's is left alone.
    for (const block of Object.values(configuration.resources("terraform_data"))) {
      expect(block).not.toHaveProperty("provider");
    }
  });
});

describe.each([
  ["cdktf names", TheirStack],
  ["we name", TheirReadableStack],
])("in a stack whose addresses %s", (_, Stack) => {
  test("two instances, and a capability alone, each read region and account of their own provider", () => {
    const stack = new Stack();
    const props: DetectionsProps = { logGroupName: "theirs", topicArn, packs: ["cis"] };
    new SecurityMonitoring(stack, "home", { namePrefix: "home-" });
    new SecurityMonitoring(stack, "abroad", { namePrefix: "abroad-", provider: stack.away });
    new Detections(stack, "alone_here", props);
    new Detections(stack, "alone_there", { ...props, provider: stack.away });
    setEverywhere(new Detections(stack, "alone_by_aspect", props), stack.away);
    const configuration = configurationOf(stack);
    for (const [place, provider] of [
      ["home_", "aws"],
      ["abroad_", "aws.away"],
      ["alone_here_", "aws"],
      ["alone_there_", "aws.away"],
      ["alone_by_aspect_", "aws.away"],
    ] as const) {
      expect([place, new Set(providersOf(configuration, `.${place}`))]).toEqual([place, new Set([provider])]);
    }

    // Whatever is read from a provider is used only where that provider is: in policies, ARNs, and links.
    const read = /data\.aws_(?:caller_identity|region|partition)\.([a-z_]+?)_environment/g;
    const users = { ...Object.fromEntries(configuration.blocks()), ...configuration.locals };
    const uses = Object.entries(users).flatMap(([address, block]) =>
      [...JSON.stringify(block).matchAll(read)].map(([, owner]) => [address, owner!] as const),
    );
    expect(uses.length).toBeGreaterThan(40);
    for (const [address, owner] of uses) expect(address).toMatch(new RegExp(`(^|\\.)${owner}_`));
    expect(new Set(uses.map(([, owner]) => owner))).toEqual(
      new Set(["home", "abroad", "alone_here", "alone_there", "alone_by_aspect"]),
    );
  });
});

describe("refused at synthesis is", () => {
  const errorOf = (build: (stack: TheirStack) => void) => {
    const stack = new TheirStack();
    build(stack);
    try {
      configurationOf(stack);
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };

  test("a provider that an Aspect sets on resources alone", () => {
    const message = errorOf((stack) => {
      const instance = new SecurityMonitoring(stack, "security_monitoring");
      Aspects.of(instance).add({
        visit: (node) => TerraformResource.isTerraformResource(node) && (node.provider = stack.away),
      });
    });
    expect(message).toMatch(
      /\[their-stack\/security_monitoring\] has more than one provider: aws \(\d+ resources and data sources\), aws\.away \(\d+ resources and data sources\)\. Give the construct a provider, or set the same one on everything below it, data sources included\./,
    );
    // Told once, not by each capability of the instance.
    expect(message.match(/has more than one provider/g)).toHaveLength(1);
  });

  test("a provider that an Aspect sets on one capability of an instance", () => {
    const message = errorOf((stack) => {
      const instance = new SecurityMonitoring(stack, "security_monitoring");
      setEverywhere(instance.node.findChild("log_group") as Construct, stack.away);
    });
    expect(message).toContain("aws.away (their-stack/security_monitoring/log_group/group)");
  });

  test("a provider that an Aspect removes from one resource", () => {
    const message = errorOf((stack) => {
      const props = { logGroupName: "theirs", topicArn, provider: stack.away };
      const alarm = new Detections(stack, "detections", props).node.findChild("alarm");
      Aspects.of(alarm).add({ visit: (node) => void ((node as TerraformResource).provider = undefined) });
    });
    expect(message).toContain(
      "aws.away (their-stack/detections/filter, their-stack/detections/environment/region, their-stack/detections/environment/partition), ",
    );
    expect(message).toContain("aws (their-stack/detections/alarm)");
  });

  test("a region that an Aspect sets on resources", () => {
    const message = errorOf((stack) => {
      const topic = new SecurityMonitoring(stack, "security_monitoring").node.findChild("alert_topic");
      Aspects.of(topic).add({ visit: (node) => node instanceof SnsTopic && (node.region = "us-east-1") });
    });
    expect(message).toContain(
      "has resources that set a region: their-stack/security_monitoring/alert_topic/topic. Give the construct a provider",
    );
  });

  test("the provider of another stack, another kind of provider, and what is no provider", () => {
    const given = [new TheirStack().away, new SnsTopic(new TheirStack(), "topic"), { region: "us-east-1" }, "aws.away"];
    for (const provider of given as TerraformProvider[]) {
      expect(problemsOf(() => new SecurityMonitoring(new TheirStack(), "security_monitoring", { provider }))).toEqual([
        "provider: must be an AWS provider of the same stack: new AwsProvider(stack, …)",
      ]);
      expect(problemsOf(() => new TopicCheck(new TheirStack(), "check", { topicArn, provider }))).toHaveLength(1);
    }
  });
});

test("a capability accepts only its inputs and a provider", () => {
  const build = () => new TopicCheck(new TheirStack(), "check", { topicArn, providers: [] } as never);
  expect(problemsOf(build)).toEqual(["providers: unknown setting; expected one of topicArn"]);
});

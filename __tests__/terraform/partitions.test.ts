import { TerraformOutput } from "cdktf";
import { SecurityContact } from "../../src/capabilities/account/security-contact";
import { Detections } from "../../src/capabilities/detections/detections";
import { logsInsightsLink } from "../../src/capabilities/detections/logs-insights-link";
import { AwsEnvironment } from "../../src/terraform/aws/aws-environment";
import { partitions } from "../../src/terraform/aws/partitions";
import { check } from "../../src/terraform/parse";
import { readConsoleLink } from "../support/console-link";
import { describeWith } from "../support/requirements";
import { configurationOf, EmptyOwnStack, synthesizeCapability } from "../support/synthesize";
import { TerraformWorkspace } from "../support/terraform";

/** What stands in a query, each a trap for one of the notations that a link is written in. */
const filters = [
  'eventSource = "iam.amazonaws.com" and eventName like /^(Put|Delete).*Policy(Version)?$/',
  "@message =~ /x/",
  "a ~ (b ~ 'c) ~",
  "100% + 1 * 2 & #3 | !4 $3F ?5 \\d {6} [7] `8` <9>",
  ...Array.from({ length: 95 }, (_, index) => `a${String.fromCharCode(32 + index)}b`),
];
const region = "eu-west-1";
const names = Object.keys(partitions);

const withValues = (expression: string) =>
  expression
    .replace(/^\$\{(.*)\}$/s, "$1")
    .replaceAll("data.aws_partition.current.partition", "partition")
    .replaceAll("data.aws_region.current.id", JSON.stringify(region));

/** What Terraform makes of the expressions, for every partition. */
async function evaluate() {
  const stack = new EmptyOwnStack();
  const aws = AwsEnvironment.of(stack);
  const outputs = {
    links: logsInsightsLink(stack, "/logs/of.the-trail_1#", "${filter}"),
    logs: aws.logsPrincipal,
    config: aws.configPrincipal,
  };
  for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
  const written = (name: string) => String(configurationOf(stack).outputs[name]!["value"]);
  const contact = synthesizeCapability(SecurityContact, {
    name: "Security team",
    title: "On call",
    emailAddress: "security@example.com",
    phoneNumber: "+1 555 0100",
  }).resource("aws_account_alternate_contact.contact")["lifecycle"] as { precondition: [{ condition: string }] };
  const principal = (name: string) =>
    JSON.stringify(written(name)).replace(
      /\$\{(.*?\)|[^}]*)\}/g,
      (_, inner: string) => `\${${withValues(JSON.parse(`"${inner}"`) as string)}}`,
    );
  const inEach = (expression: string) => `{ for partition in local.partitions : partition => ${expression} }`;
  const workspace = new TerraformWorkspace({
    "main.tf.json": JSON.stringify({
      locals: {
        partitions: [...names, "aws-new"],
        filters: filters.map((filter) => filter.replace(/[$%](?=\{)/g, "$&$&")),
      },
      output: {
        links: { value: `\${${inEach(`[for filter in local.filters : ${withValues(written("links"))}]`)}}` },
        logs: { value: `\${${inEach(principal("logs"))}}` },
        config: { value: `\${${inEach(principal("config"))}}` },
        contact: { value: `\${${inEach(withValues(contact.precondition[0].condition))}}` },
      },
    }),
  });
  try {
    await workspace.init();
    await workspace.apply();
    return (await workspace.outputs()) as {
      links: Record<string, string[]>;
      logs: Record<string, string>;
      config: Record<string, string>;
      contact: Record<string, boolean>;
    };
  } finally {
    workspace.remove();
  }
}

describeWith({ terraform: true }, "what depends on the partition, as Terraform evaluates it", () => {
  let found: Awaited<ReturnType<typeof evaluate>>;

  beforeAll(async () => {
    found = await evaluate();
  });

  test("is the service principal of CloudWatch Logs and of AWS Config", () => {
    const logs = (suffix: string) => `logs.${region}.${suffix}`;
    const usual = Object.fromEntries([...names, "aws-new"].map((name) => [name, "amazonaws.com"]));
    const others = { "aws-cn": "amazonaws.com.cn", "aws-iso": "c2s.ic.gov", "aws-iso-b": "sc2s.sgov.gov" };
    const expected = Object.entries({ ...usual, ...others }).map(([name, suffix]) => [name, logs(suffix)]);
    expect(found.logs).toEqual(Object.fromEntries(expected));
    const config = Object.keys(usual).map((name) => [name, "config.amazonaws.com"]);
    expect(found.config).toEqual({ ...Object.fromEntries(config), "aws-iso": "config.c2s.ic.gov" });
  });

  test("is whether the account's contact can be set, which is tried where nothing is known", () => {
    const taken = Object.entries(found.contact).filter(([, isTaken]) => isTaken);
    expect(taken.map(([name]) => name).sort()).toEqual(["aws", "aws-cn", "aws-new"]);
  });

  test("is the host of the console, and there is no link where it is not public", () => {
    const hosts = Object.entries(found.links).map(([name, [link]]) => [name, link && readConsoleLink(link).host]);
    expect(Object.fromEntries(hosts)).toEqual({
      aws: `${region}.console.aws.amazon.com`,
      "aws-cn": `${region}.console.amazonaws.cn`,
      "aws-eusc": `${region}.console.amazonaws-eusc.eu`,
      "aws-us-gov": `${region}.console.amazonaws-us-gov.com`,
      ...Object.fromEntries(["aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-new"].map((name) => [name, ""])),
    });
  });

  test.each(filters.map((filter, index) => ({ filter, index })))("the console reads $filter from its link", (row) => {
    expect(readConsoleLink(found.links["aws"]![row.index]!).query).toMatchObject({
      editorString: `fields @timestamp,userIdentity.arn,eventName,sourceIPAddress|filter ${row.filter}`,
      source: ["/logs/of.the-trail_1#"],
    });
  });
});

test.each(["a\nb", "a\tb", "größe", "😀", "\u2028"])(
  "a query with what no link can carry is refused: %j",
  (insightsFilter) => {
    const custom = { own: { title: "Own", pattern: "{ $.a = 1 }", insightsFilter } };
    expect(check(Detections.inputs.shape.custom, custom).problems).toEqual([
      {
        path: "own.insightsFilter",
        message: `got ${JSON.stringify(insightsFilter)}; must be text of 1 to 160 ASCII characters on one line`,
      },
    ]);
  },
);

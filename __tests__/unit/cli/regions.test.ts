import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { regionsBeside } from "../../../src/terraform/aws/partitions";
import { inTemporaryFolders, runCaptured } from "../../support/command";

inTemporaryFolders();

const file = "security-monitoring-regions.tf";
const written = () => readFileSync(file, "utf8");
const regions = (...args: string[]) => runCaptured(["regions", "--home", "eu-west-1", ...args]);
const further = (...names: string[]) => names.flatMap((name) => ["--region", name]);

test("each further region has a call with its provider, and every region of the partition a provider", async () => {
  expect(await regions(...further("us-east-1", "eu-central-1"))).toEqual({
    exitCode: 0,
    stderr: "",
    stdout: `Wrote ${file} (2 further regions)

The call of the module needs this line once: regions = local.security_monitoring_regions
Next: terraform init, then terraform plan
`,
  });
  expect(written()).toContain('  security_monitoring_regions = ["eu-central-1", "us-east-1"]\n');
  expect(written()).toContain(`module "security_monitoring_us_east_1" {
  source    = "./module/modules/regional"
  providers = { aws = aws.security_monitoring_us_east_1 }

  region      = "us-east-1"
  home_region = "eu-west-1"

  monitoring = module.security_monitoring.regional
}
`);
  const withProvider = [...written().matchAll(/^ {2}region = "(.*)"$/gm)].map(([, region]) => region);
  expect(withProvider).toEqual(regionsBeside("eu-west-1").filter((region) => region !== "eu-west-1"));
});

test("a region that is no longer given loses its call and keeps its provider", async () => {
  await regions(...further("us-east-1", "eu-central-1"));
  await regions(...further("eu-central-1"));
  expect(written()).not.toContain('module "security_monitoring_us_east_1"');
  expect(written()).toContain('alias  = "security_monitoring_us_east_1"');
  expect((await regions()).stdout).toContain("(0 further regions)");
  expect(written()).toContain("security_monitoring_regions = []");
});

test("a region that botocore does not know yet has a provider as well", async () => {
  await regions(...further("eu-west-9"));
  expect(written()).toContain('  alias  = "security_monitoring_eu_west_9"\n  region = "eu-west-9"\n');
});

test.each([
  ["./module", "./module/modules/regional"],
  ["../../security/module/", "../../security/module/modules/regional"],
  [
    "git::https://example.com/monitoring.git//module?ref=v0.1.0",
    "git::https://example.com/monitoring.git//module/modules/regional?ref=v0.1.0",
  ],
  [
    "git::https://example.com/module.git?ref=v0.1.0",
    "git::https://example.com/module.git//modules/regional?ref=v0.1.0",
  ],
  ["example/security-monitoring/aws", "example/security-monitoring/aws//modules/regional"],
])("the nested module of %s is %s", async (source, nested) => {
  await regions(...further("us-east-1"), "--source", source);
  expect(written()).toContain(`source    = "${nested}"`);
});

test("every provider gets the profile and the role, and text is text", async () => {
  await regions("--profile", 'a "b" ${c}', "--role-arn", "arn:aws:iam::111122223333:role/deployer");
  expect(written().match(/^ {2}profile = "a \\"b\\" \$\$\{c\}"$/gm)).toHaveLength(
    regionsBeside("eu-west-1").length - 1,
  );
  expect(written().match(/role_arn = "arn:aws:iam::111122223333:role\/deployer"/g)).toHaveLength(
    regionsBeside("eu-west-1").length - 1,
  );
});

test("everything that is wrong is said at once, and nothing is written", async () => {
  const { exitCode, stderr } = await regions(
    ...further("eu-west-1", "Frankfurt", "us-east-1", "us-east-1"),
    ...["--existing-recorder", "us-east-1", "--call", "a b", "--source", "", "--role-arn", "admin"],
  );
  expect([exitCode, existsSync(file)]).toEqual([1, false]);
  expect(stderr).toMatchInlineSnapshot(`
   "
   6 problems in the options
     --region: got "Frankfurt"; must be an AWS region such as eu-west-1
     --region: got "us-east-1" twice: give it once
     --existing-recorder: got "us-east-1"; must be a region and the name of its recorder: us-east-1=default
     --call: got "a b"; must be the name behind module, such as security_monitoring
     --source: is empty: give the source of the call, such as ./module
     --role-arn: got "admin"; must be an ARN such as arn:<partition>:iam::111122223333:role/name

   Nothing was written.
   "
  `);
});

test.each([
  [further("eu-west-1"), '--region: got "eu-west-1", which is `--home` and monitored in any case: remove it'],
  [
    further("cn-north-1"),
    '--region: got "cn-north-1", which is in another partition than `--home`, eu-west-1: one set of credentials does not reach both',
  ],
  [
    ["--existing-recorder", "us-east-1=default"],
    "--existing-recorder: us-east-1 is not among `--region`: add it there, or remove it here",
  ],
])("%j is refused", async (args, problem) => {
  const { exitCode, stderr } = await regions(...args);
  expect([exitCode, existsSync(file)]).toEqual([1, false]);
  expect(stderr).toContain(problem);
});

test("a file that was edited is not replaced without --force", async () => {
  await regions();
  writeFileSync(file, `${written()}# mine\n`);
  expect((await regions(...further("us-east-1"))).stderr).toContain(`${file}: was changed after it was written`);
  expect(written()).toContain("# mine");
  expect((await regions(...further("us-east-1"), "--force")).exitCode).toBe(0);
  expect(written()).not.toContain("# mine");
});

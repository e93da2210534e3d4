import { readdirSync, writeFileSync } from "node:fs";
import { inTemporaryFolders, runCaptured } from "../../support/command";

inTemporaryFolders();

const estimate = (...args: readonly string[]) => runCaptured(["estimate", ...args]);

interface Usd {
  readonly low: number;
  readonly high: number;
}

interface Result {
  readonly charges: readonly { readonly service: string; readonly quantity: Usd; readonly usd: Usd }[];
  readonly total: { readonly usd: Usd; readonly usdInFirstMonth: Usd };
}

async function estimateJson(...args: readonly string[]): Promise<Result> {
  const { exitCode, stdout, stderr } = await estimate(...args, "--json");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.parse(stdout) as Result;
}

function settings(content: object): void {
  writeFileSync("security-monitoring.json", JSON.stringify(content));
}

const allGiven = [
  ...["--events", "20M", "--configuration-items", "30k", "--changes-per-day", "10", "--rule-evaluations", "5k"],
  ...["--alerts", "200", "--files", "50k", "--months", "1"],
];

test("prints a row for all that is billed, the total, what saves, and of when the prices are", async () => {
  const { exitCode, stdout, stderr } = await estimate(...allGiven);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toMatch(/^service +AWS bills +quantity +USD +a month +from\n/);
  expect(stdout).toMatch(/\nAmazon CloudWatch +GB received by the log group +30 +0\.5 +5 free +12\.50 +--events/);
  expect(stdout).toMatch(/\n +configuration items of a change +30,000 +0\.003 +90\.00 +--configuration-items/);
  expect(stdout).toContain("\nTotal for one account, one region: 110.");
  expect(stdout).not.toContain("Not given");
  expect(stdout).toMatch(/\nconfig\.recordingFrequency: DAILY +54\.00 +prompt evaluations/);
  expect(stdout).toContain("List prices of us-east-1, November 2026, in US dollars");
  expect(readdirSync(".")).toEqual([]);
});

test("states the range of what was not given, and the total as a range", async () => {
  const { stdout } = await estimate("--events", "1M");
  expect(stdout).toMatch(/\n--configuration-items +200 to 20,000 +Changes of resources/);
  expect(stdout).not.toMatch(/\n--events +[\d,]+ to/);
  expect(stdout).not.toMatch(/\n--flow-and-dns-gb /);
  expect(stdout).toMatch(/\nTotal for one account, one region: [\d.]+ to [\d.]+ USD a month\.\n/);
});

test("has a total with and without the trials", async () => {
  settings({ guardduty: { enabled: true } });
  const { stdout } = await estimate(...allGiven, "--flow-and-dns-gb", "600");
  expect(stdout).toMatch(/^service .* first 30 days +a month after +from\n/);
  expect(stdout).toMatch(/GB of VPC flow and DNS logs +600 +1, tiered +0\.00 +550\.00 /);
  expect(stdout).toMatch(/: 740\.\d\d USD a month, in the first 30 days 110\.\d\d USD\.\n/);
});

test("prints the same as JSON", async () => {
  settings({ guardduty: { enabled: true } });
  const { charges, total } = await estimateJson(...allGiven, "--flow-and-dns-gb", "600");
  expect(charges.reduce((sum, { usd }) => sum + usd.low, 0)).toBeCloseTo(total.usd.low, 8);
  expect(total.usd.low - total.usdInFirstMonth.low).toBeCloseTo(80 + 550, 8);
  expect(charges[0]).toMatchObject({
    service: "Amazon CloudWatch",
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    type: "aws_cloudtrail",
    price: { unit: "logGb", usd: 0.5, free: 5 },
    quantity: { low: 30, high: 30 },
  });
});

test("multiplies by accounts and regions", async () => {
  const { stdout } = await estimate(...allGiven, "--accounts", "12", "--organization", "--regions", "3");
  expect(stdout).toContain("\nTotal for 12 accounts of an organization, 3 regions: ");
  expect(stdout).toMatch(/AWS KMS +keys.* +72 +1 +72\.00 /);
});

test("counts accounts of an organization, which has most of it once", async () => {
  settings({ organization: { id: "o-a1b2c3d4e5", managementAccountId: "111122223333" } });
  const { stdout } = await estimate(...allGiven, "--accounts", "12");
  expect(stdout).toContain("\nTotal for 12 accounts of an organization, one region: ");
  expect(stdout).toMatch(/AWS KMS +keys.* +2 +1 +2\.00 /);
  expect(stdout).toMatch(/\nAmazon CloudWatch +GB received by the log group +360 /);
});

test("reports every problem of the options at once, with the value and what is right", async () => {
  const wrong = [
    ...["--events", "lots", "--configuration-items", "1k", "--months", "0", "--regions", "1.5", "--accounts", "0"],
    ...[
      "--items-of",
      "NetworkInterface=5",
      "--items-of",
      "AWS::EC2::Volume=2k",
      "--alerts",
      "-5",
      "--files",
      "9999999G",
    ],
  ];
  const { exitCode, stdout, stderr } = await estimate(...wrong);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toBe(`
8 problems in the options
  --events: got "lots"; must be a number such as 250000, 2.5k or 1M
  --alerts: got "-5"; must be a number such as 250000, 2.5k or 1M
  --files: got "9999999G"; must be a number from 0 to 1,000,000,000,000,000
  --months: got "0"; must be a number from 1 to 1,000,000,000,000,000
  --items-of: got "NetworkInterface=5"; must be a resource type and a number, such as AWS::EC2::NetworkInterface=15k
  --items-of: got 2,000 in all; must be at most 1,000, which --configuration-items says
  --accounts: got "0"; must be a whole number from 1 to 1,000,000,000,000,000
  --regions: got "1.5"; must be a whole number from 1 to 1,000,000,000,000,000

Nothing was written.
`);
});

test("refuses wrong settings as synth does", async () => {
  settings({ trail: { retenionDays: 90 }, alerts: { emails: ["security"] } });
  const { exitCode, stdout, stderr } = await estimate();
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toContain("2 problems in security-monitoring.json");
  expect(stderr).toContain("trail.retenionDays: unknown setting");
});

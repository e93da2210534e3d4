import { Construct } from "constructs";
import {
  EventForwarder,
  GuardDutyDetector,
  ManagementMonitoring,
  OrganizationAdministratorsOfRegion,
  OrganizationManagement,
  RegionalMonitoring,
  SecurityMonitoring,
} from "../../../src";
import { AppStack } from "../../support/app-stack";
import { LeaveFolder } from "../../support/leave-folder";
import { stateOf } from "../../support/terraform-state";

const [home, further] = ["eu-west-1", "us-east-1"];
const managementAccountId = "999900001111";
const securityAccountId = "444455556666";

let folder: LeaveFolder;
let app: AppStack;

beforeEach(() => {
  folder = new LeaveFolder();
});

afterEach(() => {
  folder.remove();
});

/** What the app has deployed. */
function write(): void {
  folder.write({ "cdk.tf.json": app.text(), "state.json": stateOf(app.addresses()) });
}

const detector = "aws_guardduty_detector";
const typesOf = (addresses: readonly string[]) => new Set(addresses.map((address) => address.split(".")[0]));
const services = { guardduty: { enabled: true }, securityHub: { enabled: true } };

/** Home and a further region, and beside them what an app uses alone. */
function withRegions(isReadable: boolean, homes: readonly string[] = ["monitoring"]): void {
  app = new AppStack(isReadable);
  const [{ outputs }] = homes.map((id) => {
    const names = { namePrefix: `${id}-`, regions: [further], ...services };
    return new SecurityMonitoring(app.stack, id, names);
  }) as [SecurityMonitoring];
  const provider = app.provider(further);
  const place = { provider, region: further, homeRegion: home };
  new RegionalMonitoring(new Construct(app.stack, "regions"), "us", { ...place, monitoring: outputs.regional });
  new EventForwarder(app.stack, "event_forwarder", { ...place, eventPatterns: outputs.eventPatterns });
  new GuardDutyDetector(new Construct(app.stack, "alone"), "guardduty_detector", { provider });
  write();
}

describe.each([true, false])("a further region in an app, with readable addresses: %s", (isReadable) => {
  test("is left with the monitoring, and a capability alone is not", async () => {
    withRegions(isReadable);
    const { exitCode, stdout } = await folder.run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "delete the construct account/monitoring, those of its further regions (account/regions/us) and the references",
    );
    const [left, ofRegions] = [folder.left(), app.addresses("regions")];
    expect(left).toEqual(expect.arrayContaining([...app.addresses("alone"), ...app.addresses("event_forwarder")]));
    expect(left.filter((address) => address.startsWith(`${detector}.`))).toEqual(
      app.addresses("alone").filter((address) => address.startsWith(`${detector}.`)),
    );
    // What Terraform destroys of the region.
    const ofRegion = left.filter((address) => ofRegions.includes(address));
    expect(typesOf(ofRegion)).toContain("aws_config_configuration_recorder");
    expect(typesOf(ofRegion)).not.toContain("aws_securityhub_account");
  });
});

test("a further region beside two monitorings is a choice of its own", async () => {
  withRegions(true, ["monitoring", "another"]);
  const { exitCode, stderr } = await folder.run(["--yes"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("several. Pass one of:\n  account/monitoring\n  account/another\n  account/regions/us\n");
});

test("the management account delegates in all its regions, and another construct of the same kind stays", async () => {
  app = new AppStack();
  new OrganizationManagement(app.stack, "delegation", { securityAccountId });
  const provider = app.provider(further);
  new OrganizationAdministratorsOfRegion(app.stack, "us", { provider, securityAccountId });
  const theirs = "aws_organizations_delegated_administrator.theirs";
  folder.write({ "cdk.tf.json": app.text(), "state.json": stateOf([...app.addresses(), theirs]) });
  const { exitCode, stdout } = await folder.run([
    ...["--keep", "administrators", "--keep", "administrators-of-region"],
    "--yes",
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("delete the construct account/delegation, those of its further regions (account/us) and");
  expect(folder.left()).toEqual([theirs]);
});

describe("the management account's own monitoring in an app", () => {
  beforeEach(() => {
    app = new AppStack();
    const other = new AppStack();
    const organization = { id: "o-a1b2c3d4e5", managementAccountId };
    const { outputs } = new SecurityMonitoring(other.stack, "monitoring", {
      regions: [further],
      organization,
      ...services,
    });
    const monitoring = { ...outputs.regional, configBucketName: "files", configRoleArn: undefined };
    for (const region of [home, further]) {
      const [provider, logKeyArn] = [app.provider(region), "arn:aws:kms:eu-west-1:444455556666:key/1"];
      const settings = { region, homeRegion: home, monitoring: { ...monitoring, logKeyArn, eventPatterns: "{}" } };
      new ManagementMonitoring(app.stack, region, { provider, ...settings });
    }
    write();
  });

  test("is left in all its regions at once", async () => {
    const { exitCode, stdout } = await folder.run(["--yes"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "delete the construct account/eu-west-1, those of its further regions (account/us-east-1)",
    );
    expect(typesOf(folder.left())).toContain("aws_config_configuration_recorder");
    expect(typesOf(folder.left())).not.toContain(detector);
  });

  test("is left in one of them, by its name", async () => {
    expect((await folder.run(["account/us-east-1", "--yes"])).exitCode).toBe(0);
    expect(folder.left().filter((address) => address.startsWith(`${detector}.`))).toEqual([
      expect.stringContaining("eu-west-1"),
    ]);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCaptured } from "../support/command";
import { mockedPlan, mocks } from "../support/mocked-plan";
import { testMocked } from "../support/mocked-provider";
import { describeWith } from "../support/requirements";
import { TerraformWorkspace } from "../support/terraform";

describeWith({ terraform: true, awsProvider: true }, "the command regions", () => {
  let workspace: TerraformWorkspace;

  afterEach(() => {
    workspace.remove();
  });

  test("writes a file that is formatted, valid and planned beside the root that init writes", async () => {
    workspace = new TerraformWorkspace({ mocks });
    const out = ["--out", workspace.directory];
    await runCaptured(["init", "--module", "--email", "security@example.com", "--region", "eu-west-1", ...out]);
    const written = await runCaptured([
      ...["regions", "--home", "eu-west-1", "--region", "us-east-1", "--region", "eu-central-1", ...out],
      ...["--existing-recorder", "us-east-1=default", "--role-arn", "arn:aws:iam::111122223333:role/deployer"],
    ]);
    expect(written).toMatchObject({ exitCode: 0, stderr: "" });
    const [line] = /regions = local\.\w+/.exec(written.stdout)!;
    const main = readFileSync(join(workspace.directory, "main.tf"), "utf8");
    workspace.write({
      "main.tf": main.replace('source = "./module"\n', `source = "./module"\n\n  ${line}\n`),
      "main.tftest.hcl": mockedPlan("./mocks", {
        security_monitoring_us_east_1: "us-east-1",
        security_monitoring_eu_central_1: "eu-central-1",
      }),
    });
    await workspace.init("-backend=false");
    for (const file of ["main.tf", "security-monitoring-regions.tf"]) await workspace.run(["fmt", "-check", file]);
    expect(await workspace.validate()).toEqual([]);
    const { stdout } = await testMocked(workspace);
    expect(stdout).toContain("Success! 1 passed, 0 failed.");
  });
});

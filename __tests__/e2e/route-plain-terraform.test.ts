import { resolve } from "node:path";
import { monitoringSettings, parseSettings } from "../../src/settings";
import { asTerraformValue } from "../../src/terraform/variables";
import { comparesWithCheckov, firstChoices, proveRoute, settingsFor, type Choices } from "../support/route";
import { isLoss, TerraformWorkspace } from "../support/terraform";

/** A call of the module, with JSON for the values: to HCL it is an expression like any other. */
function root(choices: Choices, more: Readonly<Record<string, string>> = {}): string {
  const settings = parseSettings(monitoringSettings, settingsFor(choices), "settings");
  const inputs = Object.entries(asTerraformValue(monitoringSettings, settings) as object);
  const callArguments = [...inputs.map(([name, value]) => [name, JSON.stringify(value)]), ...Object.entries(more)];
  return `
module "security_monitoring" {
  source = "./module"
${callArguments.map(([name, value]) => `  ${name} = ${value}`).join("\n")}
}

output "trail_arn" { value = module.security_monitoring.trail_arn }
output "topic_arn" { value = module.security_monitoring.topic_arn }
output "recorder_name" { value = module.security_monitoring.recorder_name }
`;
}

proveRoute(
  "plain Terraform that calls the module",
  async (emulator) => {
    const files = { "main.tf": root(firstChoices), module: { copyOf: resolve(__dirname, "../../module") } };
    const workspace = new TerraformWorkspace(files, { env: emulator.env });
    await workspace.init();
    await workspace.plan();
    let choices = firstChoices;
    return {
      workspace,
      firstPlan: await workspace.lastPlan(),
      choices: () => choices,
      apply: async (chosen: Choices) => {
        choices = chosen;
        if (chosen === firstChoices) await workspace.applyPlan();
        else {
          workspace.write({ "main.tf": root(choices) });
          await workspace.apply();
        }
        return workspace.outputs();
      },
      hasChanges: async () => (await workspace.plan()).exitCode !== 0,
      destroy: () => workspace.destroy(),
      remove: () => {
        workspace.remove();
      },
    };
  },
  (route) => {
    comparesWithCheckov(route);

    test("replaces nothing when the module call gets a depends_on, which makes its data sources unknown", async () => {
      const { workspace, choices } = route();
      const call = root(choices(), { depends_on: "[terraform_data.later]" });
      workspace.write({ "main.tf": `${call}\nresource "terraform_data" "later" {}` });
      const { changes } = await workspace.plan();
      expect(changes.map(({ address }) => address)).toContain("terraform_data.later");
      expect(changes.filter(isLoss)).toEqual([]);
      workspace.write({ "main.tf": root(choices()) });
    });
  },
);

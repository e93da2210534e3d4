import { resolve } from "node:path";
import { proveRoute, type Choices } from "../support/route";
import { TerraformWorkspace } from "../support/terraform";

/** The emulator notes every access at once, and a test must be able to clear up. */
const removable = `
  access_logs = { force_destroy_bucket = true }
  evidence    = { deletion_protection = false }
`;

const root = (moduleArguments = "") => `
variable "emails" { type = list(string) }
variable "log_retention_days" { type = number }

module "security_monitoring" {
  source = "./module"

  alerts = { emails = var.emails }
  trail  = { log_retention_days = var.log_retention_days }
  ${removable}
  ${moduleArguments}
}

output "trail_arn" { value = module.security_monitoring.trail_arn }
output "topic_arn" { value = module.security_monitoring.topic_arn }
output "recorder_name" { value = module.security_monitoring.recorder_name }
`;

proveRoute(
  "plain Terraform that calls the module",
  async (emulator) => {
    const files = { "main.tf": root(), module: { copyOf: resolve(__dirname, "../../module") } };
    const workspace = new TerraformWorkspace(files, { env: emulator.env });
    await workspace.init();
    return {
      workspace,
      apply: async ({ emails, logRetentionDays }: Choices) => {
        await workspace.apply({ emails, log_retention_days: logRetentionDays });
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
    test("replaces nothing when the module call gets a depends_on, which makes its data sources unknown", async () => {
      const { workspace } = route();
      workspace.write({
        "main.tf": `${root("depends_on = [terraform_data.later]")}\nresource "terraform_data" "later" {}`,
      });
      const { changes } = await workspace.plan();
      expect(changes.map(({ address }) => address)).toContain("terraform_data.later");
      expect(changes.filter(({ actions }) => actions.includes("delete"))).toEqual([]);
      workspace.write({ "main.tf": root() });
    });
  },
);

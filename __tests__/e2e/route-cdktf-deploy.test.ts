import { resolve } from "node:path";
import { CdktfWorkspace } from "../support/cdktf";
import { proveRoute, type Choices } from "../support/route";

proveRoute("cdktf deploy", (emulator) => {
  const app = `node ${JSON.stringify(resolve(__dirname, "../../dist/main.js"))}`;
  const files = { "cdktf.json": JSON.stringify({ language: "typescript", app, sendCrashReports: "false" }) };
  const workspace = new CdktfWorkspace(files, { env: emulator.env });
  return Promise.resolve({
    apply: async ({ emails, logRetentionDays }: Choices) => {
      workspace.write({
        "security-monitoring.yaml": JSON.stringify({ alerts: { emails }, trail: { logRetentionDays } }),
      });
      return workspace.deploy();
    },
    hasChanges: () => workspace.hasChanges(),
    destroy: () => workspace.destroy(),
    remove: () => {
      workspace.remove();
    },
  });
});

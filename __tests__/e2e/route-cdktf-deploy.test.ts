import { resolve } from "node:path";
import { CdktfWorkspace } from "../support/cdktf";
import { proveRoute, settingsFor, type Choices } from "../support/route";

proveRoute("cdktf deploy", (emulator) => {
  const app = `node ${JSON.stringify(resolve(__dirname, "../../dist/main.js"))}`;
  const files = { "cdktf.json": JSON.stringify({ language: "typescript", app, sendCrashReports: "false" }) };
  const workspace = new CdktfWorkspace(files, { env: emulator.env });
  return Promise.resolve({
    apply: async (choices: Choices) => {
      workspace.write({ "security-monitoring.yaml": JSON.stringify(settingsFor(choices)) });
      return workspace.deploy();
    },
    hasChanges: () => workspace.hasChanges(),
    destroy: () => workspace.destroy(),
    remove: () => {
      workspace.remove();
    },
  });
});

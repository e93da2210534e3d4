import { App } from "cdktf";
import { run } from "./src/cli/report";
import { loadSettings } from "./src/settings-file";
import { SecurityMonitoringStack } from "./src/stack";

void run(() => {
  const settings = loadSettings();
  const app = new App();
  new SecurityMonitoringStack(app, settings);
  app.synth();
});

import { App } from "cdktf";
import { run } from "./src/cli/report";
import { loadSettings } from "./src/settings-file";
import { SecurityMonitoringStack } from "./src/stack";

run(() => {
  const app = new App();
  new SecurityMonitoringStack(app, loadSettings());
  app.synth();
});

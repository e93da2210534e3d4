import { compose, outputDescriptions } from "./compose";
import { monitoringSettings } from "./settings";
import { moduleFiles, type Files } from "./terraform/module";

/** The Terraform module, as it lies in `module/`. */
export function monitoringModule(): Files {
  return moduleFiles(monitoringSettings, outputDescriptions, compose);
}

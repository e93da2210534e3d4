import { Project } from "../support/project";
import { comparesWithCheckov, firstChoices, proveRoute, settingsFor, type Choices } from "../support/route";
import { TerraformWorkspace } from "../support/terraform";

proveRoute(
  "terraform on the synthesised stack",
  async (emulator) => {
    const project = new Project();
    const synthesize = (choices: Choices) => {
      project.synthesize({ ...settingsFor(choices), backend: { local: {} } });
    };
    synthesize(firstChoices);
    // Nothing but the stack's folder goes into the pipeline.
    const workspace = new TerraformWorkspace(project.stack, { env: emulator.env });
    await workspace.init();
    await workspace.plan();
    return {
      workspace,
      firstPlan: await workspace.lastPlan(),
      apply: async (choices: Choices) => {
        if (choices === firstChoices) await workspace.applyPlan();
        else {
          synthesize(choices);
          workspace.write({ ".": { copyOf: project.stack } });
          await workspace.apply();
        }
        return workspace.outputs();
      },
      hasChanges: async () => (await workspace.plan()).exitCode !== 0,
      destroy: () => workspace.destroy(),
      remove: () => {
        workspace.remove();
        project.remove();
      },
    };
  },
  (route) => {
    comparesWithCheckov(route);
  },
);

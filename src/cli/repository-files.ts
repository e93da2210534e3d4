import { existsSync, readFileSync } from "node:fs";
import { generatedFiles } from "../generated-files";
import { functionPackage } from "../repair/package";
import { sealed } from "../seal";
import type { Content, Files } from "../terraform/module";
import { repairPackage } from "../terraform/packaged-file";
import { architecturePicture } from "./architecture/picture";
import { contextFor, programOf } from "./command-line";
import { commands } from "./commands";
import { resourcesOfConstruct, resourcesOfModule, type MonitoringResource } from "./deployment/monitoring-resources";

/** Everything in the repository that is written by a program, by its path. */
export function repositoryFiles(): Files {
  return new Map([
    // As committed: the functions' package is built from src/repair/, and put here in its place.
    ...generatedFiles(),
    ...Object.entries<Content>({
      [`module/${repairPackage}`]: functionPackage(),
      [addressesFile]: recordedAddresses(),
      "docs/commands.md": commandsPage(),
      "docs/pictures/architecture.svg": architecturePicture(),
    }).map(([path, content]) => [path, sealed(path, content)] as const),
  ]);
}

const addressesFile = "docs/addresses.json";

/** Those of a further region are the same capabilities' behind the name of the region. */
const inOneRegion = ({ region }: MonitoringResource) => region === undefined;

/** Addresses of stack, module and app: all that were ever recorded, because somebody has them in a state, and those of today. */
function recordedAddresses(): string {
  const recorded = existsSync(addressesFile) ? readFileSync(addressesFile, "utf8") : "{}";
  const { stack = [], module = [], app = [] } = JSON.parse(recorded) as Record<string, string[]>;
  const union = (old: readonly string[], present: readonly { readonly address: string }[]) =>
    [...new Set([...old, ...present.map(({ address }) => address)])].sort();
  const addresses = {
    stack: union(stack, resourcesOfConstruct([], true).filter(inOneRegion)),
    module: union(module, resourcesOfModule()),
    app: union(app, resourcesOfConstruct(["security_monitoring"], false)),
  };
  return `${JSON.stringify(addresses, null, 2)}\n`;
}

function commandsPage(): string {
  let text = "";
  const output = { columns: 110, write: (help: string) => (text += help) };
  const program = programOf(commands, contextFor(output));
  const sections = program.commands.map((command) => {
    text = "";
    command.outputHelp();
    return `## ${command.name()}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\``;
  });
  return `# Commands

<!-- Generated: \`npm run generate\` writes this file. -->

In a clone each is a script of npm, as below. Where the npm package is installed, write
\`npx terraform-aws-security-monitoring <command>\`, or \`security-monitoring <command>\` in an npm script.

${sections.join("\n\n")}
`;
}

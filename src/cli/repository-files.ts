import { generatedFiles } from "../generated-files";
import { sealed } from "../seal";
import type { Files } from "../terraform/module";
import { programOf } from "./command-line";
import { commands } from "./commands";

/** Everything in the repository that is written by a program, by its path. */
export function repositoryFiles(): Files {
  return new Map([...generatedFiles(), ["docs/commands.md", sealed("docs/commands.md", commandsPage())]]);
}

function commandsPage(): string {
  let text = "";
  const output = { columns: 110, write: (help: string) => (text += help) };
  const program = programOf(commands, {
    stdin: process.stdin,
    stdout: output,
    stderr: output,
    terminal: output,
    exitCode: 0,
  });
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

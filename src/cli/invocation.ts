import { existsSync } from "node:fs";

/** Name of the npm package, and of its program. */
const packageName = "terraform-aws-security-monitoring";

/** How a command is called here: by npm's scripts in a clone, with npx where the package is installed. */
export function commandLine(command: string, args = ""): string {
  // Of the package, the program is a file of its own, or the link to it that npx runs.
  const isInstalled = new RegExp(`(^|[\\\\/])(lib[\\\\/]cli[\\\\/]cli\\.js|${packageName})$`).test(
    process.argv[1] ?? "",
  );
  if (isInstalled) return ["npx", packageName, command, args].filter(Boolean).join(" ");
  return ["npm run", command, args && "--", args].filter(Boolean).join(" ");
}

/** The schema by which editors check a settings file in this folder: of the clone, or of the installed package. */
export function schemaPath(): string | undefined {
  return ["./settings.schema.json", `./node_modules/${packageName}/settings.schema.json`].find((path) =>
    existsSync(path),
  );
}

/** A word of a shell's command line, in quotes. */
export function inShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

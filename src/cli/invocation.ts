import { existsSync } from "node:fs";
import { inLine } from "../terraform/text/visible";

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

/** A word of a shell's command line, quoted where it has to be; what is not seen is written in bytes, as `$'\x1b'`. */
export function inShell(text: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(text)) return text;
  if (inLine(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  // No quote within the quotes: a shell that does not know this form must not find the end of the word there.
  const bytes = [...text].map((character) =>
    /['\\]/.test(character) || inLine(character) !== character ? inBytes(character) : character,
  );
  return `$'${bytes.join("")}'`;
}

function inBytes(character: string): string {
  return Buffer.from(character).toString("hex").replace(/../g, "\\x$&");
}

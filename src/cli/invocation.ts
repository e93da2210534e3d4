import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { inLine } from "../terraform/text/visible";

/** Name of the npm package, and of its program; the second program is the same with a shorter name. */
const packageName = "terraform-aws-security-monitoring";
const shortName = "security-monitoring";

/** How a command is called here: by npm's scripts in a clone, with npx where the package is installed. */
export function invocation(command: string, args = ""): string {
  const program = programHere();
  const words = program ? [program, command, args] : ["npm run", command, args && "--", args];
  return words.filter(Boolean).join(" ");
}

/** The program as it was called; nothing in a clone, where npm's scripts are called. */
function programHere(): string | undefined {
  const path = process.argv[1] ?? "";
  const name = basename(path);
  // Outside of npx, the short name is that of a global installation or in an npm script.
  if (name === shortName) return process.env["npm_command"] === "exec" ? `npx ${shortName}` : shortName;
  return name === packageName || /[\\/]lib[\\/]cli[\\/]cli\.js$/.test(path) ? `npx ${packageName}` : undefined;
}

/** The schema by which editors check a settings file in a folder: of the clone, or of the installed package. */
export function schemaPath(folder = ""): string | undefined {
  return ["./settings.schema.json", `./node_modules/${packageName}/settings.schema.json`].find((path) =>
    existsSync(join(folder, path)),
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

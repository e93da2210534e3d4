import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { leave } from "../../src/cli/commands/leave";
import { runCaptured } from "./command";
import { Project } from "./project";
import { addressesIn } from "./terraform-state";

/**
 * What the command asks of Terraform, answered from `state.json` in the folder it runs in: `pull` prints it, and `rm` takes
 * away what is named, or as FAKE says.
 */
const program = `#!${process.execPath}
const fs = require("node:fs");
const [, command, ...addresses] = process.argv.slice(2).filter((arg) => arg !== "-no-color");
const text = fs.existsSync("state.json") ? fs.readFileSync("state.json", "utf8") : "";
const fail = (message) => { console.error("Error: " + message); process.exit(1); };
if (command === "pull") {
  if (process.env.FAKE === "not initialised") fail('Backend initialization required, please run "terraform init"');
  process.stdout.write(text);
} else {
  if (process.env.FAKE === "locked") fail("Error acquiring the state lock");
  const going = process.env.FAKE === "half-way" ? addresses.slice(0, 2) : addresses;
  const state = JSON.parse(text);
  const address = ({ module, type, name }) => (module ? module + "." : "") + type + "." + name;
  state.resources = state.resources.filter((resource) => !going.includes(address(resource)));
  state.serial += 1;
  fs.writeFileSync("state.json", JSON.stringify(state));
  if (process.env.FAKE === "half-way") fail("connection reset");
}
`;

/** A folder in which `leave` runs, with a Terraform that knows only the state in `state.json`. */
export class LeaveFolder {
  readonly project = new Project();
  readonly path = this.project.folder;
  private bin = join(this.path, "bin");

  constructor() {
    this.install("terraform");
  }

  /** @param folder Where it is the only program. */
  install(name: string, folder = "bin"): void {
    this.bin = join(this.path, folder);
    mkdirSync(this.bin, { recursive: true });
    writeFileSync(join(this.bin, name), program);
    chmodSync(join(this.bin, name), 0o755);
  }

  get binFolder(): string {
    return this.bin;
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, path)), { recursive: true });
      writeFileSync(join(this.path, path), text);
    }
  }

  /** Runs the command in the folder. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const [cwd, before] = [process.cwd(), process.env];
    process.chdir(this.path);
    process.env = { PATH: this.bin, ...env };
    try {
      return await runCaptured(["leave", ...args], [leave]);
    } finally {
      process.chdir(cwd);
      process.env = before;
    }
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), "utf8");
  }

  /** The addresses that are left in a state. */
  left(path = "state.json"): string[] {
    return addressesIn(this.read(path));
  }

  remove(): void {
    this.project.remove();
  }
}

/** The addresses of the command that is printed. */
export const printedAddresses = (text: string) =>
  [...text.matchAll(/^ {2}('?)((?:module\.|aws_|terraform_data\.).*?)\1(?: \\)?$/gm)].map(([, , address]) =>
    address!.replaceAll("'\\''", "'"),
  );

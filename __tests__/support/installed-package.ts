import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import ts from "typescript";
import { exampleApp, repository } from "./example-app";
import { neutralEnvironment, type CommandResult } from "./process";

/** What goes under the name of cdktf: itself, or its successor. */
export type Toolkit = "cdktf" | "cdktn";

interface Manifest {
  readonly name: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: object;
  readonly peerDependencies: object;
}

/** The tarball that `npm run package` makes, and copies of `examples/cdktf-app` with it installed. Remove it after use. */
export class PackedPackage {
  /** The paths of everything in the tarball. */
  readonly files: readonly string[];
  private readonly scratch = mkdtempSync(join(tmpdir(), "package-"));
  private readonly tarball: string;

  constructor() {
    const args = ["run", "--silent", "package", "--", "--json", `--pack-destination=${this.scratch}`];
    const [packed] = JSON.parse(execFileSync("npm", args, { cwd: repository, encoding: "utf8", stdio: "pipe" })) as [
      { filename: string; files: { path: string }[] },
    ];
    this.files = packed.files.map(({ path }) => path).sort();
    this.tarball = join(this.scratch, packed.filename);
  }

  install(toolkit: Toolkit): InstalledPackage {
    return new InstalledPackage(join(this.scratch, toolkit), this.tarball, toolkit);
  }

  remove(): void {
    rmSync(this.scratch, { recursive: true, force: true });
  }
}

/** A copy of the example that has the package from its tarball, and of everything else only what that asks for. */
export class InstalledPackage {
  readonly manifest: Manifest;
  /** Where it is installed. */
  readonly place: string;
  private readonly program: string;

  constructor(
    readonly folder: string,
    tarball: string,
    toolkit: Toolkit,
  ) {
    const isLeftBehind = (path: string) => /^(node_modules|dist|cdktf\.out)$/.test(basename(path));
    cpSync(exampleApp, folder, { recursive: true, filter: (path) => !isLeftBehind(path) });
    const unpacked = join(folder, "unpacked");
    mkdirSync(unpacked);
    execFileSync("tar", ["-xzf", tarball, "-C", unpacked]);
    this.manifest = JSON.parse(readFileSync(join(unpacked, "package/package.json"), "utf8")) as Manifest;
    this.place = join(folder, "node_modules", this.manifest.name);
    cpSync(join(unpacked, "package"), this.place, { recursive: true });
    this.program = join(this.place, this.manifest.bin[this.manifest.name]!);

    const { dependencies, peerDependencies } = this.manifest;
    for (const name of [...Object.keys({ ...dependencies, ...peerDependencies }), "@types/node"]) {
      const link = join(folder, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(repository, "node_modules", name === "cdktf" ? toolkit : name), link);
    }
  }

  /**
   * Compiles the app, with further files and options.
   *
   * @returns What TypeScript has to say of the app and of the package's declarations, and the program.
   */
  compile(files: Readonly<Record<string, string>>, options: ts.CompilerOptions = {}) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
    const rootNames = ["main.ts", ...Object.keys(files)].map((name) => join(this.folder, name));
    const { compilerOptions } = ts.readConfigFile(join(this.folder, "tsconfig.json"), ts.sys.readFile).config as {
      compilerOptions: object;
    };
    const { options: own, errors } = ts.convertCompilerOptionsFromJson(compilerOptions, this.folder);
    // Packages that are linked belong to this folder: "cdktf" then means the same to all of them.
    const program = ts.createProgram({ rootNames, options: { ...own, preserveSymlinks: true, ...options } });
    program.emit();
    const checked = program.getSourceFiles().filter(({ fileName }) => this.isOurs(fileName));
    const diagnostics = [
      ...errors,
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...checked.flatMap((file) => ts.getPreEmitDiagnostics(program, file)),
    ];
    return { problems: diagnostics.map(problemText), program };
  }

  private isOurs(file: string): boolean {
    const path = relative(this.folder, file);
    return !path.startsWith("..") && (!path.startsWith("node_modules") || path.includes(this.manifest.name));
  }

  /** Runs a program of the app's. */
  node(program: string, ...args: string[]): CommandResult {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--preserve-symlinks", program, ...args], {
      cwd: this.folder,
      env: neutralEnvironment(),
      encoding: "utf8",
    });
    return { exitCode: status ?? -1, stdout, stderr };
  }

  /** Runs a command of the package, as npx does. */
  command(...args: string[]): CommandResult {
    return this.node(this.program, ...args);
  }
}

function problemText({ file, start, messageText }: ts.Diagnostic): string {
  const place = file && `${basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start ?? 0).line + 1}: `;
  return `${place ?? ""}${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}

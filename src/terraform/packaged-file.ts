import { TerraformAsset, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { OwnStack } from "./readable-stack";

/** The functions' code, in the module as the package contains it. */
export const repairPackage = "modules/remediation/repair.zip";

/** A file of this package that is deployed: it lies in the module, and in a stack beside its `cdk.tf.json`. */
export class PackagedFile extends Construct {
  /** The path as an expression, relative to the configuration. */
  readonly path: string;

  /** @param file Its path in the folder `module`. */
  constructor(
    scope: Construct,
    id: string,
    private readonly file: string,
  ) {
    super(scope, id);
    const stack = TerraformStack.of(this);
    const isInModule = stack instanceof OwnStack && stack.isModule;
    this.path = `\${path.module}/${isInModule ? this.name : this.asAsset()}`;
  }

  get name(): string {
    return basename(this.file);
  }

  get content(): Uint8Array {
    return readFileSync(pathInPackage(this.file));
  }

  private asAsset(): string {
    const assetHash = createHash("sha256").update(this.content).digest("hex").slice(0, 32);
    return new TerraformAsset(this, "Default", { path: pathInPackage(this.file), assetHash }).path;
  }
}

/** Where the package is, however this code is bundled. */
function pathInPackage(file: string): string {
  const manifest = createRequire(__filename).resolve("terraform-aws-security-monitoring/package.json");
  return join(dirname(manifest), "module", file);
}

/**
 * Builds what npm packs: `dist/lib/`, the library with its declarations, and the commands. Each file is made of one source
 * file, and everybody else's code stays in its own package, but for the AWS SDK. What the schemas say of an input is written
 * into the declarations, where editors show it.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { thirdPartyNotices } from "./third-party.mjs";

process.chdir(import.meta.dirname);
rmSync("dist/lib", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "tsconfig.lib.json"], {
  stdio: "inherit",
});

// The AWS SDK comes with the commands that need it: nobody else has to install it.
const withSdk = {
  adopt: "adopt/command",
  drill: "drill/command",
  repair: "repair/command",
  "report-athena": "report/athena/command",
  "report-s3": "report/s3/files",
  verify: "verify/command",
  estimate: "estimate/account/read",
};
const { dependencies, peerDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
for (const file of Object.values(withSdk)) rmSync(`dist/lib/cli/${dirname(file)}`, { recursive: true });
// What only they use, and the function, which is a package of its own.
rmSync("dist/lib/repair", { recursive: true });
const { metafile } = await build({
  entryPoints: Object.fromEntries(
    Object.entries(withSdk).map(([name, file]) => [`${name}-bundle`, `src/cli/${file}.ts`]),
  ),
  outdir: "dist/lib/cli/commands",
  bundle: true,
  platform: "node",
  target: "node20",
  mainFields: ["module", "main"],
  metafile: true,
  external: Object.keys({ ...dependencies, ...peerDependencies }).flatMap((name) => [name, `${name}/*`]),
});

writeFileSync("dist/lib/THIRD-PARTY.txt", thirdPartyNotices(metafile));

const built = (file) => createRequire(import.meta.url)(`./dist/lib/${file}.js`);
const { jsonSchemaOf } = built("terraform/json-schema");

document("settings", { monitoringSettings: jsonSchemaOf(built("settings").monitoringSettings) });
document("compose", { compose: withDescriptions(built("compose").outputDescriptions) });
for (const name of readdirSync("dist/lib/capabilities", { recursive: true, encoding: "utf8" })) {
  if (!name.endsWith(".js")) continue;
  const file = `capabilities/${name.replace(/\.js$/, "")}`;
  const capability = Object.values(built(file)).find(({ module }) => module);
  if (!capability) continue;
  document(file, { inputs: jsonSchemaOf(capability.inputs), outputs: withDescriptions(capability.outputs) });
}

function withDescriptions(texts) {
  const properties = Object.entries(texts).map(([name, description]) => [name, { description }]);
  return { properties: Object.fromEntries(properties) };
}

/** Writes descriptions above the members of the types of some declarations, given a JSON schema for each. */
function document(file, schemas) {
  const path = `dist/lib/${file}.d.ts`;
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const comments = [];
  ts.forEachChild(source, function find(node) {
    const declares = ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isFunctionDeclaration(node);
    const schema = declares ? schemas[node.name.text] : undefined;
    if (schema) describe(node.type, schema);
    else ts.forEachChild(node, find);
  });
  function describe(type, schema) {
    const element = schema.properties ? schema : (schema.items ?? schema.additionalProperties ?? {});
    ts.forEachChild(type, function member(node) {
      const property = ts.isPropertySignature(node) ? element.properties?.[node.name.text] : undefined;
      if (!property) return ts.forEachChild(node, member);
      comments.push({ at: node.getStart(), text: commentOn(property) });
      describe(node.type, property);
    });
  }
  const text = comments.reduceRight((rest, { at, text }) => rest.slice(0, at) + text + rest.slice(at), source.text);
  writeFileSync(path, text);
}

function commentOn({ description, default: value, properties }) {
  // The default of a group is that of its parts.
  const tag = value === undefined || properties ? "" : ` @default ${JSON.stringify(value)}`;
  return `/** ${description}${tag} */ `;
}

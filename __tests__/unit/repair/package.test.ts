import { unzipSync } from "fflate";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { functionPackage } from "../../../src/repair/package";

const project = resolve(__dirname, "../../..");
const zip = functionPackage();
const files = unzipSync(zip);
const code = Buffer.from(files["index.js"]!).toString();

test("the same bytes twice", () => {
  expect(Buffer.from(functionPackage()).equals(Buffer.from(zip))).toBe(true);
});

test("the same bytes in another folder and time zone", () => {
  const program = `
    require(${JSON.stringify(join(project, "node_modules/ts-node/dist/index.js"))}).register({ transpileOnly: true, projectSearchDir: ${JSON.stringify(project)} });
    const { functionPackage } = require(${JSON.stringify(join(project, "src/repair/package.ts"))});
    process.stdout.write(require("node:crypto").createHash("sha256").update(functionPackage()).digest("hex"));`;
  const cwd = mkdtempSync(join(tmpdir(), "package-"));
  const hash = execFileSync(process.execPath, ["-e", program], {
    cwd,
    env: { ...process.env, TZ: "Pacific/Auckland" },
    encoding: "utf8",
  });
  expect(hash).toBe(createHash("sha256").update(zip).digest("hex"));
});

test("is smaller than 200 kB, and holds the program and the licence of what is in it", () => {
  expect(zip.length).toBeLessThan(200_000);
  expect(Object.keys(files)).toEqual(["index.js", "THIRD-PARTY.txt"]);
  expect(Buffer.from(files["THIRD-PARTY.txt"]!).toString()).toMatch(/^zod \d+\.\d+\.\d+\n\n(.|\n)*MIT License/);
});

test("holds no path of the machine that built it, and not the SDK", () => {
  expect(code).not.toContain(project);
  expect(code).not.toMatch(/(^|[\s"'])\/(home|root|tmp|Users|work)\//);
  expect(code).not.toMatch(/^\/\/ node_modules\/@(aws-sdk|smithy)/m);
  const modules = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(modules.filter((name) => !/^(node:|@aws-sdk\/client-)/.test(name) && name !== "crypto")).toEqual([]);
});

test("exports the handler, in the words of index.handler", () => {
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  writeFileSync(join(folder, "index.js"), code);
  const program = 'process.stdout.write(String(require("./index.js").handler.length))';
  const env = { ...process.env, NODE_PATH: join(project, "node_modules") };
  expect(execFileSync(process.execPath, ["-e", program], { cwd: folder, env, encoding: "utf8" })).toBe("2");
});

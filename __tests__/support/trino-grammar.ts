import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const program = `
  const parser = new (require(process.argv[1]).TrinoSQL)();
  const queries = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  console.log(JSON.stringify(queries.map((sql) => parser.validate(sql).map(({ message }) => message))));
`;

/**
 * What Trino's own grammar, in ANTLR, says against each of some queries. dt-sql-parser has that grammar; sqlglot reads the dialect with
 * a parser of its own, which accepts more.
 */
export function grammarErrors(queries: readonly string[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), "trino-grammar-"));
  try {
    // The package consists of ES modules without saying so, which Node refuses. Within jest it takes four times as long.
    const grammar = join(folder, "grammar.cjs");
    const options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=warning", `--outfile=${grammar}`];
    const entry = require.resolve("dt-sql-parser/dist/parser/trino/index.js");
    execFileSync(resolve(__dirname, "../../node_modules/esbuild/bin/esbuild"), [entry, ...options]);
    const output = execFileSync(process.execPath, ["-e", program, grammar], { input: JSON.stringify(queries) });
    return JSON.parse(output.toString()) as string[][];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");

interface Parser {
  validate: (sql: string) => readonly { readonly message: string }[];
}

/**
 * What Trino's own grammar, in ANTLR, says against a query. dt-sql-parser has that grammar; sqlglot reads the dialect with a parser of
 * its own, which accepts more.
 */
export function trinoGrammar(): (sql: string) => readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "trino-grammar-"));
  try {
    // The package consists of ES modules without saying so, which Node refuses.
    const program = join(folder, "grammar.cjs");
    const entry = "node_modules/dt-sql-parser/dist/parser/trino/index.js";
    const options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=warning", `--outfile=${program}`];
    execFileSync(join(project, "node_modules/esbuild/bin/esbuild"), [entry, ...options], { cwd: project });
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { TrinoSQL } = require(program) as { TrinoSQL: new () => Parser };
    const parser = new TrinoSQL();
    return (sql) => parser.validate(sql).map(({ message }) => message);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

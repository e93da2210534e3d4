import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

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
    const options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=warning", `--outfile=${program}`];
    const entry = require.resolve("dt-sql-parser/dist/parser/trino/index.js");
    execFileSync(resolve(__dirname, "../../node_modules/esbuild/bin/esbuild"), [entry, ...options]);
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { TrinoSQL } = require(program) as { TrinoSQL: new () => Parser };
    const parser = new TrinoSQL();
    return (sql) => parser.validate(sql).map(({ message }) => message);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

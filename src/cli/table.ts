import { inLine } from "../terraform/text/visible";

/**
 * Rows in columns as wide as their widest cell, each cell within its line. Numbers and ranges of numbers are aligned to the right; of
 * what a column contains, the first row says nothing, because it may be the head.
 *
 * @param indent What each line begins with.
 */
export function layOut(rows: readonly (readonly string[])[], indent = ""): string[] {
  const cells = rows.map((row) => row.map(inLine));
  const columns = (cells[0] ?? []).map((_, column) => {
    const ofColumn = cells.map((row) => row[column]!);
    return {
      width: Math.max(...ofColumn.map(({ length }) => length)),
      isNumeric: ofColumn.slice(1).every((cell) => /^-?[\d,.]+( to -?[\d,.]+)?$/.test(cell)),
    };
  });
  return cells.map((row) =>
    `${indent}${row
      .map((cell, column) => {
        const { width, isNumeric } = columns[column]!;
        return isNumeric ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")}`.trimEnd(),
  );
}

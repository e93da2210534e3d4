import { layOut } from "../../../src/cli/table";

test("columns are as wide as their widest cell, numbers and ranges aligned to the right", () => {
  expect(
    layOut(
      [
        ["what", "count", "USD", "note"],
        ["a", "1,000", "0.5 to 12", ""],
        ["longer", "7", "1", "x"],
      ],
      "  ",
    ),
  ).toEqual(["  what    count        USD  note", "  a       1,000  0.5 to 12", "  longer      7          1  x"]);
});

test("a cell stays within its line, and its column is as wide as what is shown", () => {
  expect(
    layOut([
      ["a\nb\u001b[2J", "c"],
      ["d", "e"],
    ]),
  ).toEqual(["a\\u000ab\\u001b[2J  c", "d                  e"]);
});

test("no rows are no lines", () => {
  expect(layOut([])).toEqual([]);
});

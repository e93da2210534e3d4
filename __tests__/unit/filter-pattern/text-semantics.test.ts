import { compile, parse } from "../../../src/filter-pattern";

/** Each row: what it says, the pattern, the events that match, the events that do not. */
type Row = readonly [statement: string, pattern: string, matching: readonly string[], others: readonly string[]];

const terms: readonly Row[] = [
  ["no terms match everything", "", ["", " ", "x", "{}"], []],
  ["blank terms match everything", " \t\n", ["", "x"], []],
  ["a term is a part of the text", "fail", ["fail", "failed", "unfail", '{"a":"fail"}'], ["Fail", "fai l"]],
  ["several terms are all required", "disk full", ["disk full", "fulldisk", "the full disk"], ["disk", "full"]],
  ["a minus excludes", "disk -full", ["disk", "disk ok"], ["disk full", "ok", "diskfull"]],
  ["only exclusions", "-disk -full", ["", "ok"], ["disk", "full"]],
  ["question marks alone are alternatives", "?disk ?full", ["disk", "full", "xfullx"], ["", "ok"]],
  ["question marks beside a required term are ignored", "?disk full", ["full", "disk full"], ["disk", ""]],
  ["question marks beside an excluded term are ignored", "?disk -full", ["ok", "disk"], ["disk full"]],
  ["a phrase keeps its spaces", '"disk  full"', ["a disk  full b"], ["disk full", "disk"]],
  ["a phrase may be excluded", '-"disk full"', ["disk is full"], ["disk full"]],
  ["phrases may be alternatives", '?"disk full" ?ok', ["disk full", "ok"], ["disk"]],
  ["a phrase may hold anything", '"{$.a} [*] %x%: \\"q\\" \\\\ é"', ['{$.a} [*] %x%: "q" \\ é'], ["{$.a}"]],
  ["a * in a phrase is a star", '"di*"', ["di*"], ["disk"]],
  ["a phrase of one space", '" "', ["a b", " "], ["ab", ""]],
  ["a minus inside a word begins an exclusion", "disk-full", ["disk", "disk-ful"], ["disk-full", "disk full", "full"]],
  ["a question mark inside a word begins an optional term", "disk?full", ["disk"], ["full"]],
  ["a dot needs no quotes, and is a dot", "disk.full", ["disk.full", "a.disk.fuller"], ["disk full", "diskxfull"]],
  ["a dot may stand anywhere", ".conf -.d ?..", ["a.conf"], ["conf", "a.conf.d"]],
  ["a letter of any script needs no quotes", "größe", ["größer", '{"größe":1}'], ["grosse", "GRÖSSE"]],
  ["letters outside the basic plane", "磁盘 𝔡isk", ["磁盘𝔡isk"], ["磁盘 disk", "𝔡isk"]],
  ["a minus ends a word of any letters", "größe-übel.x", ["größe"], ["größe übel.x"]],
];

const regexes: readonly Row[] = [
  ["a regular expression is searched for", "%d.sk%", ["disk", "a dusk b"], ["dsk", "Disk"]],
  ["blanks around it do not count", "  %disk% ", ["disk"], ["disc"]],
  ["blanks inside it do", "%a b%", ["a b"], ["ab"]],
];

const lines: readonly Row[] = [
  ["no fields match every line", "[]", ["", "x", "a b"], []],
  ["each field must be there, and the last takes the rest", "[a, b]", ["x y", "x y z", "\tx  y "], ["x", "", "   "]],
  ["unnamed fields must be there too", "[, b, ]", ["x y z", "x y z w"], ["x y"]],
  ["a trailing comma is an unnamed field", "[a,]", ["x y"], ["x"]],
  ["quotes make one field", "[a, b, c]", ['x "y z" w', '"a b" "c d" e'], ['x "y z"']],
  ["square brackets make one field", "[a, b, c]", ["x [y z] w"], ["x [y z]"]],
  ["an open quote is a character", "[a, b, c]", ['x "y z'], ['x "y']],
  ["an open bracket is a character", "[a, b, c]", ["x [y z"], ["x [y"]],
  ["quotes are not part of the field", '[a, b="y z", c]', ['x "y z" w', "x [y z] w"], ['x "y  z" w']],
  ["the last field is the rest of the line", '[a, rest="y  z"]', ["x y  z", "x y  z ", 'x "y  z"'], ["x y z", "y  z"]],
  ["the rest of the line keeps its quotes", '[a, rest="y \\"z\\""]', ['x y "z"'], ["x y z"]],
  ["an ellipsis is any number of fields", "[..., last=z]", ["z", "x z", "x y z"], ["z x", "", "x"]],
  ["an ellipsis may stand in the middle", "[a=x, ..., c=z]", ["x z", "x y y z"], ["x", "z x", "x z y"]],
  ["an ellipsis may stand last", "[a=x, ...]", ["x", "x y"], ["y x", ""]],
  ["fields after an ellipsis count from the end", "[..., b=y, ]", ["y z", "x y z"], ["x y", "y z w"]],
  ["a condition on a field", "[a=x, b]", ["x y"], ["xx y", "X y", "y x"]],
  ["!= is the opposite", "[a!=x, b]", ["y x", "X y"], ["x y", "x"]],
  ["conditions on one field", "[a=x || a=y, b]", ["x 1", "y 1"], ["z 1"]],
  ["&& binds tighter than ||", "[a=x || a!=y && a!=z, b]", ["x 1", "w 1"], ["y 1", "z 1"]],
  ["brackets bind tightest", "[(a=x* || a=y*) && a!=*z, b]", ["x 1", "yy 1"], ["xz 1", "a 1"]],
  ["a wildcard", "[a=4*, b]", ["404 x", "4 x"], ["504 x"]],
  ["a regular expression may hold commas and brackets", "[a=%^[x,y]+$%, b]", ["x,y 1"], ["x;y 1"]],
  ["a bare number is a number", "[a=20, b]", ["20 x", "20.0 x", "2e1 x", "020 x", "+20 x"], ["21 x", "x20 x", "20x x"]],
  ["a bare number differs from everything else", "[a!=20, b]", ["21 x", "abc x"], ["20.0 x", "20 x"]],
  ["a quoted number is text", '[a="20", b]', ["20 x"], ["20.0 x"]],
  ["an order compares numbers", "[a>20, b]", ["20.5 x", "1e3 x"], ["20 x", "3 x", "abc x", "-30 x"]],
  ["a range", "[a>=400 && a<500, b]", ["400 x", "499.9 x"], ["500 x", "399 x"]],
  ["an order on the last field needs it to be one number", "[a, b<5]", ["x 4"], ["x 4 4", "x 5"]],
  ["a number beyond doubles equals its own text", "[a=1e309, b]", ["1e309 x"], ["1e310 x"]],
];

describe.each([...terms, ...regexes, ...lines])("%s: %s", (_statement, pattern, matching, others) => {
  const matches = compile(parse(pattern));

  test("matches what it should and nothing else", () => {
    expect(matching.filter((event) => !matches(event))).toEqual([]);
    expect(others.filter((event) => matches(event))).toEqual([]);
  });
});

import { FilterPatternError, compile, parse } from "../../../src/filter-pattern";

const search = (source: string, text: string): boolean => compile(parse(`%${source}%`))(text);

describe.each<readonly [statement: string, source: string, matching: readonly string[], others: readonly string[]]>([
  ["plain text", "a:b_#=@/;,-", ["xa:b_#=@/;,-x"], ["a:b"]],
  ["alternatives", "cat|dog", ["a cat", "dogs"], ["cow"]],
  ["an empty alternative", "cat|", ["", "x"], []],
  ["anchors", "^cat$", ["cat"], ["a cat", "cats", "cat\n"]],
  ["anchors in alternatives", "^cat|dog$", ["cats", "hot dog"], ["a cat", "dogs"]],
  ["a dot is anything but a line feed", "^a.b$", ["acb", "a b", "aéb", "a\u{1f600}b", "a\rb"], ["a\nb", "ab"]],
  ["an optional character", "^colou?r$", ["color", "colour"], ["colouur"]],
  ["repetitions", "^a*b+$", ["b", "aabb"], ["a", "aba"]],
  ["counted repetitions", "^a{2}b{1,2}c{2,}$", ["aabcc", "aabbcccc"], ["abcc", "aabbbcc", "aabc"]],
  ["lazy repetitions", "^a+?b*?c??d{2}?$", ["add", "aabcdd"], ["bdd", "ad"]],
  ["a class", "^[a-c_]$", ["a", "c", "_"], ["d", "-", "ab"]],
  ["a negated class", "^[^a-c]$", ["d", "\n", "é"], ["a"]],
  ["a class with a hyphen at either end", "^[-a][b-]$", ["-b", "a-"], ["ab-", "--b"]],
  ["a class that begins with its bracket", "^[]a]+$", ["]a]"], ["[a"]],
  ["operators are characters in a class", "^[.$|*+?{}^]+$", [".$|*+?{}^"], ["a", "\\"]],
  ["escapes in a class", "^[\\]\\[\\\\\\x41-\\x43\\d]+$", ["][\\ABC0"], ["D", "x"]],
  ["digits", "^\\d\\D$", ["1a", "1é"], ["11", "a1"]],
  ["words", "^\\w\\W$", ["_-", "aé", "Z "], ["aa", "--"]],
  ["white space", "^\\s\\S$", [" a", "\ta", "\na", "\va", "\fa", "\ra"], ["aa", "  ", " \v", "\u00a0a"]],
  ["negated classes in a class", "^[\\S\\x0a]$", ["a", "\n"], [" ", "\v"]],
  ["everything but a negated class", "^[^\\D5]+$", ["46"], ["5", "a"]],
  ["escaped operators", "^\\^\\$\\?\\[\\]\\{\\}\\|\\\\\\*\\+\\.$", ["^$?[]{}|\\*+."], ["x"]],
  ["escaped punctuation", "^\\-\\/\\:$", ["-/:"], ["x"]],
  ["hexadecimal codes", "^\\x28\\x3A\\x3a\\x25\\x29$", ["(::%)"], ["(:%)"]],
  ["hexadecimal codes of operators are literal", "^\\x2a\\x5b\\x2E$", ["*[."], ["x"]],
  ["a closing bracket or brace alone", "a]b}", ["a]b}"], ["ab"]],
  ["letters that another engine would read as operators", "\\x42Q.E", ["BQzE"], ["BE"]],
])("%s: %s", (_statement, source, matching, others) => {
  test("finds what it should and nothing else", () => {
    expect(matching.filter((text) => !search(source, text))).toEqual([]);
    expect(others.filter((text) => search(source, text))).toEqual([]);
  });
});

const failed = "Failed to compile regular expression.";

test.each([
  ["(a)", "^", "Invalid character(s) in term '%(a)%'", "'(' is not allowed in a regular expression; write \\x28"],
  ["a\\)", "  ^", "Invalid character(s) in term '%a\\)%'", "')' is not allowed in a regular expression; write \\x29"],
  ["a!", " ^", "Invalid character(s) in term '%a!%'", "'!' is not allowed in a regular expression; write \\x21"],
  [
    "[a&&b]",
    "  ^",
    "Invalid character(s) in term '%[a&&b]%'",
    "'&' is not allowed in a regular expression; write \\x26",
  ],
  ["a\tb", " ^", "Invalid character(s) in term '%a\tb%'", "'\t' is not allowed in a regular expression; write \\x09"],
  ["caf\u00e9", "   ^", "Invalid character(s) in term '%café%'", "'é' is not allowed in a regular expression"],
  ["", "^", failed, "the regular expression is empty"],
  ["*a", "^", failed, "there is nothing for * to repeat; write \\*"],
  ["a|+", "  ^", failed, "there is nothing for + to repeat; write \\+"],
  ["^*", " ^", failed, "there is nothing for * to repeat; write \\*"],
  ["a**", "  ^", failed, "a repetition cannot be repeated"],
  ["a++", "  ^", failed, "a repetition cannot be repeated"],
  ["a{2}{3}", "    ^", failed, "a repetition cannot be repeated"],
  ["a{1000}{1000}", "       ^", failed, "a repetition cannot be repeated"],
  ["a???", "   ^", failed, "a repetition cannot be repeated"],
  ["a{", " ^", failed, "expected {n}, {n,} or {n,m}; write \\{ for a brace"],
  ["a{,2}", " ^", failed, "expected {n}, {n,} or {n,m}; write \\{ for a brace"],
  ["{2}", "^", failed, "there is nothing for { to repeat; write \\{"],
  ["a{3,2}", " ^", failed, "the counts run backwards"],
  ["a{1001}", " ^", failed, "more than 1000 repetitions"],
  ["a{1,1001}", " ^", failed, "more than 1000 repetitions"],
  [
    "a{1000}b{1000}c{1000}d{1000}e{1000}f",
    "                                    ^",
    failed,
    "repetitions add up to more than 5000 characters",
  ],
  ["[a", "^", failed, "this [ is never closed"],
  ["x[]", " ^", failed, "this [ is never closed"],
  ["[z-a]", " ^", failed, "this range runs backwards"],
  ["[\\d-z]", " ^", failed, "a class cannot begin or end a range"],
  ["[a-\\d]", " ^", failed, "a class cannot begin or end a range"],
  ["[a[b]", "  ^", failed, "write \\[ for a bracket in a class"],
  ["\\p", "^", failed, "the escapes are \\d \\D \\s \\S \\w \\W \\xhh"],
  ["a\\b", " ^", failed, "the escapes are \\d \\D \\s \\S \\w \\W \\xhh"],
  ["a\\", " ^", failed, "the escapes are \\d \\D \\s \\S \\w \\W \\xhh"],
  ["\\1", "^", failed, "the escapes are \\d \\D \\s \\S \\w \\W \\xhh"],
  ["\\x4", "^", failed, "\\x takes two hexadecimal digits"],
])("refuses %%%s%%", (source, caret, reason, advice) => {
  const pattern = `{ $.a = %${source}% }`;
  const error = (() => {
    try {
      return parse(pattern);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(FilterPatternError);
  expect(error).toMatchObject({ reason, advice, offset: "{ $.a = %".length + caret.length - 1 });
});

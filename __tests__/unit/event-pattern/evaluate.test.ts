import { type EventPattern, type Match, evaluate, problems } from "../../../src/event-pattern";

/** What a field may be, a value of the field that matches, and one that does not. Most are AWS's documented examples. */
const tests: readonly (readonly [of: string, matches: readonly Match[], matching: unknown, other: unknown])[] = [
  ["a text", ["terminated"], "terminated", "Terminated"],
  ["one of some texts", ["running", "stopped"], "stopped", "pending"],
  ["the empty text", [""], "", " "],
  ["null, which is neither absent nor a text", [null], null, undefined],
  ["null, not its text", [null], null, "null"],
  ["true, not its text", [true], true, "true"],
  ["false, not absent", [false], false, undefined],
  ["a number, in any notation", [300], 3.0e2, 301],
  ["a number, not its text", [100], 100, "100"],
  ["prefix", [{ prefix: "2017-10-02" }], "2017-10-02T18:43:48Z", "2017-10-03"],
  ["prefix, of texts only", [{ prefix: "" }], "", 1],
  ["prefix in any case", [{ prefix: { "equals-ignore-case": "EventB" } }], "eventbridge", "vent"],
  ["suffix", [{ suffix: ".png" }], "a.png", "a.PNG"],
  ["suffix in any case", [{ suffix: { "equals-ignore-case": ".png" } }], "a.PNG", "a.png.txt"],
  ["equals-ignore-case", [{ "equals-ignore-case": "alice" }], "Alice", "alices"],
  ["exists", [{ exists: true }], null, undefined],
  ["exists, where there is an object", [{ exists: true }], "x", { inner: 1 }],
  ["exists: false", [{ exists: false }], undefined, null],
  ["exists: false, where there is an object", [{ exists: false }], { inner: 1 }, 0],
  ["exists: false, where there is an empty list", [{ exists: false }], [], [0]],
  ["absent or a text", [{ exists: false }, "a"], undefined, "b"],
  ["anything-but", [{ "anything-but": "initializing" }], "running", "initializing"],
  ["anything-but, of which an absent field is none", [{ "anything-but": "initializing" }], null, undefined],
  ["anything-but a number", [{ "anything-but": 123 }], "123", 123],
  ["anything-but some texts", [{ "anything-but": ["stopped", "overloaded"] }], true, "stopped"],
  ["anything-but some numbers", [{ "anything-but": [100, 200, 300] }], 101, 200],
  ["anything-but a prefix", [{ "anything-but": { prefix: "init" } }], "running", "initializing"],
  ["anything-but prefixes", [{ "anything-but": { prefix: ["init", "err"] } }], 7, "error"],
  ["anything-but a suffix", [{ "anything-but": { suffix: ".txt" } }], "a.png", "a.txt"],
  ["anything-but suffixes", [{ "anything-but": { suffix: [".txt", ".rtf"] } }], ".txt.", "a.rtf"],
  ["anything-but in any case", [{ "anything-but": { "equals-ignore-case": "initializing" } }], "x", "INITIALIZING"],
  ["anything-but some in any case", [{ "anything-but": { "equals-ignore-case": ["a", "b"] } }], "c", "B"],
  ["anything-but a wildcard", [{ "anything-but": { wildcard: "*/lib/*" } }], "/lib", "/usr/lib/x"],
  ["anything-but wildcards", [{ "anything-but": { wildcard: ["*/lib/*", "*/bin/*"] } }], "bin", "/bin/x"],
  ["numeric, a range", [{ numeric: [">", 0, "<=", 5] }], 5, 0],
  ["numeric, one end", [{ numeric: ["<", 10] }], 9.9, 10],
  ["numeric, at least", [{ numeric: [">=", 7] }], 7, 6.9],
  ["numeric, equal", [{ numeric: ["=", 3.018e2] }], 301.8, 301],
  ["numeric, of numbers only", [{ numeric: [">", 0] }], 1, "1"],
  ["numeric, up to 5,000,000,000", [{ numeric: [">", 0] }], 5_000_000_000, 5_000_000_001],
  ["cidr", [{ cidr: "10.0.0.0/24" }], "10.0.0.255", "10.0.1.0"],
  ["cidr of version 6", [{ cidr: "2001:db8::/32" }], "2001:DB8::1", "2001:db9::1"],
  ["cidr, no address of the other version", [{ cidr: "0.0.0.0/0" }], "1.2.3.4", "::1"],
  ["cidr, no name", [{ cidr: "0.0.0.0/1" }], "127.255.255.255", "signin.amazonaws.com"],
  ["an address in any spelling", ["2001:db8::1"], "2001:0DB8:0:0:0:0:0:1", "2001:db8::2"],
  ["wildcard", [{ wildcard: "dir/*.png" }], "dir/a/b.png", "dir/a.jpg"],
  ["wildcard with several stars", [{ wildcard: "*/bin/*.jar" }], "/usr/bin/a.jar", "bin/a.jar"],
  ["wildcard, a star for nothing", [{ wildcard: "a*b" }], "ab", "ac"],
  ["wildcard, an escaped star", [{ wildcard: "a\\*b" }], "a*b", "axb"],
  ["wildcard, an escaped backslash", [{ wildcard: "a\\\\*" }], "a\\x", "a*"],
  ["wildcard, other signs stand for themselves", [{ wildcard: "a.b(c)[d]*" }], "a.b(c)[d]", "axb(c)[d]"],
  ["wildcard over lines", [{ wildcard: "a*z" }], "a\nz", "a\ny"],
  ["an element of a list", ["b"], ["a", "b"], ["a", "c"]],
  ["an element of a list in a list", ["b"], [["a"], ["b"]], []],
  ["an element that is something else", [{ "anything-but": "a" }], ["a", "b"], ["a", "a"]],
];

test.each(tests)("%s", (_, matches, matching, other) => {
  const pattern = { detail: { field: matches } };
  expect(problems(pattern)).toEqual([]);
  expect([matching, other].map((field) => evaluate(pattern, { detail: { field } }))).toEqual([true, false]);
});

const instances = {
  source: "aws.cloudwatch",
  detail: {
    state: "running",
    employees: [{ first: "Anna", last: "Smith" }, { first: "Peter" }],
    tags: ["x"],
    none: [],
  },
};

test.each<readonly [of: string, matches: boolean, pattern: EventPattern]>([
  ["all fields of an object", true, { source: ["aws.cloudwatch"], detail: { state: ["running"] } }],
  ["not all fields", false, { source: ["aws.cloudwatch"], detail: { state: ["stopped"] } }],
  ["fields of one element of a list", true, { detail: { employees: { first: ["Anna"], last: ["Smith"] } } }],
  ["fields of two elements", false, { detail: { employees: { first: ["Peter"], last: ["Smith"] } } }],
  ["a field that some elements lack", false, { detail: { employees: { last: [{ exists: false }] } } }],
  ["a field that all elements lack", true, { detail: { employees: { age: [{ exists: false }] } } }],
  ["a field of an empty list, absent", true, { detail: { none: { x: [{ exists: false }] } } }],
  ["a field of a list of texts", false, { detail: { tags: { x: [{ exists: true }] } } }],
  ["$or, the second", true, { $or: [{ source: ["aws.ec2"] }, { detail: { state: ["running"] } }] }],
  ["$or, none", false, { $or: [{ source: ["aws.ec2"] }, { source: ["aws.s3"] }] }],
  [
    "$or beside a field that differs",
    false,
    { source: ["aws.ec2"], $or: [{ detail: { state: ["running"] } }, { id: ["1"] }] },
  ],
  ["$or in an object", true, { detail: { $or: [{ state: ["stopped"] }, { tags: ["x"] }] } }],
  [
    "$or in $or",
    true,
    { $or: [{ id: ["1"] }, { source: [{ prefix: "aws." }], $or: [{ id: ["2"] }, { detail: { tags: ["x"] } }] }] },
  ],
  [
    "two $or, of which one fails",
    false,
    {
      $or: [{ source: ["aws.cloudwatch"] }, { id: ["1"] }],
      detail: { $or: [{ state: ["stopped"] }, { tags: ["y"] }] },
    },
  ],
  ["a name of every object", false, { detail: { toString: [{ exists: true }] } }],
])("%s", (_, matches, pattern) => {
  expect(problems(pattern)).toEqual([]);
  expect(evaluate(pattern, instances)).toBe(matches);
});

test("what is no object matches nothing", () => {
  for (const event of [undefined, null, "detail", 1, []]) expect(evaluate({ detail: ["x"] }, event)).toBe(false);
});

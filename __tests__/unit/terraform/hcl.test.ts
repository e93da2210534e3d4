import { Token } from "cdktf";
import { hclIn } from "../../../src/terraform/hcl";
import { isReference, expressionOf, withExpression } from "../../../src/terraform/reference";
import { EmptyStack } from "../../support/synthesize";

describe("isReference", () => {
  test.each([
    ["${var.x}", true],
    ["prefix-${var.x}", true],
    [Token.asString({ resolve: () => "x" }), true],
    [Token.asNumber("${var.x}"), true],
    [Token.asList("${var.x}"), true],
    [Token.asAnyMap("${var.x}"), true],
    ["x", false],
    ["$x {y}", false],
    [1, false],
    [true, false],
    [["x"], false],
    [{ x: "y" }, false],
    [undefined, false],
    [null, false],
  ])("of %j is %s", (value, expected) => {
    expect(isReference(value)).toBe(expected);
  });
});

describe("an HCL expression", () => {
  const hcl = hclIn(new EmptyStack());

  test.each([
    ["nothing", undefined, "null"],
    ["null", null, "null"],
    ["text", "x", '"x"'],
    ["zero", 0, "0"],
    ["a number", 1.5, "1.5"],
    ["false", false, "false"],
    ["a list", ["a", 1, ["b"]], '["a", 1, ["b"]]'],
    ["an empty list", [], "[]"],
    ["an object", { a: 1, "b c": ["d"] }, '{ "a" = 1, "b c" = ["d"] }'],
    ["a reference", "${var.x}", "var.x"],
    ["a reference in a list", ["${var.x}"], "[var.x]"],
    ["a string token", Token.asString("${var.x}"), "var.x"],
    ["a list token", Token.asList("${var.x}"), "var.x"],
    ["a number token", Token.asNumber("${var.x}"), "var.x"],
    ["a map token", Token.asAnyMap("${var.x}"), "var.x"],
    ["tokens in a list", [Token.asString("${var.x}"), Token.asNumber("${var.y}")], "[var.x, var.y]"],
    ["text with a reference", "a-${var.x}", '"a-${var.x}"'],
    ["two references", "${var.x}${var.y}", '"${var.x}${var.y}"'],
    ["text with quotes", 'say "x" \\ \n', '"say \\"x\\" \\\\ \\n"'],
    ["quotes inside a reference", '"${var.x["a"]}"', '"\\"${var.x["a"]}\\""'],
    ["a for expression", "${{ for k, v in var.x : k => v }}", "{ for k, v in var.x : k => v }"],
    ["a template inside an expression", '${var.x == null ? null : "${var.y}z"}', 'var.x == null ? null : "${var.y}z"'],
    ["a brace in a string inside an expression", '${var.x ? "}" : "{"}', 'var.x ? "}" : "{"'],
    ["a brace after a reference", "${var.x}}", '"${var.x}}"'],
    ["an object inside text", "a-${jsonencode({ a = var.x })}-b", '"a-${jsonencode({ a = var.x })}-b"'],
  ])("takes %s", (_, value, expected) => {
    expect(hcl`f(${value})`).toBe(`\${f(${expected})}`);
  });

  test("nests", () => {
    expect(hcl`${hcl`${"${var.x}"} != null`} && ${hcl`${true}`}`).toBe("${var.x != null && true}");
  });
});

describe("the whole of an object of references", () => {
  test("is known for the object it was given for, and for no other", () => {
    const parts = withExpression("${var.topic}", { arn: "${var.topic.arn}" });
    expect(parts).toEqual({ arn: "${var.topic.arn}" });
    expect(expressionOf(parts)).toBe("${var.topic}");
    expect(expressionOf({ ...parts })).toBeUndefined();
    expect(expressionOf(undefined)).toBeUndefined();
  });
});

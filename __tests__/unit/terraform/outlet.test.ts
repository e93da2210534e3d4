import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { z } from "zod";
import { Capability } from "../../../src/terraform/capability";
import { Inline, Nested, type Condition, type Outlet } from "../../../src/terraform/outlet";
import { withExpression } from "../../../src/terraform/reference";
import { group, text } from "../../../src/terraform/schema";
import { configurationOf, EmptyStack } from "../../support/synthesize";

const inputs = group({ topicName: text(/^[a-z]+$/, "a lower-case word") });

class Topic extends Capability<typeof inputs, { topicArn: string }> {
  static readonly module = "topic-module";
  static readonly summary = "A topic.";
  static readonly inputs = inputs;
  static readonly outputs = { topicArn: "ARN of the topic." };

  readonly outputs;

  constructor(scope: Construct, id: string, props: z.input<typeof inputs>) {
    super(scope, id, inputs, props);
    this.outputs = { topicArn: new SnsTopic(this, "topic", { name: this.inputs.topicName }).arn };
  }
}

const existing = withExpression("${var.topic}", { arn: "${var.topic.arn}" });

/** What a condition is in Terraform, where every variable of `values` has its value: only what the outlet writes. */
function evaluate(condition: Condition, values: Readonly<Record<string, boolean>>): boolean {
  const text = String(condition).replace(/^\$\{|\}$/g, "");
  const withValues = text.replace(/var\.(\w+)/g, (_, name: string) => String(values[name]));
  if (!/^(true|false|&&|\|\||[() ])+$/.test(withValues)) throw new Error(`more than a truth table in ${text}`);
  // Both languages bind && tighter than ||.
  return Function(`"use strict"; return (${withValues});`)() as boolean;
}

describe("the conditions of both outlets", () => {
  const truthTable = [false, true].flatMap((a) =>
    [false, true].flatMap((b) => [false, true].map((c) => ({ a, b, c }))),
  );
  const combinations: Record<string, (outlet: Outlet, a: Condition, b: Condition, c: Condition) => Condition> = {
    "all(a, b)": (outlet, a, b) => outlet.all(a, b),
    "all(a, b, c)": (outlet, a, b, c) => outlet.all(a, b, c),
    "any(a, b)": (outlet, a, b) => outlet.any(a, b),
    "any(a, b, c)": (outlet, a, b, c) => outlet.any(a, b, c),
    "all(any(a, b), c)": (outlet, a, b, c) => outlet.all(outlet.any(a, b), c),
    "all(a, any(b, c))": (outlet, a, b, c) => outlet.all(a, outlet.any(b, c)),
    "any(all(a, b), c)": (outlet, a, b, c) => outlet.any(outlet.all(a, b), c),
    "any(a, all(b, c))": (outlet, a, b, c) => outlet.any(a, outlet.all(b, c)),
    "all(a)": (outlet, a) => outlet.all(a),
  };

  describe.each(Object.entries(combinations))("%s", (_, combine) => {
    test.each(truthTable)("agree for $a, $b, $c", (values) => {
      const inline = new Inline(new EmptyStack());
      const nested = new Nested(new EmptyStack());
      const known = combine(inline, values.a, values.b, values.c);
      expect(evaluate(combine(nested, "${var.a}", "${var.b}", "${var.c}"), values)).toBe(known);
    });
  });
});

describe("an inline outlet", () => {
  const outlet = () => new Inline(new EmptyStack());

  test("builds a capability in place", () => {
    const stack = new EmptyStack();
    const { topicArn } = new Inline(stack).add(Topic, "alerts", { topicName: "x" });
    new TerraformOutput(stack, "arn", { value: topicArn });
    const configuration = configurationOf(stack);
    expect(configuration.addresses()).toEqual(["aws_sns_topic.alerts_topic"]);
    expect(configuration.outputs["arn"]!["value"]).toBe("${aws_sns_topic.alerts_topic.arn}");
  });

  test("omits a disabled capability, which has no outputs", () => {
    const stack = new EmptyStack();
    expect(new Inline(stack).addIf(false, Topic, "alerts", () => ({ topicName: "x" })).topicArn).toBeUndefined();
    expect(configurationOf(stack).addresses()).toEqual([]);
  });

  test("does not create the inputs of an omitted capability", () => {
    const inputs = jest.fn(() => ({ topicName: "x" }));
    outlet().addIf(false, Topic, "alerts", inputs);
    expect(inputs).not.toHaveBeenCalled();
  });

  test.each([
    [{ arn: "given" }, true],
    [undefined, false],
  ])("knows of %j whether it is set: %s", (value, given) => {
    expect(outlet().isSet(value)).toBe(given);
    expect(outlet().isUnset(value)).toBe(!given);
  });

  test("prefers the existing resource to the new one", () => {
    expect(outlet().existingOr({ arn: "given" }, "arn", "made")).toBe("given");
    expect(outlet().existingOr<{ arn: string }>(undefined, "arn", "made")).toBe("made");
    expect(outlet().existingOr<{ arn: string }>(undefined, "arn", undefined)).toBeUndefined();
    expect(outlet().regionOf({ arn: "arn:aws:kms:us-east-1:111122223333:key/1" }, "eu-west-1")).toBe("us-east-1");
    expect(outlet().regionOf({ arn: "${var.key}" }, "eu-west-1")).toBe('${split(":", var.key)[3]}');
    expect(outlet().regionOf(undefined, "eu-west-1")).toBe("eu-west-1");
  });

  test("knows whether an optional attribute is set", () => {
    const theirs: { name?: string; prefix?: string } = { name: "theirs" };
    expect(outlet().hasAttribute(theirs, "name")).toBe(true);
    expect(outlet().hasAttribute(theirs, "prefix")).toBe(false);
    expect(outlet().hasAttribute<{ name?: string }>(undefined, "name")).toBe(false);
  });

  test("returns the first value that is set", () => {
    expect(outlet().coalesce("found", "other")).toBe("found");
    expect(outlet().coalesce(undefined, "other")).toBe("other");
  });

  test("keeps the entries that exist", () => {
    expect(outlet().compact("a", undefined, "b")).toEqual(["a", "b"]);
    expect(outlet().map({ a: [true, "1"], b: [false, undefined] })).toEqual({ a: "1" });
    expect([outlet().includes(["a"], "a"), outlet().includes(["a"], "b")]).toEqual([true, false]);
  });

  test("prefers a switch that is set to what follows from others", () => {
    expect([outlet().firstSet(false, true), outlet().firstSet(undefined, true)]).toEqual([false, true]);
    expect(outlet().not(false)).toBe(true);
  });

  test("prefixes a name, if there is one", () => {
    expect(outlet().prefixed("team-", "trail")).toBe("team-trail");
    expect(outlet().prefixed("team-", undefined)).toBeUndefined();
  });
});

describe("a nested outlet", () => {
  const outlet = () => new Nested(new EmptyStack());

  test("calls the module of a capability, its inputs in snake_case", () => {
    const stack = new EmptyStack();
    const nested = new Nested(stack);
    expect(nested.add(Topic, "alerts", { topicName: "${var.name}" })).toEqual({
      topicArn: "${module.alerts.topic_arn}",
    });
    expect(configurationOf(stack).modules).toEqual({
      alerts: { source: "./modules/topic-module", topic_name: "${var.name}" },
    });
    expect([...nested.used]).toEqual([Topic]);
  });

  test("has a count for the module of an optional capability, whose outputs are null without it", () => {
    const stack = new EmptyStack();
    expect(new Nested(stack).addIf("${var.on}", Topic, "alerts", () => ({ topicName: "${var.name}" }))).toEqual({
      topicArn: "${(var.on ? module.alerts[0].topic_arn : null)}",
    });
    expect(configurationOf(stack).modules["alerts"]!["count"]).toBe("${var.on ? 1 : 0}");
  });

  test("asks whether an object is set, not whether its attributes are known", () => {
    expect(outlet().isSet(existing)).toBe("${var.topic != null}");
    expect(outlet().isUnset(existing)).toBe("${var.topic == null}");
  });

  test("prefers the existing resource to the new one", () => {
    expect(outlet().existingOr(existing, "arn", "${one(module.alerts[*].topic_arn)}")).toBe(
      "${var.topic != null ? var.topic.arn : one(module.alerts[*].topic_arn)}",
    );
  });

  test("asks whether an attribute of an optional object is set", () => {
    expect(outlet().hasAttribute(existing, "arn")).toBe("${(var.topic == null ? false : var.topic.arn != null)}");
  });

  test("returns the first value that is set", () => {
    expect(outlet().coalesce("${one(module.a[*].arn)}", "${var.b}")).toBe(
      "${one(module.a[*].arn) != null ? one(module.a[*].arn) : var.b}",
    );
  });

  test("keeps the entries that exist, with keys that are known before the values", () => {
    const stack = new EmptyStack();
    const nested = new Nested(stack);
    const list = new TerraformOutput(stack, "list", { value: nested.compact("${module.a.arn}", "${module.b.arn}") });
    expect(configurationOf(stack).outputs[list.node.id]!["value"]).toBe("${compact([module.a.arn, module.b.arn])}");
    expect(nested.map({ a: ["${var.a}", "${module.a.arn}"], b: ["${var.b}", "${module.b.arn}"] })).toBe(
      '${merge([var.a ? { "a" = module.a.arn } : {}, var.b ? { "b" = module.b.arn } : {}]...)}',
    );
  });

  test("asks whether a list has an item", () => {
    expect(outlet().includes("${var.keep}" as never, "log-key")).toBe('${contains(var.keep, "log-key")}');
  });

  test("writes a condition with a name down as a local value", () => {
    const stack = new EmptyStack();
    expect(new Nested(stack).named("is_new", "${var.topic == null}")).toBe("${local.is_new}");
    expect(configurationOf(stack).locals).toEqual({ is_new: "${var.topic == null}" });
  });

  test("prefers a switch that is set to what follows from others", () => {
    expect(outlet().firstSet("${var.alerts}" as never, "${var.enabled}")).toBe(
      "${(var.alerts == null ? var.enabled : var.alerts)}",
    );
  });

  test("prefixes a name, if there is one", () => {
    expect(outlet().prefixed("${var.prefix}", "${var.name}")).toBe(
      '${var.name == null ? null : "${var.prefix}${var.name}"}',
    );
  });
});

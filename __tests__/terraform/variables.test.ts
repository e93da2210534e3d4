import type { z } from "zod";
import { resourcePlace } from "../../src/capabilities/remediation/choice";
import { compose, outputDescriptions } from "../../src/compose";
import { offeredModules } from "../../src/generated-files";
import { monitoringSettings } from "../../src/settings";
import { jsonSchemaOf, kindOf, type JsonSchema } from "../../src/terraform/json-schema";
import { moduleFiles, textOf } from "../../src/terraform/module";
import { snakeCase } from "../../src/terraform/naming";
import { variableBlock, type JsonVariable } from "../../src/terraform/native-syntax";
import { check } from "../../src/terraform/parse";
import { describeWith } from "../support/requirements";
import { isAllowed, texts } from "../support/schema-samples";
import { TerraformWorkspace, type Diagnostic } from "../support/terraform";

/** What stands at a place: `null`, a value that Terraform does not know yet, one it does not show, or nothing at all. */
type Kind = "null" | "unknown" | "sensitive" | "empty";

/** One value of one variable, with something odd at one place in it. */
interface Case {
  readonly module: string;
  readonly property: string;
  /** Of the place, as messages write it: `alerts.existing_topic.arn`, `detections.custom[*]`. */
  readonly place: string;
  readonly kind: Kind;
  /** The place may hold null, or has a default that Terraform puts there instead. */
  readonly takesNull: boolean;
  readonly value: unknown;
}

/** Written into a value for what is not a value. */
class Expression {
  constructor(readonly hcl: string) {}
}

const { files, capabilities } = moduleFiles(monitoringSettings, outputDescriptions, compose, [], offeredModules);
const schemas: Record<string, z.ZodObject> = {
  ...Object.fromEntries(capabilities.map(({ module, inputs }) => [module, inputs])),
  "the root": monitoringSettings,
};

/** A value that a schema allows, with as little in it as it needs. */
function sample(schema: JsonSchema): unknown {
  switch (kindOf(schema)) {
    case "object": {
      const needed = [
        ...(schema.required ?? []),
        ...(schema.anyOf ?? []).slice(0, 1).flatMap(({ required }) => required),
      ];
      return Object.fromEntries(needed.map((key) => [key, sample(schema.properties![key]!)]));
    }
    case "list":
      return [sample(schema.items!)];
    case "map":
      return { [keyOf(schema)]: sample(schema.additionalProperties as JsonSchema) };
    case "number":
      return schema.enum?.[0] ?? schema.minimum;
    case "bool":
      return true;
    default: {
      const found = schema.enum?.[0] ?? texts.find((text) => isAllowed(schema, text));
      if (found === undefined) throw new Error(`no text here matches ${schema.pattern}`);
      return found;
    }
  }
}

function keyOf({ propertyNames }: JsonSchema): string {
  return propertyNames ? (sample(propertyNames) as string) : "key";
}

function emptyOf(schema: JsonSchema): unknown {
  switch (kindOf(schema)) {
    case "string":
      return "";
    case "list":
      return [];
    case "map":
      return {};
    case "object":
      // Terraform itself says that an attribute is missing.
      return schema.required?.length ? undefined : {};
    default:
      return undefined;
  }
}

/** Every place in a value with everything odd that can stand there, and the rest of the value around it. */
function* placesIn(
  schema: JsonSchema,
  place: string,
  takesNull: boolean,
): Generator<Pick<Case, "place" | "kind" | "takesNull" | "value">> {
  yield { place, kind: "null", takesNull, value: null };
  yield { place, kind: "unknown", takesNull, value: new Expression("terraform_data.unknown.output") };
  yield {
    place,
    kind: "sensitive",
    takesNull,
    value: new Expression(`sensitive(${hcl(inTerraform(schema, sample(schema)))})`),
  };
  const empty = emptyOf(schema);
  if (empty !== undefined) yield { place, kind: "empty", takesNull, value: empty };
  switch (kindOf(schema)) {
    case "object":
      for (const [key, inner] of Object.entries(schema.properties!)) {
        const others = (schema.required ?? []).filter((name) => name !== key);
        const around = Object.fromEntries(others.map((name) => [name, sample(schema.properties![name]!)]));
        for (const found of placesIn(inner, `${place}.${snakeCase(key)}`, !schema.required?.includes(key)))
          yield { ...found, value: { ...around, [key]: found.value } };
      }
      break;
    case "list":
      for (const found of placesIn(schema.items!, `${place}[*]`, false)) yield { ...found, value: [found.value] };
      break;
    case "map": {
      const entry = schema.additionalProperties as JsonSchema;
      for (const found of placesIn(entry, `${place}[*]`, false))
        yield { ...found, value: { [keyOf(schema)]: found.value } };
      yield { place: `${place} keys`, kind: "empty", takesNull, value: { "": sample(entry) } };
      break;
    }
  }
}

/** What many modules have alike, such as tags, is tried once. */
const seen = new Set<string>();
const isNew = (text: string) => !seen.has(text) && seen.add(text);

const cases: Case[] = Object.entries(schemas).flatMap(([module, schema]) => {
  const { properties = {}, required = [] } = jsonSchemaOf(schema);
  const different = Object.entries(properties).filter(([property, inner]) =>
    isNew(
      JSON.stringify([property, inner, required.includes(property)], (key, value: unknown) =>
        key === "description" ? undefined : value,
      ),
    ),
  );
  return different.flatMap(([property, inner]) =>
    [...placesIn(inner, snakeCase(property), !required.includes(property))]
      // Of a variable without a default Terraform itself says that null is not suitable.
      .filter(({ place, kind, takesNull }) => !(place === snakeCase(property) && kind === "null" && !takesNull))
      .map((found) => ({ module, property, ...found })),
  );
});

function hcl(value: unknown): string {
  if (value instanceof Expression) return value.hcl;
  if (Array.isArray(value)) return `[${value.map(hcl).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)} = ${hcl(inner)}`)
      .join(", ")} }`;
  return JSON.stringify(value);
}

/** With the names that the attributes of objects have in Terraform. */
function inTerraform(schema: JsonSchema, value: unknown): unknown {
  if (value instanceof Expression || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => inTerraform(schema.items!, item));
  const isObject = kindOf(schema) === "object";
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      isObject ? snakeCase(key) : key,
      inTerraform(isObject ? schema.properties![key]! : (schema.additionalProperties as JsonSchema), inner),
    ]),
  );
}

/** What TypeScript would be given: there what is null in Terraform is left out, where it may be. */
function inTypeScript({ takesNull, value }: Case): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => (inner === null && takesNull ? undefined : inner));
}

/**
 * What Terraform says about each case, from one plan: every case is a variable of its own, declared as the one it is a case of,
 * because as many calls of a module would take minutes.
 */
async function verdicts(): Promise<(readonly Diagnostic[])[]> {
  const declared = Object.fromEntries(
    cases.map(({ module, property }, index) => {
      const folder = module === "the root" ? "" : `modules/${module}/`;
      const { variable } = JSON.parse(textOf(files, `${folder}variables.tf.json`)!) as {
        variable: Record<string, JsonVariable>;
      };
      const itself = new RegExp(`\\bvar\\.${snakeCase(property)}\\b`, "g");
      return [
        `case_${index}`,
        JSON.parse(JSON.stringify(variable[snakeCase(property)]).replace(itself, `var.case_${index}`)) as JsonVariable,
      ];
    }),
  );
  const given = cases.map(({ module, property, value }, index) => {
    const schema = jsonSchemaOf(schemas[module]!).properties![property]!;
    return `  case_${index} = ${hcl(inTerraform(schema, value))}`;
  });
  const workspace = new TerraformWorkspace({
    "cases/variables.tf": Object.entries(declared).map(variableBlock).join("\n"),
    "main.tf": `module "cases" {\n  source = "./cases"\n${given.join("\n")}\n}\nresource "terraform_data" "unknown" {}\n`,
  });
  try {
    await workspace.init();
    const { stdout } = await workspace.run(["plan", "-json", "-input=false"], { expectExitCode: [0, 1] });
    const found = stdout
      .split("\n")
      .filter((line) => line.includes('"type":"diagnostic"'))
      .map(
        (line) => (JSON.parse(line) as { diagnostic: Diagnostic & { range?: { start: { line: number } } } }).diagnostic,
      );
    const firstLine = 3;
    return cases.map((_, index) => found.filter(({ range }) => range?.start.line === firstLine + index));
  } finally {
    workspace.remove();
  }
}

describeWith(
  { terraform: true },
  "the variables of the module and of every nested module, at every place in them",
  () => {
    let found: [Case, readonly Diagnostic[]][] = [];
    const nameOf = ({ module, place, kind }: Case) => `${module}: ${kind} at ${place}`;
    const of = (...kinds: Kind[]) => found.filter(([{ kind }]) => kinds.includes(kind));

    beforeAll(async () => {
      const all = await verdicts();
      found = cases.map((one, index) => [one, all[index]!]);
    });

    test("are never refused in words that are not ours", () => {
      const summaries = found.flatMap(([one, diagnostics]) =>
        diagnostics.map(({ summary, detail }) => `${nameOf(one)}: ${summary}: ${detail}`),
      );
      expect(summaries.filter((text) => !/: Invalid value for variable: .* (must|needs|cannot)/.test(text))).toEqual(
        [],
      );
    });

    test("refuse null where there is no default, in one sentence that names the path", () => {
      const refused = of("null").filter(([{ takesNull }]) => !takesNull);
      const said = refused.map(([one, diagnostics]) => [
        nameOf(one),
        diagnostics.map(({ detail }) => detail.split("\n")[0]),
      ]);
      expect(said).toEqual(refused.map(([one]) => [nameOf(one), [`${one.place} must not be null.`]]));
    });

    test("accept unknown and sensitive values", () => {
      const refused = of("unknown", "sensitive").filter(([, diagnostics]) => diagnostics.length > 0);
      expect(refused.map(([one, [first]]) => `${nameOf(one)}: ${first!.detail}`)).toEqual([]);
    });

    test("accept empty values, and null for optional ones, exactly where the settings of the stack do", () => {
      const judged = of("null", "empty").filter(([{ kind, takesNull }]) => kind === "empty" || takesNull);
      const verdict = (one: Case, isTaken: boolean) => `${nameOf(one)} is ${isTaken ? "taken" : "refused"}`;
      const expected = judged.map(([one]) => {
        const { problems } = check(schemas[one.module]!.shape[one.property] as z.ZodType, inTypeScript(one));
        // In the module a precondition says that, of all parameters together: remediation.test.ts.
        const judgedHere = problems.filter(({ message }) => !message.startsWith(`needs ${resourcePlace}`));
        return verdict(one, judgedHere.length === 0);
      });
      expect(judged.map(([one, diagnostics]) => verdict(one, diagnostics.length === 0))).toEqual(expected);
    });
  },
);

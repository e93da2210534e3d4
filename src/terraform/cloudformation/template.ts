import type { Construct } from "constructs";
import { hclIn } from "../hcl";
import type { Translation } from "./translate";

/** What a template may have inline, in bytes. */
export const maxTemplateLength = 51_200;

/**
 * A template as one expression of Terraform, whose value is JSON.
 *
 * @param of.condition The name of the one among `conditions` with which all resources are created.
 */
export function templateBody(
  scope: Construct,
  of: {
    readonly description: string;
    /** By their names, as an object or as an expression for one. */
    readonly conditions: unknown;
    readonly condition: string;
    readonly translation: Pick<Translation, "resources" | "repeated">;
  },
): string {
  const hcl = hclIn(scope);
  const { description, conditions, condition, translation } = of;
  const fixed = Object.fromEntries(
    Object.entries(translation.resources).map(([id, resource]) => [id, { ...resource, Condition: condition }]),
  );
  const repeated = Object.entries(translation.repeated).map(([id, { forEach, ...resource }]) => {
    const logicalId = `${id}\${join("", [for word in regexall("[A-Za-z0-9]+", each.key) : title(word)])}`;
    // A variable called "each", so that the texts of the resource mean the same as with for_each.
    return hcl`{ for each in [for key, value in ${forEach} : { key = key, value = value }] : ${logicalId} => ${{ ...resource, Condition: condition }} }`;
  });
  // CloudFormation refuses a stack without resources, as it would be where the condition is false. This one is nothing, and free.
  const nothing = { Nothing: { Type: "AWS::CloudFormation::WaitConditionHandle" } };
  const template = hcl`jsonencode({
    Description = ${description},
    Conditions = ${conditions},
    Resources = merge(${[{ ...nothing, ...fixed }, ...repeated]}...)
  })`;
  return withSubstitutions(scope, template);
}

/** Each text of the template with placeholders becomes an `Fn::Sub`. It is a value: keys have none. */
function withSubstitutions(scope: Construct, json: string): string {
  const hcl = hclIn(scope);
  const text = String.raw`/"((?:[^"\\]|\\.)*@\{(?:[^"\\]|\\.)*)"/`;
  return hcl`replace(replace(${json}, ${text}, ${'{"Fn::Sub":"$1"}'}), "@{", format("$%s", "{"))`;
}

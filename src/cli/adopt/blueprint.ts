import { compose } from "../../compose";
import { Inline } from "../../terraform/outlet";
import { OwnStack } from "../../terraform/readable-stack";
import { withTemporaryApp } from "../../terraform/temporary-app";
import { defaults } from "./defaults";
import { address, type Place } from "./places";

type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

class Plan extends OwnStack {}

let made: { resource: Blocks; data: Blocks } | undefined;

/**
 * What this product creates by default, as Terraform would be told: whatever is asked of it follows the capabilities. Made when
 * it is first asked, because `--help` asks nothing.
 */
function blueprint() {
  return (made ??= withTemporaryApp((app) => {
    const stack = new Plan(app, "blueprint");
    compose(new Inline(stack), defaults);
    stack.prepareStack();
    return stack.toTerraform() as { resource: Blocks; data: Blocks };
  }));
}

/** An argument of a resource that is a text, known before the plan. */
export function argumentOf(place: Place, name: string): string {
  const value = blockAt(place)[name];
  if (typeof value !== "string") throw new Error(`${address({ kind: "stack" }, place)} has no text ${name}`);
  return value;
}

/** Whether an argument of a resource is set. */
export function sets(place: Place, name: string): boolean {
  return blockAt(place)[name] !== undefined;
}

/** The names of the statements in the policy of a resource. */
export function statementNamesOf(place: Place, argument = "policy"): string[] {
  const document = /^\$\{data\.aws_iam_policy_document\.(\w+)\.json\}$/.exec(argumentOf(place, argument))?.[1] ?? "";
  const { statement } = blueprint().data["aws_iam_policy_document"]![document] as { statement: { sid: string }[] };
  return statement.map(({ sid }) => sid);
}

function blockAt(place: Place): Block {
  const [type, name] = address({ kind: "stack" }, place).split(".") as [string, string];
  const block = blueprint().resource[type]?.[name];
  if (!block) throw new Error(`there is no ${type}.${name} by default`);
  return block;
}

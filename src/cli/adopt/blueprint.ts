import { compose } from "../../compose";
import { Inline } from "../../terraform/outlet";
import { OwnStack } from "../../terraform/readable-stack";
import { withTemporaryApp } from "../../terraform/temporary-app";
import { addresses, terraformAddress, type ResourceAddress } from "./addresses";
import { defaults } from "./defaults";

type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

class BlueprintStack extends OwnStack {}

let cached: { resource: Blocks; data: Blocks } | undefined;

/**
 * What the monitoring creates by default, as Terraform configuration, so that adopt follows the capabilities. Synthesised when
 * first used, because `--help` does not need it.
 */
function blueprint() {
  return (cached ??= withTemporaryApp((app) => {
    const stack = new BlueprintStack(app, "blueprint");
    compose(new Inline(stack), defaults);
    stack.prepareStack();
    return stack.toTerraform() as { resource: Blocks; data: Blocks };
  }));
}

/** An argument of a resource that is a text, known before the plan. */
export function argumentOf(address: ResourceAddress, name: string): string {
  const value = blockAt(address)[name];
  if (typeof value !== "string") throw new Error(`${terraformAddress({ kind: "stack" }, address)} has no text ${name}`);
  return value;
}

/** Whether an argument of a resource is set. */
export function sets(address: ResourceAddress, name: string): boolean {
  return blockAt(address)[name] !== undefined;
}

/** The names of the statements in the policy of a resource. */
export function statementNamesOf(address: ResourceAddress, argument = "policy"): string[] {
  const document = /^\$\{data\.aws_iam_policy_document\.(\w+)\.json\}$/.exec(argumentOf(address, argument))?.[1] ?? "";
  const { statement } = blueprint().data["aws_iam_policy_document"]![document] as { statement: { sid: string }[] };
  return statement.map(({ sid }) => sid);
}

function blockAt(address: ResourceAddress): Block {
  const [type, name] = terraformAddress({ kind: "stack" }, address).split(".") as [string, string];
  const block = blueprint().resource[type]?.[name];
  if (!block) throw new Error(`there is no ${type}.${name} by default`);
  return block;
}

/** The default aliases of the keys. */
export const keyAliases = {
  get logs() {
    return argumentOf(addresses.logKey.alias, "name");
  },
  get alerts() {
    return argumentOf(addresses.alertKey.alias, "name");
  },
};

import { TerraformStack, type TerraformElement } from "cdktf";
import { Node, type Construct } from "constructs";
import { joinedName, snakeCase } from "./naming";

/**
 * A stack with readable addresses: `aws_cloudtrail.audit_trail`, where cdktf would write
 * `aws_cloudtrail.audit_trail_trail_AB12CD34`. Addresses are a contract with existing states.
 */
export abstract class ReadableStack extends TerraformStack {
  private readonly owners = new Map<string, string>();

  /** @throws If two constructs of one kind would share an address: without cdktf's hash nothing else would notice. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof Node ? element : element.node;
    const kind = element instanceof Node ? "asset" : element.constructor.name;
    // "Default" is what constructs calls a child that adds nothing to its parent's name.
    const ids = node.scopes
      .slice(this.node.scopes.length)
      .map((scope) => scope.node.id)
      .filter((id) => id !== "Default")
      .map((id) => snakeCase(id).replace(/-/g, "_"));
    const address = joinedName(ids);
    const owner = this.owners.get(`${kind}.${address}`);
    if (owner !== undefined && owner !== node.path) {
      throw new Error(`${owner} and ${node.path} would both be ${kind} "${address}": give one of them another id`);
    }
    this.owners.set(`${kind}.${address}`, node.path);
    return address;
  }
}

/** A stack of this product alone, such as a module's: no address in it can collide with a caller's resource. */
export abstract class OwnStack extends ReadableStack {
  /** Whether it is written as a module, whose callers write HCL. */
  readonly isModule: boolean = false;
}

/** The name of a setting in a message: in snake_case for callers of a module, in camelCase for everybody else. */
export function settingName(scope: Construct, setting: string): string {
  const stack = TerraformStack.of(scope);
  return stack instanceof OwnStack && stack.isModule ? snakeCase(setting) : setting;
}

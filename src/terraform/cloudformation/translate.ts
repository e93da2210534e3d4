import { DefaultTokenResolver, StringConcat, TerraformElement, TerraformLocal, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { asPolicy } from "./policy-document";
import { attachments, resourceTypes, type Arguments, type Properties } from "./resource-types";
import { hasPlaceholder, placeholder, TemplateScope } from "./template-scope";

/** A resource of a template; its properties may be expressions of Terraform. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Properties;
}

/** What constructs create, as parts of a template. */
export interface Translation {
  /** By logical ID. */
  readonly resources: Readonly<Record<string, TemplateResource>>;
  /** Those of which there is one for each entry of a map, by the beginning of their logical IDs. They refer to `each`. */
  readonly repeated: Readonly<Record<string, TemplateResource & { readonly forEach: string }>>;
  /** What the resources demand of their inputs, as far as it does not depend on where the stack is. */
  readonly preconditions: readonly Precondition[];
}

export interface Precondition {
  readonly condition: string;
  readonly errorMessage: string;
  /** The map for whose entries it has to be true. */
  readonly forEach?: string;
}

/**
 * What constructs create in Terraform, as resources of a CloudFormation template: with the same names, policies and expressions, so that
 * no capability is written twice. The constructs are not part of the caller's stack afterwards, except for the local values that the
 * translation refers to.
 *
 * Tags are omitted, because CloudFormation gives those of the stack to every resource. So is `depends_on`: references establish the order
 * in a template. Only AWS Config has none: its recorder starts once there is a channel, for which there has to be a recorder, so that
 * CloudFormation has to create both at once.
 *
 * @throws For a resource or an argument that has no translation.
 */
export function translate(scope: Construct, id: string, build: (scope: TemplateScope) => void): Translation {
  const template = new TemplateScope(scope, id);
  build(template);
  const { locals, ...translation } = translationOf(template);
  scope.node.tryRemoveChild(id);
  for (const [name, value] of locals) new TerraformLocal(scope, `local ${name}`, value).overrideLogicalId(name);
  return translation;
}

interface Block {
  readonly type: string;
  readonly address: string;
  readonly logicalId: string;
  readonly body: Arguments;
}

function translationOf(scope: TemplateScope): Translation & { readonly locals: ReadonlyMap<string, unknown> } {
  const elements = scope.node.findAll().filter((construct) => TerraformElement.isTerraformElement(construct));
  const written = elements.map((element) => ({ element, parts: resolved(scope, element.toTerraform()) }));
  const blocks = written.flatMap(({ element, parts }) =>
    Object.entries({ ...parts.resource, ...prefixed("data.", parts.data) }).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]): [string, Block] => {
        const address = `${type}.${name}`;
        return [address, { type, address, body, logicalId: logicalId(scope, element) }];
      }),
    ),
  );
  const refer = referringTo(new Map(blocks));

  const resources: Record<string, TemplateResource> = {};
  const repeated: Record<string, TemplateResource & { forEach: string }> = {};
  const preconditions: Precondition[] = [];
  for (const [, block] of blocks) {
    if (block.type.startsWith("data.") || block.type in attachments) continue;
    const { for_each, lifecycle } = block.body;
    const attached = blocks.flatMap(([, other]) => {
      const attachment = attachments[other.type];
      return attachment && addressIn(other.body[attachment.to]) === block.address
        ? [refer(attachment.property(other.body)) as Properties]
        : [];
    });
    const forEach = for_each === undefined ? undefined : String(refer(for_each));
    const { besides, ...resource } = translated(scope, block, refer(block.body) as Arguments, attached);
    if (forEach === undefined) resources[block.logicalId] = resource;
    else repeated[block.logicalId] = { ...resource, forEach };
    for (const [suffix, other] of Object.entries(besides)) resources[`${block.logicalId}${suffix}`] = other;
    const conditions = (lifecycle as { precondition?: readonly Record<string, string>[] } | undefined)?.precondition;
    for (const { condition, error_message } of (refer(conditions ?? []) as Record<string, string>[]).filter(
      ({ condition }) => !hasPlaceholder(condition!),
    ))
      preconditions.push({ condition: condition!, errorMessage: error_message!, ...(forEach && { forEach }) });
  }

  const translation = { resources, repeated, preconditions };
  const values = new Map(written.flatMap(({ parts }) => Object.entries(parts.locals ?? {})));
  return { ...translation, locals: localsIn(translation, values, refer) };
}

/** What Terraform reads of a resource, and AWS does not. */
const ofTerraform = ["//", "for_each", "depends_on", "lifecycle", "tags"];

function translated(
  scope: Construct,
  { type, address, logicalId }: Block,
  body: Arguments,
  attached: readonly Readonly<Record<string, unknown>>[],
) {
  const known = resourceTypes[type];
  if (known === undefined) throw new Error(`${address}: there is no translation of ${type} for a template.`);
  const properties: Record<string, unknown> = {};
  const besides: Record<string, TemplateResource> = {};
  for (const [argument, value] of Object.entries(body)) {
    if (ofTerraform.includes(argument)) continue;
    const becomes = known.arguments[argument];
    if (becomes === undefined) throw new Error(`${address}: there is no translation of "${argument}" for a template.`);
    if (becomes === null) continue;
    if (typeof becomes === "string") properties[becomes] = value;
    else if ("beside" in becomes) besides[becomes.suffix] = becomes.beside(placeholder(logicalId), value);
    else properties[becomes.property] = becomes.value(value as never, scope);
  }
  for (const [name, value] of attached.flatMap((of) => Object.entries(of)))
    properties[name] = [...((properties[name] as unknown[] | undefined) ?? []), value];
  return { Type: known.type, Properties: properties, besides };
}

type Refer = (value: unknown) => unknown;

const arnOfRole = /^arn:@\{AWS::Partition\}:iam::@\{AWS::AccountId\}:role\/\$\{"@\{(\w+)\}"\}$/;

/** Replaces references to resources of the template by placeholders, and policy documents by policies. */
function referringTo(blocks: ReadonlyMap<string, Block>): Refer {
  const refer: Refer = (value) => {
    if (Array.isArray(value)) return value.map(refer);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, refer(part)]));
    if (typeof value !== "string") return value;
    const document = /^\$\{(data\.aws_iam_policy_document\.\w+)\.json\}$/.exec(value)?.[1];
    const found = document === undefined ? undefined : blocks.get(document);
    if (found) return asPolicy(refer(found.body) as Arguments);
    const referred = value.replace(
      /\b(aws_\w+\.\w+)(?:\[each\.key\])?\.(\w+)/g,
      (all, address: string, attribute: string) => {
        const block = blocks.get(address);
        return block === undefined ? all : `"${attributeOf(block, attribute, refer)}"`;
      },
    );
    // A role's ARN that is made of its name is an attribute in a template, which is shorter.
    return referred.replace(arnOfRole, placeholder("$1.Arn"));
  };
  return refer;
}

function attributeOf({ type, address, logicalId, body }: Block, attribute: string, refer: Refer): string {
  const attachment = attachments[type];
  // The attribute by which a resource is attached to another: that of the other.
  if (attachment?.to === attribute) return /"(.*)"/.exec(String(refer(body[attribute])))![1]!;
  const property = resourceTypes[type]?.attributes?.[attribute];
  if (property === undefined) throw new Error(`${address}: there is no translation of the attribute "${attribute}".`);
  return placeholder(property === "Ref" ? logicalId : `${logicalId}.${property}`);
}

/** The address of the resource that a value refers to. */
function addressIn(value: unknown): string | undefined {
  return /^\$\{(aws_\w+\.\w+)/.exec(String(value))?.[1];
}

/** The local values that something refers to, directly or through others. */
function localsIn(of: unknown, values: ReadonlyMap<string, unknown>, refer: Refer): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const look = (text: string): void => {
    for (const [, name] of text.matchAll(/\blocal\.(\w+)/g)) {
      if (found.has(name!) || !values.has(name!)) continue;
      const value = refer(values.get(name!));
      found.set(name!, value);
      look(JSON.stringify(value));
    }
  };
  look(JSON.stringify(of));
  return found;
}

interface Written {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly data?: Written["resource"];
  readonly locals?: Readonly<Record<string, unknown>>;
}

function resolved(scope: Construct, value: unknown): Written {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const text = JSON.stringify(Tokenization.resolve(value, { scope, resolver, preparing: false }));
  return JSON.parse(text) as Written;
}

function prefixed<T>(prefix: string, entries: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [prefix + name, entry]));
}

/** `forwarder/dead_letters` → `ForwarderDeadLetters`: letters and digits only. */
function logicalId(scope: Construct, { node }: Construct): string {
  const ids = node.scopes.slice(scope.node.scopes.length).map(({ node }) => node.id);
  return ids
    .filter((id) => id !== "Default")
    .flatMap((id) => id.split(/[^A-Za-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { OwnStack } from "./readable-stack";
import { InputError } from "./schema";

/** What every construct takes beside its settings. */
export interface ProviderProps {
  /**
   * AWS provider of everything the construct creates and reads; its region and account are those in policies, ARNs and links.
   * Default: the one an Aspect sets, or else the stack's.
   */
  readonly provider?: TerraformProvider;
}

/** A construct that a user may give a provider of its own, with all that is below it. */
export abstract class ProviderScope extends Construct {
  /**
   * The outermost construct of ours around `scope`, or our own stack: everything in it has the same provider, so that what is
   * read from the provider is read once for it.
   */
  static outermost(scope: Construct): Construct {
    return (scope.node.scopes as Construct[]).find(
      (around) => around instanceof OwnStack || around instanceof ProviderScope,
    )!;
  }

  /** @throws {@link InputError} If the provider is none of AWS's, or another stack's. */
  protected constructor(scope: Construct, id: string, { provider }: ProviderProps) {
    super(scope, id);
    if (provider !== undefined) {
      const isUsable = isAwsProvider(provider) && TerraformStack.of(provider) === TerraformStack.of(this);
      if (!isUsable) {
        const message = "must be an AWS provider of the same stack: new AwsProvider(stack, …)";
        throw new InputError(this.node.path, [{ path: "provider", message }]);
      }
      // What an Aspect further out sets has been set before this is called.
      Aspects.of(this).add({ visit: (node) => isOfAws(node) && (node.provider = provider) });
    }
    if (ProviderScope.outermost(this) === this) this.node.addValidation({ validate: () => this.mixtures() });
  }

  /** What does not have the provider that the rest has: policies would name a region or account that is not its own. */
  private mixtures(): string[] {
    const elements = this.node.findAll().filter(isOfAws);
    const providerOf = ({ provider }: AwsElement) => provider?.fqn ?? "aws";
    const list = (of: readonly IConstruct[]) =>
      of.length > 3 ? `${of.length} resources and data sources` : of.map(({ node }) => node.path).join(", ");
    const mixed = [...new Set(elements.map(providerOf))].map(
      (name) => `${name} (${list(elements.filter((element) => providerOf(element) === name))})`,
    );
    const regional = elements.filter((element) => (element as { regionInput?: string }).regionInput !== undefined);
    const advice = "Give the construct a provider, or set the same one on everything below it, data sources included.";
    return [
      ...(mixed.length > 1 ? [`has more than one provider: ${mixed.join(", ")}. ${advice}`] : []),
      ...(regional.length > 0 ? [`has resources with a region of their own: ${list(regional)}. ${advice}`] : []),
    ];
  }
}

type AwsElement = (TerraformResource | TerraformDataSource) & { provider?: TerraformProvider };

function isOfAws(node: IConstruct): node is AwsElement {
  const isElement = TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
  return isElement && node.terraformResourceType.startsWith("aws_");
}

function isAwsProvider(value: unknown): value is TerraformProvider {
  return TerraformProvider.isTerraformProvider(value) && value.terraformResourceType === "aws";
}

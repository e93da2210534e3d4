import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { InputError } from "../parse";
import { OwnStack } from "../readable-stack";

/** Props of every construct, in addition to its settings. */
export interface ProviderProps {
  /**
   * AWS provider of everything that the construct creates and reads; its region and account are used in policies, ARNs and links.
   * Default: the provider that an Aspect sets, or else the stack's.
   */
  readonly provider?: TerraformProvider;
}

/** A construct whose caller may set the provider of everything below it. */
export abstract class ProviderScope extends Construct {
  /**
   * The outermost construct of this product around `scope`, or its own stack: everything in it has the same provider, so that data
   * of the provider is read once for it. A construct in an own stack that was given another provider is for itself.
   */
  static outermost(scope: Construct): Construct {
    const around = scope.node.scopes as Construct[];
    return (
      around.find((construct) => construct instanceof ProviderScope && construct.hasOwnProvider) ??
      around.find((construct) => construct instanceof OwnStack || construct instanceof ProviderScope)!
    );
  }

  private readonly hasOwnProvider: boolean;

  /** @throws {@link InputError} If it is not an AWS provider, or is another stack's. */
  protected constructor(scope: Construct, id: string, { provider }: ProviderProps) {
    super(scope, id);
    this.hasOwnProvider = provider !== undefined;
    if (provider !== undefined) {
      const isUsable = isAwsProvider(provider) && TerraformStack.of(provider) === TerraformStack.of(this);
      if (!isUsable) {
        const message = "must be an AWS provider of the same stack: new AwsProvider(stack, …)";
        throw new InputError(this.node.path, [{ path: "provider", message }]);
      }
      // Aspects of outer constructs run before this one.
      Aspects.of(this).add({ visit: (node) => isOfAws(node) && (node.provider = provider) });
    }
    if (ProviderScope.outermost(this) === this) this.node.addValidation({ validate: () => this.mixtures() });
  }

  /** Elements with different providers: policies would name the region or account of another one. */
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
      ...(regional.length > 0 ? [`has resources that set a region: ${list(regional)}. ${advice}`] : []),
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

import { randomUUID } from "node:crypto";

interface Extras {
  readonly provider?: string;
  readonly attributes?: object;
}

/**
 * A state as `terraform state pull` prints it, with these resources in it.
 *
 * @param addresses Without keys of `for_each`, and for each what is not as it mostly is.
 */
export function stateOf(
  addresses: readonly string[],
  extras: Readonly<Record<string, Extras>> = {},
  serial = 7,
): string {
  const resources = addresses.map((address) => {
    const [, module, mode, type, name] = /^(?:(module\..*)\.)?(data\.)?([a-z]\w*)\.([\w-]+)$/.exec(address)!;
    const usual =
      type === "terraform_data"
        ? 'provider["terraform.io/builtin/terraform"]'
        : 'provider["registry.terraform.io/hashicorp/aws"]';
    const { provider = usual, attributes = {} } = extras[address] ?? {};
    return {
      ...(module && { module }),
      mode: mode ? "data" : "managed",
      type,
      name,
      provider,
      instances: [{ schema_version: 0, attributes, sensitive_attributes: [] }],
    };
  });
  return JSON.stringify({
    version: 4,
    terraform_version: "1.11.4",
    serial,
    lineage: randomUUID(),
    outputs: {},
    resources,
  });
}

/** The addresses in such a state. */
export function addressesIn(state: string): string[] {
  const { resources } = JSON.parse(state) as { resources: { module?: string; type: string; name: string }[] };
  return resources.map(({ module, type, name }) => `${module ? `${module}.` : ""}${type}.${name}`);
}

import { partitionOf } from "./terraform/aws/partitions";
import type { Problem } from "./terraform/parse";

/**
 * What is wrong with the further regions because of other settings of the stack. The module does not know its provider's region before the
 * plan, which says the same.
 *
 * @param known The paths of problems that are reported already.
 */
export function problemsOfRegions(settings: Partial<Record<string, unknown>>, known: ReadonlySet<string>): Problem[] {
  const { provider, regions, existingRecorders } = settings as {
    readonly provider?: { readonly region?: string };
    readonly regions?: readonly string[];
    readonly existingRecorders?: Readonly<Record<string, string>>;
  };
  // Only a stack has a provider.
  if (provider === undefined || [...known].some((path) => /^(regions|provider|existingRecorders)\b/.test(path)))
    return [];
  const further = regions ?? [];
  const unused = Object.keys(existingRecorders ?? {})
    .filter((region) => !further.includes(region))
    .map((region) => ({
      path: `existingRecorders.${region}`,
      message: "is not among `regions`: add it there, or remove it here",
    }));
  if (further.length === 0) return unused;
  const home = provider.region;
  if (home === undefined) {
    return [
      ...unused,
      { path: "provider.region", message: "must be set together with `regions`: their events are sent to this region" },
    ];
  }
  return [
    ...unused,
    ...further.flatMap((region, at) => {
      const path = `regions[${at}]`;
      if (region === home)
        return [
          { path, message: `got "${region}", which is \`provider.region\` and monitored in any case: remove it` },
        ];
      if (partitionOf(region) === partitionOf(home)) return [];
      const message = `got "${region}", which is in another partition than \`provider.region\`, ${home}: one set of credentials does not reach both`;
      return [{ path, message }];
    }),
  ];
}

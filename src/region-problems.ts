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
  return problemsAmongRegions(provider.region, regions ?? [], Object.keys(existingRecorders ?? {}), {
    home: "provider.region",
    further: (at) => `regions[${at}]`,
    list: "regions",
    recorder: (region) => `existingRecorders.${region}`,
  });
}

/** What the settings, or the options, are called. */
interface Names {
  readonly home: string;
  readonly further: (at: number) => string;
  /** All further regions. */
  readonly list: string;
  readonly recorder: (region: string) => string;
}

/**
 * What is wrong with regions beside each other.
 *
 * @param withRecorders The regions of which an existing recorder is given.
 */
export function problemsAmongRegions(
  home: string | undefined,
  further: readonly string[],
  withRecorders: readonly string[],
  names: Names,
): Problem[] {
  const unused = withRecorders
    .filter((region) => !further.includes(region))
    .map((region) => ({
      path: names.recorder(region),
      message: `${region} is not among \`${names.list}\`: add it there, or remove it here`,
    }));
  if (further.length === 0) return unused;
  if (home === undefined) {
    return [
      ...unused,
      {
        path: names.home,
        message: `must be set together with \`${names.list}\`: their events are sent to this region`,
      },
    ];
  }
  return [
    ...unused,
    ...further.flatMap((region, at) => {
      const path = names.further(at);
      if (region === home)
        return [{ path, message: `got "${region}", which is \`${names.home}\` and monitored in any case: remove it` }];
      if (partitionOf(region) === partitionOf(home)) return [];
      const message = `got "${region}", which is in another partition than \`${names.home}\`, ${home}: one set of credentials does not reach both`;
      return [{ path, message }];
    }),
  ];
}

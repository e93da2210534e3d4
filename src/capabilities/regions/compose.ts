import type { Composition } from "../shared/composition";
import { EnabledRegions } from "./enabled-regions";

/** What the home region does about further ones: each of them is composed with a provider of its own. */
export function composeRegions({ outlet }: Composition, regions: string[]): void {
  outlet.addIf(outlet.hasItems(regions), EnabledRegions, "enabled_regions", () => ({ regions }));
}

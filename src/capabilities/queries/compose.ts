import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Composition } from "../shared/composition";
import { LogsInsightsQueries } from "./logs-insights";
import type { queriesSettings } from "./settings";

export function composeQueries(
  composition: Composition,
  { enabled }: z.output<typeof queriesSettings>,
  trail: { readonly hasLogGroup: Condition; readonly outputs: { readonly logGroupName: string | undefined } },
): void {
  const { outlet } = composition;
  outlet.addIf(outlet.all(enabled, trail.hasLogGroup), LogsInsightsQueries, "logs_insights_queries", () => ({
    namePrefix: composition.named(""),
    logGroupName: trail.outputs.logGroupName!,
  }));
}

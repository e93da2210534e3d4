import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Composition } from "../shared/composition";
import { LogsInsightsQueries } from "./logs-insights";
import type { savedQueriesSettings } from "./settings";

export function composeSavedQueries(
  composition: Composition,
  { enabled }: z.output<typeof savedQueriesSettings>,
  trail: { readonly hasLogGroup: Condition; readonly outputs: { readonly logGroupName: string | undefined } },
): void {
  const { outlet } = composition;
  outlet.addIf(outlet.all(enabled, trail.hasLogGroup), LogsInsightsQueries, "logs_insights_queries", () => ({
    namePrefix: composition.named(""),
    logGroupName: trail.outputs.logGroupName!,
  }));
}

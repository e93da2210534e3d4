import { flag, group } from "../../terraform/schema";

export const savedQueriesSettings = group({
  enabled: flag()
    .default(false)
    .describe(
      "Whether queries are saved in CloudWatch Logs Insights, in the folder security-monitoring with the `namePrefix` in front of it. They are free; AWS bills what a query scans when somebody runs it. Without a log group nothing is created.",
    ),
})
  .prefault({})
  .describe("Saved queries over the trail's log group, for the first questions of an investigation.");

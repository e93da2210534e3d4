/** A query of CloudWatch Logs Insights on the events of the trail. */
interface Query {
  readonly title: string;
  readonly view: "table" | "bar";
  readonly query: string;
}

const lines = (...commands: readonly string[]) => commands.join("\n| ");

/** The time range of the dashboard, until somebody chooses another one. */
export const hoursShown = 3;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
export const queries: readonly Query[] = [
  {
    title: "Callers with most calls",
    view: "table",
    query: lines(
      // Each session of a role has an ARN of its own.
      "fields coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, userIdentity.invokedBy) as caller",
      "stats count(*) as calls by caller",
      "sort calls desc",
      "limit 10",
    ),
  },
  {
    title: "Regions",
    view: "bar",
    query: lines("stats count(*) as calls by awsRegion", "sort calls desc", "limit 30"),
  },
  {
    title: "Source addresses with most calls, without services of AWS",
    view: "table",
    query: lines(
      'filter sourceIPAddress not like "amazonaws.com" and sourceIPAddress != "AWS Internal"',
      "stats count(*) as calls by sourceIPAddress",
      "sort calls desc",
      "limit 10",
    ),
  },
  {
    title: "Errors",
    view: "table",
    query: lines(
      "filter ispresent(errorCode)",
      "stats count(*) as errors by errorCode, eventSource, eventName",
      "sort errors desc",
      "limit 10",
    ),
  },
];

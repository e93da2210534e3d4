export { LogsInsightsQueries, type LogsInsightsQueriesOutputs, type LogsInsightsQueriesProps } from "./logs-insights";

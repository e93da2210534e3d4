export { AccessAnalyzerAlerts, type AccessAnalyzerAlertsOutputs, type AccessAnalyzerAlertsProps } from "./alerts";
export { AccessAnalyzer, type AccessAnalyzerOutputs, type AccessAnalyzerProps } from "./analyzer";
export {
  UnusedAccessAnalyzer,
  type UnusedAccessAnalyzerOutputs,
  type UnusedAccessAnalyzerProps,
} from "./unused-access-analyzer";

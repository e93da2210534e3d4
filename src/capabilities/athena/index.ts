export { AthenaInvestigator, type AthenaInvestigatorOutputs, type AthenaInvestigatorProps } from "./investigator";
export { AthenaResultsBucket, type AthenaResultsBucketOutputs, type AthenaResultsBucketProps } from "./results-bucket";
export { AthenaTable, type AthenaTableOutputs, type AthenaTableProps } from "./table";
export { AthenaWorkgroup, type AthenaWorkgroupOutputs, type AthenaWorkgroupProps } from "./workgroup";

import { AccessAnalyzerClient, paginateListAnalyzers } from "@aws-sdk/client-accessanalyzer";
import { collect } from "../../aws/lists";
import type { Analyzer } from "../inventory";
import type { ReaderContext } from "./context";

/** The analyzers of the account in the region, whatever their zone of trust. */
export async function readAnalyzers({ call, client }: ReaderContext): Promise<Analyzer[]> {
  const accessAnalyzer = client(AccessAnalyzerClient);
  const found = await call("access-analyzer:ListAnalyzers", () =>
    collect(paginateListAnalyzers({ client: accessAnalyzer }, {}), ({ analyzers }) => analyzers),
  );
  return (found ?? []).map(({ name, type, configuration, managedBy, tags = {} }) => ({
    name: name!,
    type: type!,
    unusedAccessAgeDays: configuration?.unusedAccess?.unusedAccessAge,
    hasExclusions: (configuration?.unusedAccess?.analysisRule?.exclusions ?? []).length > 0,
    createdBy: managedBy,
    tags,
  }));
}

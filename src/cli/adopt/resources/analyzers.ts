import { addresses } from "../addresses";
import type { AdoptionPlan } from "../adoption-plan";
import { defaults } from "../defaults";
import { foreignOwnerOf } from "../foreign-owner";
import type { Analyzer } from "../inventory";

/** The analyzers of the account: a region has one of each type, so a second one is no choice. */
export function adoptAnalyzers(plan: AdoptionPlan): void {
  const external = decideAnalyzer(plan, "analyzer", "ACCOUNT");
  if (external) {
    plan.set("accessAnalyzer.enabled", true);
    plan.set("accessAnalyzer.analyzerName", external.name, defaults.accessAnalyzer.analyzerName);
    plan.import(addresses.analyzer, external.name);
    plan.recordTags(addresses.analyzer, external.tags);
  }
  const unused = decideAnalyzer(plan, "unused-access-analyzer", "ACCOUNT_UNUSED_ACCESS");
  if (unused) {
    plan.set("accessAnalyzer.unusedAccessAgeDays", unused.unusedAccessAgeDays);
    plan.set("accessAnalyzer.unusedAccessAnalyzerName", unused.name, defaults.accessAnalyzer.unusedAccessAnalyzerName);
    plan.import(addresses.unusedAccessAnalyzer, unused.name);
    plan.recordTags(addresses.unusedAccessAnalyzer, unused.tags);
  }
}

function decideAnalyzer(plan: AdoptionPlan, kind: string, type: string): Analyzer | undefined {
  const analyzer = plan.inventory.analyzers.find((each) => each.type === type);
  const obstacle = analyzer && obstacleOf(analyzer);
  if (obstacle) {
    plan.skip(kind, analyzer.name, `${obstacle}: leave its setting unset`);
    return undefined;
  }
  const candidates = analyzer
    ? [{ resource: analyzer, id: analyzer.name, modes: ["manage"] as const, reason: "it belongs to this account" }]
    : [];
  return plan.decide(kind, candidates, { alternatives: ["none"] })?.resource;
}

/** Why Terraform would have to replace an analyzer, with its findings, or may not manage it. */
function obstacleOf(analyzer: Analyzer): string | undefined {
  const owner = analyzer.createdBy ?? foreignOwnerOf(analyzer);
  if (owner) return `it belongs to ${owner}`;
  return analyzer.hasExclusions ? "the settings cannot express its exclusions" : undefined;
}

import type { z } from "zod";
import type { Composition, Evidence } from "../shared/composition";
import { EvidenceProtection } from "./protection";
import type { evidenceSettings } from "./settings";

export function composeEvidence(
  { outlet }: Composition,
  { deletionProtection }: Pick<z.output<typeof evidenceSettings>, "deletionProtection">,
  evidence: Evidence,
): void {
  const isProtected = Object.entries(evidence).map(
    ([name, [isNew, value]]) => [name, [outlet.all(deletionProtection, isNew), value]] as const,
  );
  outlet.add(EvidenceProtection, "evidence_protection", { resources: outlet.map(Object.fromEntries(isProtected)) });
}

import { nearest } from "../../terraform/text/nearest";
import type { FoundResource } from "../deployment/find";

/** The answers on the command line. */
export interface Answers {
  readonly deletesEvidence: boolean;
  /** What protects the whole account or organization, by the name of its capability: `password-policy`. */
  readonly keep: readonly string[];
  readonly remove: readonly string[];
}

export interface Decision {
  /** Terraform forgets these, and they stay in AWS. */
  readonly forgotten: readonly FoundResource[];
  /** The next apply or destroy deletes these. */
  readonly destroyed: readonly FoundResource[];
  /** What has no answer yet. */
  readonly questions: readonly string[];
  /** Answers that do not apply. */
  readonly refusals: readonly string[];
}

/** Decides what happens to each resource. */
export function decide(resources: readonly FoundResource[], { deletesEvidence, keep, remove }: Answers): Decision {
  const asked = [...new Set(resources.filter(({ onLeaving }) => onLeaving === "ask").map(nameOf))];
  const isForgotten = (found: FoundResource) =>
    ({
      evidence: !deletesEvidence,
      forget: true,
      destroy: false,
      ask: keep.includes(nameOf(found)),
    })[found.onLeaving];
  const forgotten = resources.filter(isForgotten);
  const refusals = [
    ...keep.filter((name) => remove.includes(name)).map((name) => `${name} is passed to both --keep and --remove`),
    ...[...new Set([...keep, ...remove])]
      .filter((name) => !asked.includes(name))
      .map(
        (name) =>
          `--keep and --remove: got ${name}${nearest(name, asked, `take ${asked.join(", ") || "nothing here"}`)}`,
      ),
  ];
  return {
    forgotten,
    destroyed: resources.filter((found) => !forgotten.includes(found)),
    questions: asked.filter((name) => !keep.includes(name) && !remove.includes(name)),
    refusals,
  };
}

function nameOf({ capability }: FoundResource): string {
  return capability.replaceAll("_", "-");
}

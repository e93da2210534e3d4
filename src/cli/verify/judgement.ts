import { type Answer, Unanswered } from "../aws/answer";
import type { Observation } from "./observe";

/** `cannot tell`: AWS did not answer. */
export type Verdict = "broken" | "attention" | "cannot tell" | "ok";

/** What was found out, and what a person does about it. */
export interface Finding {
  readonly verdict: Verdict;
  readonly finding: string;
  /** A sentence; none if everything is as it should be. */
  readonly fix?: string;
}

export interface Judgement extends Finding {
  /** What it is about: `trail security-monitoring-trail`. */
  readonly subject: string;
}

/** A question about the monitoring. */
export interface Check {
  readonly id: string;
  /** What is true of a healthy monitoring, as a sentence without its end. */
  readonly about: string;
  readonly judge: (observed: Observation) => readonly Judgement[];
}

export function ok(finding: string): Finding {
  return { verdict: "ok", finding };
}

export function attention(finding: string, fix: string): Finding {
  return { verdict: "attention", finding, fix };
}

export function broken(finding: string, fix: string): Finding {
  return { verdict: "broken", finding, fix };
}

export function cannotTell(finding: string, fix: string): Finding {
  return { verdict: "cannot tell", finding, fix };
}

/** For whatever differs from the state. */
export const apply = "Run terraform apply: it restores what was changed or deleted.";

/** For a policy that keeps alarms silent. */
export const letAlarmsPublish =
  "Let CloudWatch publish to the topic and use its key: terraform apply restores the policies of the state, and the output required_policies has those that owners of others must apply.";

/** Of a resource that the state has. */
export const gone = broken("does not exist", apply);

/**
 * Judges an answer.
 *
 * @param absent What it means that there is no such thing. @default - nothing, because another check reports it
 */
export function judged<T>(
  subject: string,
  answer: Answer<T>,
  judge: (value: T) => Finding,
  absent?: Finding,
): readonly Judgement[] {
  if (answer instanceof Unanswered) return [{ subject, ...withoutAnswer(answer) }];
  const finding = answer === undefined ? absent : judge(answer);
  return finding ? [{ subject, ...finding }] : [];
}

/** What an answer that is missing says: nothing. */
export function withoutAnswer({ permission, failure }: Unanswered): Finding {
  return failure === undefined
    ? cannotTell(`permission ${permission} is missing`, "Allow the calls that are missing: --policy prints the policy.")
    : cannotTell(`${permission} failed: ${failure}`, "Run this again: AWS did not answer.");
}

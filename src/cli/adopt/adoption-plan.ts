import { tagMap } from "../../terraform/schema";
import { inShell } from "../invocation";
import type { ResourceAddress } from "./addresses";
import type { Inventory, Tags } from "./inventory";
import { isSettable } from "./settable";
import type { Weakness } from "./weaknesses/setting-weaknesses";

/** `manage`: import it. `use`: name it as existing, and change nothing of it. */
export type Mode = "manage" | "use";

/** What was chosen, by kind: `trail` → `manage:company-trail`. */
export type Choices = Readonly<Record<string, string>>;

/** An existing resource that may be adopted. */
export interface Candidate<T> {
  readonly resource: T;
  /** What it is called in a choice: a name, or an ARN. */
  readonly id: string;
  /** Another name it can be chosen by. */
  readonly alias?: string;
  /** The possible modes, the best one first. */
  readonly modes: readonly Mode[];
  /** Why the first mode is the best one. */
  readonly reason: string;
  /** Whether no mode may be applied without asking: the resource decides who is notified, or belongs to another account. */
  readonly mustAsk?: boolean;
}

/** `new`: existing ones are left unchanged, and a new one is created. `none`: existing ones are left unchanged, and none is created. */
export type Decision<T> =
  | { readonly mode: "manage"; readonly resource: T }
  | { readonly mode: "use"; readonly resource: T }
  | { readonly mode: "new"; readonly resource?: undefined }
  | { readonly mode: "none"; readonly resource?: undefined };

export interface Finding {
  readonly kind: string;
  readonly id: string;
  readonly mode: Mode | "not-adopted";
  readonly reason: string;
}

export interface Import {
  readonly address: ResourceAddress;
  readonly key?: string;
  readonly id: string;
}

export interface Change {
  /** Absent where it is no resource that changes. */
  readonly address?: ResourceAddress;
  readonly key?: string;
  readonly change: string;
  readonly reason: string;
}

export interface Question {
  readonly kind: string;
  readonly about: string;
  readonly options: readonly { readonly choice: string; readonly meaning: string }[];
}

type NestedSettings = Record<string, unknown>;

/** The result of an adoption, filled in by one kind of resource after the other. */
export class AdoptionPlan {
  readonly findings: Finding[] = [];
  readonly imports: Import[] = [];
  readonly settings: NestedSettings = {};
  readonly changes: Change[] = [];
  readonly notes: string[] = [];
  readonly questions: Question[] = [];
  /** What is weaker than the default, or open to others. */
  readonly weaker: Weakness[] = [];
  /** Choices that are not possible. */
  readonly errors: string[] = [];
  private readonly usedChoices = new Set<string>();
  private readonly recordedTags: { address: ResourceAddress; key?: string; tags: Tags }[] = [];

  constructor(
    readonly inventory: Inventory,
    private readonly choices: Choices,
  ) {}

  /**
   * Which of several candidates to adopt, and how. A single candidate is adopted in its best mode; of several none is, unless it was
   * chosen.
   *
   * @param options.alternatives What else can be chosen; the first is the result without a candidate.
   * @param options.mustAsk A reason to ask even with a single candidate or none.
   * @returns Undefined if it became a question.
   */
  decide<T>(
    kind: string,
    candidates: readonly Candidate<T>[],
    { alternatives = ["new"], mustAsk }: { alternatives?: readonly ("new" | "none")[]; mustAsk?: string } = {},
  ): Decision<T> | undefined {
    const choice = this.choices[kind];
    if (choice !== undefined) {
      this.usedChoices.add(kind);
      const decision = applyChoice(choice, candidates, alternatives);
      if (decision) return this.recorded(kind, candidates, decision);
      this.errors.push(
        invalidChoice(
          kind,
          choice,
          optionsOf(kind, candidates, alternatives).map((option) => option.choice),
        ),
      );
      return undefined;
    }
    const [only] = candidates;
    const options = optionsOf(kind, candidates, alternatives);
    if (only && options.length === 0) {
      this.errors.push(`${kind} ${only.id}: ${only.reason}`);
      return undefined;
    }
    if (candidates.length > 1 || mustAsk !== undefined || only?.mustAsk || only?.modes.length === 0) {
      this.questions.push({
        kind,
        about: mustAsk ?? (candidates.length > 1 ? `${candidates.length} candidates` : only!.reason),
        options,
      });
      return undefined;
    }
    const decision: Decision<T> = only ? { mode: only.modes[0]!, resource: only.resource } : { mode: alternatives[0]! };
    return this.recorded(kind, candidates, decision);
  }

  /** What was chosen for a kind, or nothing. */
  choiceOf(kind: string): string {
    return this.choices[kind] ?? "";
  }

  /** One of a few words: the chosen one, or the first. */
  choiceOrDefault<const T extends string>(kind: string, words: readonly [T, ...T[]]): T {
    const choice = this.choices[kind];
    if (choice === undefined) return words[0];
    this.usedChoices.add(kind);
    const word = words.find((candidate) => candidate === choice);
    if (!word)
      this.errors.push(
        invalidChoice(
          kind,
          choice,
          words.map((each) => `${kind}=${each}`),
        ),
      );
    return word ?? words[0];
  }

  /** One of a few words that only a person can choose. @returns Undefined if it became a question. */
  requiredChoice<const T extends string>(
    kind: string,
    about: string,
    meanings: Readonly<Record<T, string>>,
  ): T | undefined {
    const words = Object.keys(meanings) as [T, ...T[]];
    if (this.choices[kind] !== undefined) return this.choiceOrDefault(kind, words);
    this.questions.push({
      kind,
      about,
      options: words.map((word) => ({ choice: `${kind}=${word}`, meaning: meanings[word] })),
    });
    return undefined;
  }

  private recorded<T>(kind: string, candidates: readonly Candidate<T>[], decision: Decision<T>): Decision<T> {
    for (const { id, resource, reason } of candidates) {
      if (resource !== decision.resource) this.findings.push({ kind, id, mode: "not-adopted", reason: "chosen" });
      else if (decision.mode === "manage" || decision.mode === "use") {
        const wasChosen = this.choices[kind] !== undefined;
        this.findings.push({ kind, id, mode: decision.mode, reason: wasChosen ? "chosen" : reason });
      }
    }
    return decision;
  }

  /** Reports a resource that is left unchanged. */
  skip(kind: string, id: string, reason: string): void {
    this.findings.push({ kind, id, mode: "not-adopted", reason });
  }

  import(address: ResourceAddress, id: string, key?: string): void {
    this.imports.push({ address, id, key });
  }

  /** Sets a setting, unless that is its default. */
  set(path: string, value: unknown, defaultValue?: unknown): void {
    if (value === undefined || JSON.stringify(value) === JSON.stringify(defaultValue)) return;
    const [groups, name] = [path.split(".").slice(0, -1), path.split(".").at(-1)!];
    const group = groups.reduce<NestedSettings>((parent, key) => (parent[key] ??= {}) as NestedSettings, this.settings);
    group[name] = value;
  }

  change(address: ResourceAddress | undefined, change: string, reason: string, key?: string): void {
    this.changes.push({ address, key, change, reason });
  }

  addNote(text: string): void {
    this.notes.push(text);
  }

  /** Reports what is weak about an adopted or used resource, and stays so. */
  addWeaknesses(kind: string, id: string, weaknesses: readonly Omit<Weakness, "subject">[]): void {
    this.weaker.push(...weaknesses.map((weakness) => ({ ...weakness, subject: `${kind} ${id}` })));
  }

  /** Records the tags of an imported resource, so that it keeps them. */
  recordTags(address: ResourceAddress, tags: Tags, key?: string): void {
    this.recordedTags.push({
      address,
      key,
      tags: Object.fromEntries(Object.entries(tags).filter(([name]) => !/^aws:/i.test(name))),
    });
  }

  /** What is found in the tags of each imported resource. */
  findTags(look: (tags: Tags) => string | undefined): string[] {
    return this.recordedTags.map(({ tags }) => look(tags)).filter((found) => found !== undefined);
  }

  /** Sets the tags that all imported resources have; for others there is no setting. */
  setCommonTags(): void {
    // S3 accepts some that CloudTrail does not.
    const shared = Object.entries(this.recordedTags[0]?.tags ?? {}).filter(
      ([name, value]) =>
        this.recordedTags.every(({ tags }) => tags[name] === value) && isSettable(tagMap(), { [name]: value }),
    );
    if (shared.length > 0) this.set("tags", Object.fromEntries(shared));
    for (const { address, key, tags } of this.recordedTags) {
      const lost = Object.keys(tags).filter((name) => !shared.some(([other]) => other === name));
      if (lost.length === 0) continue;
      this.change(
        address,
        `loses its ${lost.length === 1 ? "tag" : "tags"} ${lost.join(", ")}`,
        "the setting tags applies to every resource, and not every one has or can have it; the provider's ignore_tags preserves it",
        key,
      );
    }
  }

  /** Rejects choices that did not apply. */
  rejectUnusedChoices(): void {
    if (this.questions.length > 0) return;
    for (const [kind, choice] of Object.entries(this.choices)) {
      if (!this.usedChoices.has(kind))
        this.errors.push(`--choose ${inShell(`${kind}=${choice}`)} does not apply to this account`);
    }
  }
}

function invalidChoice(kind: string, choice: string, open: readonly string[]): string {
  const shown = (each: string) => `--choose ${inShell(each)}`;
  return `${shown(`${kind}=${choice}`)} is not possible here; ${open.length > 0 ? `possible: ${open.map(shown).join(", ")}` : `there is no ${kind} to choose`}`;
}

function applyChoice<T>(
  choice: string,
  candidates: readonly Candidate<T>[],
  alternatives: readonly ("new" | "none")[],
): Decision<T> | undefined {
  const other = alternatives.find((word) => word === choice);
  if (other) return { mode: other };
  const [, mode, id] = /^(?:(manage|use)(?::|$))?(.*)$/.exec(choice)!;
  const named = candidates.filter((candidate) => id === candidate.id || id === candidate.alias);
  const meant = id === "" ? candidates : named;
  if (meant.length !== 1) return undefined;
  const { modes, resource } = meant[0]!;
  const taken = (mode as Mode | undefined) ?? modes[0];
  return taken && modes.includes(taken) ? { mode: taken, resource } : undefined;
}

function optionsOf<T>(
  kind: string,
  candidates: readonly Candidate<T>[],
  alternatives: readonly ("new" | "none")[],
): Question["options"] {
  const meanings = {
    new: "leave existing ones unchanged and create a new one",
    none: "leave existing ones unchanged and create none",
  };
  return [
    ...candidates.flatMap(({ id, modes, reason }) =>
      modes.map((mode, index) => ({
        choice: `${kind}=${index === 0 ? "" : `${mode}:`}${id}`,
        meaning: `${mode === "manage" ? "adopt it" : "use it unchanged"}${index === 0 && reason && candidates.length > 1 ? `: ${reason}` : ""}`,
      })),
    ),
    ...alternatives.map((word) => ({ choice: `${kind}=${word}`, meaning: meanings[word] })),
  ];
}

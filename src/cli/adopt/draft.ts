import { tagMap } from "../../terraform/schema";
import { inShell } from "../invocation";
import type { Inventory, Tags } from "./inventory";
import { isSettable } from "./literals";
import type { Place } from "./places";
import type { Weakness } from "./weaker";

/** `manage`: import it. `use`: name it as existing, and change nothing of it. */
export type Way = "manage" | "use";

/** What was chosen, by kind: `trail` → `manage:company-trail`. */
export type Choices = Readonly<Record<string, string>>;

/** Something that may be taken over. */
export interface Candidate<T> {
  readonly thing: T;
  /** What it is called in a choice: a name, or an ARN. */
  readonly id: string;
  /** Another name it can be chosen by. */
  readonly alias?: string;
  /** The ways that are open, the best one first. */
  readonly ways: readonly Way[];
  /** Why the first way is the best one. */
  readonly because: string;
  /** Whether none of the ways is good enough to take without asking: it decides who is told, or is another account's. */
  readonly mustAsk?: boolean;
}

/** `new`: what is there is left alone, and one of ours is made. `none`: what is there is left alone, and that is that. */
export type Decision<T> =
  | { readonly way: "manage"; readonly thing: T }
  | { readonly way: "use"; readonly thing: T }
  | { readonly way: "new"; readonly thing?: undefined }
  | { readonly way: "none"; readonly thing?: undefined };

export interface Finding {
  readonly kind: string;
  readonly id: string;
  readonly way: Way | "left";
  readonly because: string;
}

export interface Import {
  readonly place: Place;
  readonly key?: string;
  readonly id: string;
}

export interface Change {
  /** Absent where it is no resource that changes. */
  readonly place?: Place;
  readonly key?: string;
  readonly what: string;
  readonly why: string;
}

export interface Question {
  readonly kind: string;
  readonly about: string;
  readonly options: readonly { readonly choice: string; readonly meaning: string }[];
}

type Nested = Record<string, unknown>;

/** What an adoption becomes while the kinds of things are gone through one after the other. */
export class Draft {
  readonly findings: Finding[] = [];
  readonly imports: Import[] = [];
  readonly settings: Nested = {};
  readonly changes: Change[] = [];
  readonly advice: string[] = [];
  readonly questions: Question[] = [];
  /** What is weaker than by default, or gives others a say. */
  readonly weaker: Weakness[] = [];
  /** Choices that cannot be followed, in sentences. */
  readonly refusals: string[] = [];
  private readonly heard = new Set<string>();
  private readonly tagged: { place: Place; key?: string; tags: Tags }[] = [];

  constructor(
    readonly inventory: Inventory,
    private readonly choices: Choices,
  ) {}

  /**
   * Which of several things to take over, and how. One candidate is taken in its best way; of several none is, unless it was
   * chosen.
   *
   * @param options.without What else can be chosen; the first is what happens where there is no candidate.
   * @param options.mustAsk A reason to ask although there is not more than one candidate.
   * @returns Undefined if that is a question now.
   */
  decide<T>(
    kind: string,
    candidates: readonly Candidate<T>[],
    { without = ["new"], mustAsk }: { without?: readonly ("new" | "none")[]; mustAsk?: string } = {},
  ): Decision<T> | undefined {
    const choice = this.choices[kind];
    if (choice !== undefined) {
      this.heard.add(kind);
      const decision = followed(choice, candidates, without);
      if (decision) return this.noted(kind, candidates, decision);
      this.refusals.push(
        refusal(
          kind,
          choice,
          optionsOf(kind, candidates, without).map((option) => option.choice),
        ),
      );
      return undefined;
    }
    const [only] = candidates;
    const options = optionsOf(kind, candidates, without);
    if (only && options.length === 0) {
      this.refusals.push(`${kind} ${only.id}: ${only.because}`);
      return undefined;
    }
    if (candidates.length > 1 || mustAsk !== undefined || only?.mustAsk || only?.ways.length === 0) {
      this.questions.push({
        kind,
        about: mustAsk ?? (candidates.length > 1 ? `there are ${candidates.length}` : only!.because),
        options,
      });
      return undefined;
    }
    const decision: Decision<T> = only ? { way: only.ways[0]!, thing: only.thing } : { way: without[0]! };
    return this.noted(kind, candidates, decision);
  }

  /** What was chosen for a kind, or nothing. */
  choiceOf(kind: string): string {
    return this.choices[kind] ?? "";
  }

  /** One of a few words, the first of them unless another was chosen. */
  pick<const T extends string>(kind: string, words: readonly [T, ...T[]]): T {
    const choice = this.choices[kind];
    if (choice === undefined) return words[0];
    this.heard.add(kind);
    const word = words.find((candidate) => candidate === choice);
    if (!word)
      this.refusals.push(
        refusal(
          kind,
          choice,
          words.map((each) => `${kind}=${each}`),
        ),
      );
    return word ?? words[0];
  }

  /** One of a few words that nobody but a person can choose. @returns Undefined if that is a question now. */
  choose<const T extends string>(kind: string, about: string, meanings: Readonly<Record<T, string>>): T | undefined {
    const words = Object.keys(meanings) as [T, ...T[]];
    if (this.choices[kind] !== undefined) return this.pick(kind, words);
    this.questions.push({
      kind,
      about,
      options: words.map((word) => ({ choice: `${kind}=${word}`, meaning: meanings[word] })),
    });
    return undefined;
  }

  private noted<T>(kind: string, candidates: readonly Candidate<T>[], decision: Decision<T>): Decision<T> {
    for (const { id, thing, because } of candidates) {
      if (thing !== decision.thing) this.findings.push({ kind, id, way: "left", because: "chosen" });
      else if (decision.way === "manage" || decision.way === "use") {
        const wasChosen = this.choices[kind] !== undefined;
        this.findings.push({ kind, id, way: decision.way, because: wasChosen ? "chosen" : because });
      }
    }
    return decision;
  }

  /** Notes something that is left as it is. */
  leave(kind: string, id: string, because: string): void {
    this.findings.push({ kind, id, way: "left", because });
  }

  import(place: Place, id: string, key?: string): void {
    this.imports.push({ place, id, key });
  }

  /** Sets a setting, unless that is its default. */
  set(path: string, value: unknown, byDefault?: unknown): void {
    if (value === undefined || JSON.stringify(value) === JSON.stringify(byDefault)) return;
    const [groups, name] = [path.split(".").slice(0, -1), path.split(".").at(-1)!];
    const group = groups.reduce<Nested>((parent, key) => (parent[key] ??= {}) as Nested, this.settings);
    group[name] = value;
  }

  change(place: Place | undefined, what: string, why: string, key?: string): void {
    this.changes.push({ place, key, what, why });
  }

  advise(text: string): void {
    this.advice.push(text);
  }

  /** Notes what is weak about a thing that is taken over, and stays so. */
  admit(kind: string, id: string, flaws: readonly Omit<Weakness, "of">[]): void {
    this.weaker.push(...flaws.map((flaw) => ({ ...flaw, of: `${kind} ${id}` })));
  }

  /** Remembers the tags of something that is imported, so that it keeps them. */
  keepTags(place: Place, tags: Tags, key?: string): void {
    this.tagged.push({
      place,
      key,
      tags: Object.fromEntries(Object.entries(tags).filter(([name]) => !/^aws:/i.test(name))),
    });
  }

  /** What a look at the tags of everything imported finds. */
  taggedBy(look: (tags: Tags) => string | undefined): string[] {
    return this.tagged.map(({ tags }) => look(tags)).filter((found) => found !== undefined);
  }

  /** Sets the tags that everything imported has; for others there is no setting. */
  settleTags(): void {
    // S3 takes some that CloudTrail does not.
    const shared = Object.entries(this.tagged[0]?.tags ?? {}).filter(
      ([name, value]) =>
        this.tagged.every(({ tags }) => tags[name] === value) && isSettable(tagMap(), { [name]: value }),
    );
    if (shared.length > 0) this.set("tags", Object.fromEntries(shared));
    for (const { place, key, tags } of this.tagged) {
      const lost = Object.keys(tags).filter((name) => !shared.some(([other]) => other === name));
      if (lost.length === 0) continue;
      this.change(
        place,
        `loses its ${lost.length === 1 ? "tag" : "tags"} ${lost.join(", ")}`,
        "the setting tags is for all resources, and not all of them have or can have it; ignore_tags of the provider keeps it",
        key,
      );
    }
  }

  /** Refuses choices about what there is no choice about. */
  refuseUnheard(): void {
    if (this.questions.length > 0) return;
    for (const [kind, choice] of Object.entries(this.choices)) {
      if (!this.heard.has(kind))
        this.refusals.push(`--choose ${inShell(`${kind}=${choice}`)}: there is nothing to choose about that here`);
    }
  }
}

function refusal(kind: string, choice: string, open: readonly string[]): string {
  const shown = (each: string) => `--choose ${inShell(each)}`;
  return `${shown(`${kind}=${choice}`)} is not possible here; ${open.length > 0 ? `these are: ${open.map(shown).join(", ")}` : `there is no ${kind} to choose`}`;
}

function followed<T>(
  choice: string,
  candidates: readonly Candidate<T>[],
  without: readonly ("new" | "none")[],
): Decision<T> | undefined {
  const other = without.find((word) => word === choice);
  if (other) return { way: other };
  const [, way, id] = /^(?:(manage|use)(?::|$))?(.*)$/.exec(choice)!;
  const named = candidates.filter((candidate) => id === candidate.id || id === candidate.alias);
  const meant = id === "" ? candidates : named;
  if (meant.length !== 1) return undefined;
  const { ways, thing } = meant[0]!;
  const taken = (way as Way | undefined) ?? ways[0];
  return taken && ways.includes(taken) ? { way: taken, thing } : undefined;
}

function optionsOf<T>(
  kind: string,
  candidates: readonly Candidate<T>[],
  without: readonly ("new" | "none")[],
): Question["options"] {
  const meanings = {
    new: "leave what is there alone, and make one of ours",
    none: "leave what is there alone, and do without",
  };
  return [
    ...candidates.flatMap(({ id, ways, because }) =>
      ways.map((way, index) => ({
        choice: `${kind}=${index === 0 ? "" : `${way}:`}${id}`,
        meaning: `${way === "manage" ? "manage it" : "use it as it is"}${index === 0 && because && candidates.length > 1 ? `: ${because}` : ""}`,
      })),
    ),
    ...without.map((word) => ({ choice: `${kind}=${word}`, meaning: meanings[word] })),
  ];
}

import { compose } from "../../compose";
import { isAdopted } from "../../operations";
import { monitoringSettings, parseSettings } from "../../settings";
import type { Capability, OnLeaving } from "../../terraform/capability";
import { Inline } from "../../terraform/outlet";
import { inLine } from "../../terraform/text/visible";
import { inShell } from "../invocation";
import { terraformAddress, type Root } from "./addresses";
import type { Adoption } from "./adoption";
import { type Collisions, collisionsOf } from "./collisions";
import { settingsToPaste, stackFolder } from "./files";
import type { Inventory } from "./inventory";
import type { Denial } from "./readers/guarded-calls";
import type { Weakness } from "./weaknesses/setting-weaknesses";

/** The result, as --json prints it. */
export interface Result {
  readonly account: string;
  readonly region: string;
  readonly found: Adoption["findings"];
  readonly imports: readonly { readonly to: string; readonly id: string }[];
  readonly settings: object;
  readonly changes: readonly { readonly address?: string; readonly change: string; readonly reason: string }[];
  /** What is created in addition: neither an import nor a change. */
  readonly new: readonly string[];
  /** What is weaker than the default, or open to others. */
  readonly weaker: readonly Weakness[];
  readonly notes: readonly string[];
  readonly questions: Adoption["questions"];
  /** What an apply without adoption collides with, and the settings that avoid it. */
  readonly collisions: Collisions;
  readonly files: readonly string[];
}

/** How the result is used. */
export interface RenderOptions {
  readonly root: Root;
  readonly isDryRun: boolean;
  readonly asCommands: boolean;
  /** How a command is called. */
  readonly invocation: (command: string) => string;
}

export function resultOf(adoption: Adoption, inventory: Inventory, root: Root, files: readonly string[]): Result {
  const { findings, imports, settings, changes, weaker, notes, questions } = adoption;
  const { account, region } = inventory;
  return {
    account,
    region,
    found: findings,
    imports: imports.map(({ address, key, id }) => ({ to: terraformAddress(root, address, key), id })),
    settings,
    changes: changes.map(({ address, key, change, reason }) => ({
      address: address && terraformAddress(root, address, key),
      change,
      reason,
    })),
    new: questions.length > 0 ? [] : newCapabilities(adoption),
    weaker,
    notes,
    questions,
    collisions: collisionsOf(inventory),
    files,
  };
}

/** Summaries of the capabilities without an existing resource, unless a change reports them. */
function newCapabilities({ settings, imports, changes }: Adoption): string[] {
  const outlet = new Listing();
  compose(outlet, parseSettings(monitoringSettings, settings, "the existing resources"));
  return outlet.capabilities
    .filter(
      ({ id, types }) => types.some(isAdopted) && ![...imports, ...changes].some(({ address }) => address?.[0] === id),
    )
    .map(({ summary }) => summary);
}

/** Lists the capabilities, and builds nothing. */
class Listing extends Inline {
  readonly capabilities: { id: string; summary: string; types: string[] }[] = [];

  constructor() {
    super(undefined as never);
  }

  override add({ summary, onLeaving = {} }: { summary: string; onLeaving?: OnLeaving }, id: string): never {
    this.capabilities.push({ id, summary, types: Object.keys(onLeaving) });
    return {} as Capability<never, never>["outputs"];
  }
}

export function renderResult(result: Result, options: RenderOptions): string {
  const { found, changes, weaker, notes, files, collisions } = result;
  const listed = (mode: Result["found"][number]["mode"]) =>
    found.filter((each) => each.mode === mode).map(({ kind, id, reason }) => `${kind} ${id}: ${reason}`);
  const sections = [
    `Account ${result.account}, region ${result.region}.${found.length === 0 ? " No existing resources were found." : ""}`,
    section("Adopted", listed("manage")),
    section(
      "Changes to adopted resources",
      changes.map(({ address, change, reason }) => `${address ?? ""}${address ? ": " : ""}${change} (${reason})`),
    ),
    section("Used unchanged", listed("use")),
    renderWeaker(weaker),
    section("New", result.new),
    section("Not adopted", listed("not-adopted")),
    section("Notes", notes),
    renderCollisions(collisions, options.root),
    section(options.isDryRun ? "Would write" : "Wrote", files),
    nextSteps(result, options),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string {
  const printed = [...new Set(lines)].map((line) => `  ${inLine(line)}`);
  return printed.length === 0 ? "" : [`${title}:`, ...printed].join("\n");
}

/** What is weaker, the default, and the impact. */
export function renderWeaker(weaker: readonly Weakness[]): string {
  const lines = weaker.map(
    ({ subject, found, defaultValue, impact }) =>
      `${subject}: ${preview(found)} (default: ${preview(defaultValue)}); ${impact}`,
  );
  return section("Weaker than the default, or open to others", lines);
}

function preview(value: unknown): string {
  if (value === undefined) return "unset";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Names and limits that are taken, for an apply without adoption. */
export function renderCollisions({ found, settings }: Collisions, root: Root): string {
  const lines = found.map(({ kind, id, effect }) => `${kind} ${id}: ${effect}`);
  if (lines.length === 0) return "";
  const setting = settingsToPaste(root, settings).split("\n");
  return [
    section("Conflicts of an apply that does not adopt them", lines),
    section("Settings that avoid these conflicts", setting),
  ].join("\n");
}

function nextSteps({ imports, files }: Result, { root, isDryRun, asCommands, invocation }: RenderOptions): string {
  if (isDryRun) return "Next: run this again without --dry-run to write these files.";
  const isStack = root.kind === "stack";
  const terraform = isStack ? `terraform -chdir=${stackFolder}` : "terraform";
  const script = files.find((file) => file.endsWith(".sh"));
  const steps = [
    ...(isStack ? [invocation("synth")] : []),
    `${terraform} init`,
    ...(asCommands && script ? [`sh ${script}`] : []),
    `${terraform} plan`,
  ];
  const caution =
    imports.length > 0
      ? "\nThe plan must say 0 to destroy. Remove resources that another state manages from that state first."
      : "";
  return `${section("Next", steps)}${caution}`;
}

/** The open questions, with the flags that answer them. */
export function renderQuestions(questions: Adoption["questions"]): string {
  const blocks = questions.map(({ kind, about, options }) => {
    const words = options.map(({ choice }) => inShell(choice));
    const width = Math.max(...words.map((word) => word.length));
    return [
      `${kind}: ${inLine(about)}. Choose one:`,
      ...options.map(({ meaning }, index) => `  --choose ${words[index]!.padEnd(width)}  ${inLine(meaning)}`),
    ].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

export function renderDenials(denials: readonly Denial[]): string {
  const lines = denials.map(({ permission, message }) => `  ${permission}: ${inLine(message)}`);
  return `AWS denied these calls, so the account cannot be inspected:\n${lines.join("\n")}\n\n--policy prints the IAM policy that allows them.\n`;
}

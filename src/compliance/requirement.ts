import { cisMonitoringChapters } from "../detections";

export type CisVersion = keyof typeof cisMonitoringChapters;

/** The versions of the CIS benchmark, from the oldest to the newest. */
export const cisVersions = Object.keys(cisMonitoringChapters) as CisVersion[];

/** The number of an item of the CIS benchmark, and the first and last of the versions with this number. */
export type CisItem = readonly [item: string, from: CisVersion, to?: CisVersion];

/** The version of Checkov whose verdicts on plans the ids are compared with. */
export const checkovVersion = "3.3.30";

/** The ids of a requirement, by auditor. */
export interface ControlIds {
  readonly securityHub?: readonly string[];
  readonly cis?: readonly CisItem[];
  /** Each passes somewhere, and fails only where {@link Common.checkovFails} says so; if the requirement is not met, each fails everywhere. */
  readonly checkov?: readonly string[];
  readonly prowler?: readonly string[];
  readonly trivy?: readonly string[];
}

/**
 * A requirement of auditors as data: the page and its test are generated from it, and a sentence on the page
 * is true as long as its expectations hold.
 */
export type Requirement = Met | NotMet;

interface Common {
  /** The fact, or the requirement if it is not met. One short sentence, and the name of its test. */
  readonly title: string;
  readonly controlIds: ControlIds;
  /** Checks that fail nevertheless, or give no result: on addresses that contain one of these, and why. */
  readonly checkovFails?: readonly {
    readonly check: string;
    readonly on: readonly string[];
    readonly because: string;
  }[];
  /** The file in docs/decisions that explains it. */
  readonly decision?: string;
}

export interface Met extends Common {
  /** Holds in the stack and in the module: by default, or with the settings. */
  readonly met: readonly Expectation[];
  /** The settings that enable it, if it is disabled by default. */
  readonly offByDefault?: { readonly settings: Readonly<Record<string, unknown>>; readonly because: string };
}

export interface NotMet extends Common {
  readonly notMet: string;
  /** Holds as long as it is not met. */
  readonly shownBy: readonly Expectation[];
}

export type Arguments = Readonly<Record<string, unknown>>;

/** With `of`, the name of a capability in `compose`, only what that capability creates is meant. */
export type Expectation =
  /** There is a resource of the type, and all of them have these arguments. */
  | { readonly resource: string; readonly of?: string; readonly arguments: Arguments }
  /** Every bucket has one resource of the type, except those named, which have these arguments instead, or none. */
  | {
      readonly bucketsHave: string;
      readonly arguments: Arguments;
      readonly except?: Readonly<Record<string, Arguments | "none">>;
    }
  /** Every policy, `<resource>.<argument>`, has a statement like this. */
  | { readonly policies: string; readonly of?: string; readonly have: Arguments & { readonly sid: string } }
  /** No policy, `<resource>.<argument>`, allows anything beyond this. */
  | { readonly policies: string; readonly of?: string; readonly allowOnly: AllowedOnly }
  /** A setting has this default. */
  | { readonly setting: string; readonly is: unknown }
  /** There is no resource of these types. */
  | { readonly none: readonly string[] };

export type AllowedOnly = "AWS services" | "AWS services and the account" | "named actions on named resources";

/** What an argument must be, if not a certain value. */
export type Rule =
  | { readonly rule: "from"; readonly resource: string }
  | { readonly rule: "one of"; readonly values: readonly unknown[] }
  | { readonly rule: "in every entry"; readonly value: unknown }
  | { readonly rule: "set" }
  | { readonly rule: "unset" };

/** Leads to a resource of this type, through variables and modules. */
export const from = (resource: string): Rule => ({ rule: "from", resource });

export const oneOf = (...values: unknown[]): Rule => ({ rule: "one of", values });

/** Is taken from the entries of a map, which all have this value. */
export const inEveryEntry = (value: unknown): Rule => ({ rule: "in every entry", value });

/** Has some value. */
export const set: Rule = { rule: "set" };

/** Is omitted, so that the provider's default applies. */
export const unset: Rule = { rule: "unset" };

export function isRule(value: unknown): value is Rule {
  return typeof value === "object" && value !== null && "rule" in value && typeof value.rule === "string";
}

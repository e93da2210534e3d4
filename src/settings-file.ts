import { isUtf8 } from "node:buffer";
import { lstatSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readCustomDetections, type Places } from "./custom-rules";
import { parseSettings } from "./settings";
import { readBytes } from "./settings-bytes";
import { readSettingsText, type SettingsText } from "./settings-text";
import { stackSettings, type StackSettings } from "./stack-settings";
import { InputError, type Problem } from "./terraform/parse";
import { inLine } from "./terraform/text/visible";

/** Names of a settings file, of which a folder may have one. */
export const defaultFiles = ["security-monitoring.yaml", "security-monitoring.yml", "security-monitoring.json"];

/** Where settings come from; for a command `process.env` and the current folder. */
export interface SettingsSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

/**
 * Reads the settings of the deployable stack: the file named by SECURITY_MONITORING_SETTINGS or one of the default files
 * (none is fine: everything has a default), overridden by the environment.
 *
 * @throws {@link InputError} With every problem found.
 */
export function loadSettings(
  { env, folder }: SettingsSource = { env: process.env, folder: process.cwd() },
): StackSettings {
  const file = settingsFile(env, folder);
  const text = file === undefined ? undefined : readFile(file, folder);
  const subject = file ?? "the settings";
  if (text?.isReadable === false) throw new InputError(subject, text.problems);
  const { settings: written, variables } = withEnvironment(text === undefined ? {} : text.value, env);
  const { settings, problems: ofRules, places } = withRules(written, dirname(resolve(folder, file ?? "")));
  let problems: readonly Problem[] = [];
  try {
    const parsed = parseSettings(stackSettings, settings, subject, false);
    if (ofRules.length === 0 && (text === undefined || text.problems.length === 0)) return parsed;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems = error.problems;
  }
  const all = [...ofRules, ...problems].map((problem) => ofFile(problem, places));
  const inSettings = all.filter(({ where }) => where === undefined);
  const inRules = all.filter(({ where }) => where !== undefined);
  throw new InputError(subject, [...inOrder(text, inSettings, variables), ...inRules]);
}

/** Every problem with the position of the setting, or the variable it comes from, in the order of the file. */
function inOrder(text: SettingsText | undefined, problems: readonly Problem[], variables: Variables): Problem[] {
  const unread = new Set(text?.problems.map(({ where }) => where));
  const placed = problems
    .map((problem) => {
      const [, variable] = variables.find(([path]) => isWithin(problem.path, path)) ?? [];
      return { ...problem, where: variable ?? text?.placeOf(problem.path, problem.isName) };
    })
    // A value that could not be read is missing or wrong only because of that.
    .filter(({ where }) => where === undefined || !unread.has(where));
  const numbers = ({ where = "" }: Problem) => (where.match(/\d+/g) ?? [Infinity]).map(Number);
  return [...(text?.problems ?? []), ...placed].sort((a, b) => {
    const [[line = 0, column = 0], [otherLine = 0, otherColumn = 0]] = [numbers(a), numbers(b)];
    return line === otherLine ? column - otherColumn || 0 : line - otherLine;
  });
}

function isWithin(path: string, group: string): boolean {
  return path === group || path.startsWith(`${group}.`) || path.startsWith(`${group}[`);
}

function settingsFile(env: SettingsSource["env"], folder: string): string | undefined {
  const named = env["SECURITY_MONITORING_SETTINGS"];
  if (named) return named;
  // A broken link was meant to be a file.
  const found = defaultFiles.filter((file) => lstatSync(`${folder}/${file}`, { throwIfNoEntry: false }));
  if (found.length > 1) throw refusal("the settings", `found ${found.join(" and ")}; keep one of them`);
  return found[0];
}

function readFile(file: string, folder: string): SettingsText {
  let content: Buffer | string;
  try {
    content = readBytes(resolve(folder, file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refusal(
      "the settings",
      `cannot read ${inLine(file)} (${code}); SECURITY_MONITORING_SETTINGS must name a YAML or JSON file`,
    );
  }
  if (typeof content === "string") {
    throw refusal(file, `${content}; SECURITY_MONITORING_SETTINGS must name a YAML or JSON file`);
  }
  if (!isUtf8(content)) throw refusal(file, "is not in UTF-8: save it as UTF-8");
  // Without the byte order mark that some editors write.
  return readSettingsText(new TextDecoder().decode(content), /\.json$/i.test(file));
}

function refusal(subject: string, message: string): InputError {
  return new InputError(subject, [{ path: "", message }]);
}

/** The paths of settings that come from the environment, with the variable of each. */
type Variables = readonly (readonly [path: string, variable: string])[];

/** The two settings that pipelines pass; empty is unset. The schema refuses what is not a map. */
function withEnvironment(settings: unknown, env: SettingsSource["env"]): { settings: unknown; variables: Variables } {
  const variables: (readonly [string, string])[] = [];
  if (!isMap(settings)) return { settings, variables };
  const changed = { ...settings };
  const set = (group: string, name: string, variable: string, value: unknown) => {
    const given = changed[group] ?? {};
    if (!isMap(given)) return;
    changed[group] = { ...given, [name]: value };
    variables.push([`${group}.${name}`, variable]);
  };
  const emails = (env["SECURITY_MONITORING_ALERT_EMAILS"] ?? "")
    .split(",")
    .map((email) => email.trim())
    .filter(Boolean);
  const region = env["SECURITY_MONITORING_REGION"];
  if (emails.length > 0) set("alerts", "emails", "SECURITY_MONITORING_ALERT_EMAILS", emails);
  if (region) set("provider", "region", "SECURITY_MONITORING_REGION", region);
  return { settings: changed, variables };
}

/** A problem of a detection that is a rule, with the place of the rule. */
function ofFile(problem: Problem, places: Places = new Map()): Problem {
  const [, id = "", setting = ""] = /^detections\.custom\.([a-z0-9-]+)\.?(.*)$/.exec(problem.path) ?? [];
  const where = places.get(id);
  return where === undefined || setting === ""
    ? problem
    : { path: "", where, message: `${setting}: ${problem.message}` };
}

/** The rules of files, which are custom detections from here on. */
function withRules(
  settings: unknown,
  folder: string,
): { settings: unknown; problems: readonly Problem[]; places?: Places } {
  if (!isMap(settings) || !isMap(settings["detections"]) || !("rules" in settings["detections"]))
    return { settings, problems: [] };
  const { rules, ...detections } = settings["detections"];
  const without = { ...settings, detections };
  if (rules === undefined) return { settings: without, problems: [] };
  const path = "detections.rules";
  if (!Array.isArray(rules) || !rules.every((file) => typeof file === "string" && file !== ""))
    return {
      settings: without,
      problems: [{ path, message: "must be a list of files and folders, such as [rules/own.yml]" }],
    };
  const { custom = {} } = detections;
  // What is no map is refused later.
  if (!isMap(custom)) return { settings: without, problems: [] };
  const read = readCustomDetections(rules as string[], folder);
  const twice = Object.keys(read.detections).filter((id) => Object.hasOwn(custom, id));
  return {
    places: read.places,
    settings: { ...without, detections: { ...detections, custom: { ...read.detections, ...custom } } },
    problems: [
      ...twice.map((id) => ({
        path: `detections.custom.${id}`,
        message: "a rule of detections.rules has this id as well",
        isName: true,
      })),
      ...read.problems,
    ],
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

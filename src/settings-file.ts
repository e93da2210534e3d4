import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseDocument } from "yaml";
import { parseSettings } from "./settings";
import { stackSettings, type StackSettings } from "./stack-settings";
import { InputError, pathText, type Problem } from "./terraform/schema";

const defaultFiles = ["security-monitoring.yaml", "security-monitoring.yml", "security-monitoring.json"];

/** Where settings can come from; `process.env` and the current folder when a command is run. */
export interface SettingsSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

/**
 * Reads the settings of the deployable stack: the file named by SECURITY_MONITORING_SETTINGS or one of the default files
 * (none is fine: everything has a default), with what the environment says on top.
 *
 * @throws {@link InputError} With every problem found.
 */
export function loadSettings(
  { env, folder }: SettingsSource = { env: process.env, folder: process.cwd() },
): StackSettings {
  const file = settingsFile(env, folder);
  const settings = withEnvironment(file === undefined ? {} : readFile(file, folder), env);
  const subject = file ?? "the settings";
  const problems = interpolations(settings, []);
  try {
    const parsed = parseSettings(stackSettings, settings, subject);
    if (problems.length === 0) return parsed;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  }
  throw new InputError(subject, problems);
}

function settingsFile(env: SettingsSource["env"], folder: string): string | undefined {
  const named = env["SECURITY_MONITORING_SETTINGS"];
  if (named) return named;
  const found = defaultFiles.filter((file) => existsSync(`${folder}/${file}`));
  if (found.length > 1) throw refusal("the settings", `found ${found.join(" and ")}; keep one of them`);
  return found[0];
}

function readFile(file: string, folder: string): unknown {
  let content: string;
  try {
    content = readFileSync(resolve(folder, file), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refusal(
      "the settings",
      `cannot read ${file} (${code}); SECURITY_MONITORING_SETTINGS names a YAML or JSON file`,
    );
  }
  // JSON is YAML as well, so one parser, and one kind of message with line and column, serves both.
  const document = parseDocument(content);
  const mistakes = document.errors.map(({ message }) => message.trim().replace(/\n+/g, "\n    "));
  if (mistakes.length > 0) throw refusal(file, ...mistakes);
  try {
    return document.toJS({ reviver: withoutNull }) ?? {};
  } catch (error) {
    // An alias without its anchor, or a document that aliases blow up.
    throw refusal(file, (error as Error).message);
  }
}

function refusal(subject: string, ...messages: string[]): InputError {
  return new InputError(
    subject,
    messages.map((message) => ({ path: "", message })),
  );
}

/** A key with nothing behind it is unset. */
function withoutNull(_key: unknown, value: unknown): unknown {
  return value ?? undefined;
}

/** Terraform would take `${…}` for an expression, wherever it stands. */
function interpolations(value: unknown, path: readonly (string | number)[]): Problem[] {
  if (typeof value === "string") {
    if (!/[$%]\{/.test(value)) return [];
    const message = `got ${JSON.stringify(value)}; must be without \${ and %{, which Terraform would evaluate`;
    return [{ path: pathText(path), message }];
  }
  if (Array.isArray(value)) return value.flatMap((entry, index) => interpolations(entry, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => [
    ...interpolations(key, [...path, key]),
    ...interpolations(entry, [...path, key]),
  ]);
}

/** The two things people pass in a pipeline; empty is unset. What is no map is left for the schema to refuse. */
function withEnvironment(settings: unknown, env: SettingsSource["env"]): unknown {
  const emails = (env["SECURITY_MONITORING_ALERT_EMAILS"] ?? "")
    .split(",")
    .map((email) => email.trim())
    .filter(Boolean);
  const region = env["SECURITY_MONITORING_REGION"];
  if (!isMap(settings)) return settings;
  return {
    ...settings,
    ...(emails.length > 0 &&
      isMap(settings["alerts"] ?? {}) && { alerts: { ...(settings["alerts"] as object), emails } }),
    ...(region && isMap(settings["provider"] ?? {}) && { provider: { ...(settings["provider"] as object), region } }),
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

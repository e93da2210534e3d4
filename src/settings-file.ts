import { existsSync, readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { parseSettings } from "./settings";
import { stackSettings, type StackSettings } from "./stack-settings";
import { InputError, type Problem } from "./terraform/schema";

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
  const named = env["SECURITY_MONITORING_SETTINGS"];
  const found = defaultFiles.filter((file) => existsSync(`${folder}/${file}`));
  if (!named && found.length > 1) {
    throw new InputError("the settings", [{ path: "", message: `found ${found.join(" and ")}; keep one of them` }]);
  }
  const file = named ?? found[0];
  const settings = file === undefined ? {} : readFile(file, folder);
  return parseSettings(stackSettings, withEnvironment(settings, env), file ?? "the settings");
}

function readFile(file: string, folder: string): unknown {
  const path = file.startsWith("/") ? file : `${folder}/${file}`;
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    throw new InputError("the settings", [
      {
        path: "",
        message: `cannot read ${file} (${(error as NodeJS.ErrnoException).code}); SECURITY_MONITORING_SETTINGS names a YAML or JSON file`,
      },
    ]);
  }
  // JSON is YAML as well, so one parser, and one kind of message with line and column, serves both.
  const document = parseDocument(content);
  const problems: Problem[] = document.errors.map(({ message }) => ({
    path: "",
    message: message.trim().replace(/\n+/g, "\n    "),
  }));
  const settings: unknown = problems.length > 0 ? {} : document.toJS({ reviver: withoutNull });
  problems.push(...interpolations(settings, ""));
  if (problems.length > 0) throw new InputError(file, problems);
  return settings ?? {};
}

/** A key with nothing behind it is unset. */
function withoutNull(_key: unknown, value: unknown): unknown {
  return value ?? undefined;
}

/** Terraform would take `${…}` for an expression, wherever it stands. */
function interpolations(value: unknown, path: string): Problem[] {
  if (typeof value === "string" && /[$%]\{/.test(value)) {
    return [
      { path, message: `got ${JSON.stringify(value)}; must be without \${ and %{, which Terraform would evaluate` },
    ];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => interpolations(inner, path ? `${path}.${key}` : key));
}

/** The two things people pass in a pipeline. A value that is not a map is left for the schema to refuse. */
function withEnvironment(settings: unknown, env: SettingsSource["env"]): unknown {
  const emails = env["SECURITY_MONITORING_ALERT_EMAILS"]?.split(",").map((email) => email.trim());
  const region = env["SECURITY_MONITORING_REGION"];
  if (!isMap(settings)) return settings;
  return {
    ...settings,
    ...(emails && isMap(settings["alerts"] ?? {}) && { alerts: { ...(settings["alerts"] as object), emails } }),
    ...(region && isMap(settings["provider"] ?? {}) && { provider: { ...(settings["provider"] as object), region } }),
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

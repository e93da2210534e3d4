import {
  functionSettings,
  remediationNames,
  remediations,
  settingsVariable,
  type FunctionSettings,
  type RemediationName,
} from "../../remediation";
import { nearest } from "../../terraform/text/nearest";
import { inLine } from "../../terraform/text/visible";
import type { Deployment } from "../deployment/deployment";
import { Stop } from "../stop";

/** The capability whose bucket has the records. */
const recordsCapability = "remediation_records";

/**
 * The settings of the function that a rule's resources are repaired by.
 *
 * @param rule The remediation, the runbook, or the rule of AWS Config.
 * @throws {@link Stop} If there is no such function.
 */
export function functionOf(deployment: Deployment, rule: string): FunctionSettings {
  const found = enabledIn(deployment);
  const settings = found.find((one) => one.name === rule) ?? found.find((one) => one.rule === rule);
  if (!settings) throw new Stop(whyNone(deployment, rule, found));
  return settings;
}

function enabledIn(deployment: Deployment): FunctionSettings[] {
  return deployment.all("aws_lambda_function").map(({ attributes: { function_name, environment } }) => {
    const parsed = functionSettings.safeParse(jsonIn(environment[0]?.variables[settingsVariable] ?? ""));
    if (!parsed.success)
      throw new Stop(
        `The function ${inLine(function_name)} has settings of another version in the state: run terraform apply with this version, then this again.`,
      );
    return parsed.data;
  });
}

/** What records of a remediation are read by. */
export interface Origin {
  readonly name: RemediationName;
  readonly bucket: string;
  /** Unset: the function is gone. */
  readonly settings?: FunctionSettings;
}

/**
 * Where the records of a rule's repairs are; the function may be gone.
 *
 * @param bucket Unset: that of the state.
 * @throws {@link Stop} If nobody knows, or if it is a runbook, which has none.
 */
export function originIn(deployment: Deployment, rule: string, bucket?: string): Origin {
  const found = enabledIn(deployment);
  const settings = found.find((one) => one.name === rule) ?? found.find((one) => one.rule === rule);
  if (settings && !settings.remediation)
    throw new Stop(
      `--rule ${inLine(rule)}: a runbook of AWS cannot be undone by a command: its documentation says what it changes. Nothing was done.`,
    );
  const name = settings?.remediation ?? disabledBy(rule);
  if (name === undefined) throw new Stop(unknown(deployment, rule, found));
  const retained = deployment.all("aws_s3_bucket", recordsCapability)[0]?.attributes.bucket;
  const usual = bucket ?? settings?.bucket ?? retained;
  if (usual === undefined)
    throw new Stop(
      `The state of ${inLine(deployment.name)} has no bucket of records: pass --bucket. Nothing was done.`,
    );
  return { name, bucket: usual, ...(settings && { settings }) };
}

/** The same without a state. */
export function originWithout(rule: string, bucket: string): Origin {
  const name = disabledBy(rule);
  if (name === undefined)
    throw new Stop(`--rule ${inLine(rule)}: no remediation${nearest(rule, remediationNames)}. Nothing was done.`);
  return { name, bucket };
}

/** @throws {@link Stop} If an option has no value. */
export function given(option: string, value: string | undefined, meaning: string): string {
  if (value === undefined) throw new Stop(`${option} is missing: ${meaning}. Nothing was done.`);
  return value;
}

export const ruleMeaning = "the remediation or runbook, or its rule of AWS Config";
export const resourceMeaning = "the id of the resource, as the alert names it";

/** @throws {@link Stop} If somebody expects another region. */
export function mustBeIn({ name, region }: Deployment, expected: string | undefined): void {
  if (expected !== undefined && expected !== region)
    throw new Stop(
      `${inLine(name)} is deployed in ${region}, not in ${inLine(expected)}: omit --region, or pass the folder of the other deployment with --dir. Nothing was done.`,
    );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function whyNone(deployment: Deployment, rule: string, found: readonly FunctionSettings[]): string {
  const name = disabledBy(rule);
  return name === undefined
    ? unknown(deployment, rule, found)
    : `--rule ${inLine(rule)}: the remediation is off in ${inLine(deployment.name)}: set remediation.modes["${name}"] to "propose" or "automatic" and apply. Nothing was done.`;
}

function unknown(deployment: Deployment, rule: string, found: readonly FunctionSettings[]): string {
  const known = [...found.flatMap(({ name, rule: configRule = name }) => [name, configRule]), ...remediationNames];
  return `--rule ${inLine(rule)}: no remediation or runbook in ${inLine(deployment.name)}${nearest(rule, [...new Set(known)])}. Nothing was done.`;
}

/** A remediation by its name, or by that of its rule of AWS Config, with a prefix that only its function would know. */
function disabledBy(rule: string): RemediationName | undefined {
  return remediationNames.find(
    (name) => name === rule || ("configRule" in remediations[name].trigger && rule.endsWith(`-${name}`)),
  );
}

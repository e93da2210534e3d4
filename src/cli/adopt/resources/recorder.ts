import { globalResourceTypes } from "../../../capabilities/config/recording-override";
import { configSettings } from "../../../capabilities/config/settings";
import { parseArn } from "../../arn";
import { addresses } from "../addresses";
import type { Decision, AdoptionPlan } from "../adoption-plan";
import { isServiceLinked, roleNameOf } from "../arn";
import { defaults } from "../defaults";
import { foreignOwnerOf, landingZoneOf, modesBeside, reasonToUse } from "../foreign-owner";
import type { Channel, Inventory, Recorder } from "../inventory";
import { landingZonesIn } from "../landing-zones";
import { isSettable, withoutUnset } from "../settable";
import { weaknessesOfConfigRole, weaknessesOfRecorder } from "../weaknesses/resource-weaknesses";

/** AWS Config's recorder of the region: there is one at most, so a second one is no choice. */
export function decideRecorder(plan: AdoptionPlan): Decision<Recorder> | undefined {
  const { recorder, channel } = plan.inventory;
  if (!recorder)
    return plan.decide<Recorder>("recorder", [], {
      alternatives: ["new", "none"],
      mustAsk: deniedByControlTower(plan.inventory),
    });
  const owner = ownerOf(recorder, channel);
  const losses = lossesOf(recorder, channel);
  const cannot =
    channel && channel.name !== recorder.name
      ? `its delivery channel has another name, ${channel.name}, and would have to be replaced while it records`
      : undefined;
  const reason = owner ? reasonToUse("recorder", owner) : [cannot, ...losses].filter(Boolean).join("; ");
  return plan.decide(
    "recorder",
    [
      {
        resource: recorder,
        id: recorder.name,
        modes: cannot ? ["use"] : reason ? modesBeside(owner) : ["manage", "use"],
        reason: reason || "it belongs to this account",
      },
    ],
    { alternatives: ["none"] },
  );
}

/** The owner of a recorder, by its own name, that of its role, or that of its delivery channel. */
function ownerOf(recorder: Recorder, channel: Channel | undefined): string | undefined {
  const names = [recorder.roleArn.slice(recorder.roleArn.lastIndexOf("/") + 1), channel?.name ?? ""];
  return (
    foreignOwnerOf(recorder) ??
    names.map((name) => foreignOwnerOf({ name, tags: {} })).find((owner) => owner !== undefined)
  );
}

/** Why a new recorder may be denied. The management account is the one that no service control policy applies to. */
function deniedByControlTower(inventory: Inventory): string | undefined {
  const { account, trails } = inventory;
  const isManagement = trails.some((trail) => trail.isOrganizationTrail && parseArn(trail.arn).account === account);
  if (isManagement || !landingZonesIn(inventory).has("Control Tower")) return undefined;
  return "Control Tower has resources here, but no recorder. Where it governs the account, it denies everybody else to create one (config:PutConfigurationRecorder), and the apply fails";
}

function lossesOf(recorder: Recorder, channel: Channel | undefined): string[] {
  const { strategy, frequencyOverride } = recorder;
  const zone = channel && landingZoneOf({ name: channel.bucketName, tags: {} });
  return [
    zone && `its files go to a bucket of ${zone}, which may manage it as well`,
    strategy === "inclusion" && "it records only some resource types, and would record all",
    frequencyOverride &&
      !keepsOverride(recorder) &&
      "it has a recording frequency for some resource types, which the settings refuse",
    channel?.keyPrefix && `its files have the prefix ${channel.keyPrefix}/, which would change`,
    channel?.topicArn && `it notifies ${parseArn(channel.topicArn).resource}, and would stop`,
  ].filter((loss) => typeof loss === "string" && loss !== "") as string[];
}

/** What is set of what a recorder records. */
function recordedBy(recorder: Recorder) {
  const { frequencyOverride, frequency, strategy, excludedResourceTypes } = recorder;
  const withoutGlobals = globalResourceTypes.every((type) => excludedResourceTypes.includes(type));
  const isExclusion = strategy === "exclusion";
  const types = excludedResourceTypes.filter((type) => !withoutGlobals || !globalResourceTypes.includes(type));
  return {
    recordingFrequency: frequency,
    recordsGlobalResources: isExclusion ? !withoutGlobals : strategy === "inclusion" || recorder.recordsGlobalResources,
    // The settings exclude the global ones only together with others.
    excludedResourceTypes: isExclusion ? (types.length > 0 ? types : [...excludedResourceTypes]) : undefined,
    recordingOverride: frequencyOverride && {
      resourceTypes: [...frequencyOverride.resourceTypes],
      frequency: frequencyOverride.frequency,
    },
  };
}

/** Whether the settings accept the frequency that a recorder has for some types. */
function keepsOverride(recorder: Recorder): boolean {
  return isSettable(configSettings, withoutUnset(recordedBy(recorder)));
}

export function adoptRecorder(plan: AdoptionPlan, { mode, resource: recorder }: Decision<Recorder>, key: string): void {
  const { channel } = plan.inventory;
  if (!recorder) {
    if (mode === "none") {
      plan.set("config.enabled", false);
      plan.addNote("Without a recorder there are no AWS Config rules.");
    } else if (channel) adoptChannel(plan, channel, key);
    return;
  }
  plan.addWeaknesses("recorder", recorder.name, weaknessesOfRecorder(recorder, mode === "use", plan.inventory));
  if (mode === "use") {
    addConfigRoleWeaknesses(plan, recorder.roleArn);
    plan.set("config.existingRecorder", { name: recorder.name });
    return;
  }
  plan.set("config.recorderName", recorder.name, defaults.config.recorderName);
  const { recordingOverride, excludedResourceTypes, recordsGlobalResources, recordingFrequency } = recordedBy(recorder);
  plan.set("config.recordingFrequency", recordingFrequency, defaults.config.recordingFrequency);
  plan.set("config.recordsGlobalResources", recordsGlobalResources, defaults.config.recordsGlobalResources);
  plan.set("config.excludedResourceTypes", excludedResourceTypes);
  if (keepsOverride(recorder)) {
    plan.set("config.recordingOverride", recordingOverride);
    if (recorder.frequencyOverride?.description)
      plan.change(addresses.recorder, "loses the description of its override", "there is no setting for it");
  }
  if (!recordsGlobalResources)
    plan.addNote(
      "The recorder omits IAM resources: make sure that one region of the account records them (Security Hub Config.1).",
    );
  plan.import(addresses.recorder, recorder.name);
  if (!recorder.frequency)
    plan.change(addresses.recorder, "records continuously", "it already does; the setting is now explicit");
  for (const loss of lossesOf(recorder, channel)) plan.change(addresses.recorder, loss, "chosen");

  if (channel) adoptChannel(plan, channel, key);
  plan.import(addresses.recorderStatus, recorder.name);
  if (!recorder.isRecording)
    plan.change(addresses.recorderStatus, "starts recording", "a stopped recorder records nothing");
}

function adoptChannel(plan: AdoptionPlan, channel: Channel, key: string): void {
  plan.set("config.recorderName", channel.name, defaults.config.recorderName);
  plan.import(addresses.channel, channel.name);
  if (channel.kmsKeyArn !== key) {
    plan.change(
      addresses.channel,
      channel.kmsKeyArn ? `its KMS key changes from ${channel.kmsKeyArn}` : "its files are encrypted with the KMS key",
      "the history shows an intruder every resource",
    );
  }
  const { snapshotFrequency } = defaults.config;
  if (channel.snapshotFrequency) plan.set("config.snapshotFrequency", channel.snapshotFrequency, snapshotFrequency);
  else
    plan.change(
      addresses.channel,
      "delivers a snapshot once a day",
      `the settings cannot disable snapshots; the default is ${snapshotFrequency}`,
    );
}

/** Reports who else may assume the role of a recorder, if the account owns it. */
function addConfigRoleWeaknesses(plan: AdoptionPlan, arn: string): void {
  const { account, roles } = plan.inventory;
  const role = parseArn(arn).account === account && roles.find(({ name }) => name === roleNameOf(arn));
  if (role && !isServiceLinked(arn)) plan.addWeaknesses("role", role.name, weaknessesOfConfigRole(role, account));
}

/** The role of a recorder that is new or managed. */
export function adoptConfigRole(plan: AdoptionPlan, recorder: Decision<Recorder>): void {
  const { configRoleArn, account } = plan.inventory;
  const its = recorder.resource?.roleArn;
  const isForeign = its !== undefined && parseArn(its).account !== account;
  if (isForeign)
    plan.change(addresses.recorder, `no longer uses the role ${its}`, "the role belongs to another account");
  const arn = isForeign ? configRoleArn : (its ?? configRoleArn);
  if (!arn) return;
  const isOfAws = isServiceLinked(arn);
  const decision = plan.decide(
    "config-role",
    [
      {
        resource: arn,
        id: arn,
        alias: arn.slice(arn.lastIndexOf("/") + 1),
        modes: isOfAws ? (["use", "manage"] as const) : (["use"] as const),
        reason: isOfAws ? "an account has one, for all regions" : "the recorder uses it",
      },
    ],
    { alternatives: [] },
  );
  if (!decision?.resource) return;
  if (decision.mode === "manage") plan.import(addresses.configRole, arn);
  else plan.set("config.existingRole", { arn });
  if (!isOfAws) {
    addConfigRoleWeaknesses(plan, arn);
    plan.addNote(
      configRoleArn
        ? `The recorder uses the role ${arn}. Recommended: config.existingRole: { arn: ${configRoleArn} } (Security Hub Config.1).`
        : `The recorder uses the role ${arn}. Recommended: omit config.existingRole, so that the service-linked role is created (Security Hub Config.1).`,
    );
  }
}

import { globalResourceTypes } from "../../../capabilities/config/recorder";
import { isServiceLinked, parseArn, roleNameOf } from "../arn";
import { defaults } from "../defaults";
import type { Decision, Draft } from "../draft";
import { flawsOfConfigRole, flawsOfRecorder } from "../flaws";
import type { Channel, Recorder } from "../inventory";
import { ownerOf } from "../owner";
import { places } from "../places";

/** AWS Config's recorder of the region: there is one at most, and so no choice of a new one beside it. */
export function decideRecorder(draft: Draft): Decision<Recorder> | undefined {
  const { recorder, channel } = draft.inventory;
  if (!recorder) return draft.decide<Recorder>("recorder", [], { without: ["new", "none"] });
  const owner =
    ownerOf(recorder) ?? ownerOf({ name: recorder.roleArn.slice(recorder.roleArn.lastIndexOf("/") + 1), tags: {} });
  const losses = lossesOf(recorder, channel);
  const cannot =
    channel && channel.name !== recorder.name
      ? `its delivery channel is called ${channel.name}, and would have to be replaced while it records`
      : undefined;
  const reason = owner ? `it belongs to ${owner}` : [cannot, ...losses].filter(Boolean).join("; ");
  return draft.decide(
    "recorder",
    [
      {
        thing: recorder,
        id: recorder.name,
        ways: cannot ? ["use"] : reason ? ["use", "manage"] : ["manage", "use"],
        because: reason || "it is the account's own",
      },
    ],
    { without: ["none"] },
  );
}

function lossesOf({ strategy, hasFrequencyOverrides }: Recorder, channel: Channel | undefined): string[] {
  return [
    strategy === "inclusion" && "it records some resource types only, and would record all",
    hasFrequencyOverrides && "it records some resource types at another pace, and would no longer",
    channel?.keyPrefix && `it delivers below ${channel.keyPrefix}/, and would deliver elsewhere`,
    channel?.topicArn && `it notifies ${parseArn(channel.topicArn).resource}, and would no longer`,
  ].filter((loss) => typeof loss === "string" && loss !== "") as string[];
}

export function takeRecorder(draft: Draft, { way, thing: recorder }: Decision<Recorder>, key: string): void {
  const { channel } = draft.inventory;
  if (!recorder) {
    if (way === "none") {
      draft.set("config.enabled", false);
      draft.advise("Without a recorder there are no rules of AWS Config.");
    } else if (channel) takeChannel(draft, channel, key);
    return;
  }
  draft.admit("recorder", recorder.name, flawsOfRecorder(recorder, way === "use", draft.inventory));
  if (way === "use") {
    admitConfigRole(draft, recorder.roleArn);
    draft.set("config.existingRecorder", { name: recorder.name });
    return;
  }
  draft.set("config.recorderName", recorder.name, defaults.config.recorderName);
  draft.set("config.recordingFrequency", recorder.frequency, defaults.config.recordingFrequency);
  const withoutGlobals = globalResourceTypes.every((type) => recorder.excludedResourceTypes.includes(type));
  const isExclusion = recorder.strategy === "exclusion";
  const recordsGlobals = isExclusion
    ? !withoutGlobals
    : recorder.strategy === "inclusion" || recorder.recordsGlobalResources;
  draft.set("config.recordsGlobalResources", recordsGlobals, defaults.config.recordsGlobalResources);
  if (isExclusion) {
    const types = recorder.excludedResourceTypes.filter(
      (type) => !withoutGlobals || !globalResourceTypes.includes(type),
    );
    // Our settings exclude the global ones beside others only.
    draft.set("config.excludedResourceTypes", types.length > 0 ? types : [...recorder.excludedResourceTypes]);
  }
  if (!recordsGlobals)
    draft.advise(
      "The recorder leaves IAM resources out: see that one region of the account records them (Security Hub Config.1).",
    );
  draft.import(places.recorder, recorder.name);
  if (!recorder.frequency) draft.change(places.recorder, "records continuously", "it does already; now it says so");
  for (const loss of lossesOf(recorder, channel)) draft.change(places.recorder, loss, "chosen");

  if (channel) takeChannel(draft, channel, key);
  draft.import(places.recorderStatus, recorder.name);
  if (!recorder.isRecording)
    draft.change(places.recorderStatus, "starts to record", "a recorder that is stopped sees nothing");
}

function takeChannel(draft: Draft, channel: Channel, key: string): void {
  draft.set("config.recorderName", channel.name, defaults.config.recorderName);
  draft.import(places.channel, channel.name);
  if (channel.kmsKeyArn !== key) {
    draft.change(
      places.channel,
      channel.kmsKeyArn ? `changes its key from ${channel.kmsKeyArn}` : "encrypts what it delivers with the key",
      "the history tells an intruder what there is",
    );
  }
  const { snapshotFrequency } = defaults.config;
  if (channel.snapshotFrequency) draft.set("config.snapshotFrequency", channel.snapshotFrequency, snapshotFrequency);
  else
    draft.change(
      places.channel,
      "delivers a snapshot once a day",
      `the settings know no less; it is ${snapshotFrequency}`,
    );
}

/** Notes who else may take the role that a recorder works as, if it is one of the account. */
function admitConfigRole(draft: Draft, arn: string): void {
  const { account, roles } = draft.inventory;
  const role = parseArn(arn).account === account && roles.find(({ name }) => name === roleNameOf(arn));
  if (role && !isServiceLinked(arn)) draft.admit("role", role.name, flawsOfConfigRole(role, account));
}

/** The role of a recorder that is ours or becomes ours. */
export function takeConfigRole(draft: Draft, recorder: Decision<Recorder>): void {
  const { configRoleArn, account } = draft.inventory;
  const its = recorder.thing?.roleArn;
  const isForeign = its !== undefined && parseArn(its).account !== account;
  if (isForeign) draft.change(places.recorder, `no longer works as ${its}`, "the role is another account's");
  const arn = isForeign ? configRoleArn : (its ?? configRoleArn);
  if (!arn) return;
  const isOfAws = isServiceLinked(arn);
  const decision = draft.decide(
    "config-role",
    [
      {
        thing: arn,
        id: arn,
        alias: arn.slice(arn.lastIndexOf("/") + 1),
        ways: isOfAws ? (["use", "manage"] as const) : (["use"] as const),
        because: isOfAws ? "the account has it once, for all regions" : "the recorder works as it",
      },
    ],
    { without: [] },
  );
  if (!decision?.thing) return;
  if (decision.way === "manage") draft.import(places.configRole, arn);
  else draft.set("config.existingRole", { arn });
  if (!isOfAws) {
    admitConfigRole(draft, arn);
    draft.advise(
      configRoleArn
        ? `The recorder works as ${arn}. We recommend config.existingRole: { arn: ${configRoleArn} } (Security Hub Config.1).`
        : `The recorder works as ${arn}. We recommend to leave config.existingRole out: the service-linked role is made then (Security Hub Config.1).`,
    );
  }
}

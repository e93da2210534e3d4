import type { z } from "zod";
import { remediationNames, remediationsOfConfig, type RemediationName } from "../../remediation";
import type { Condition } from "../../terraform/outlet";
import type { Delivery } from "../shared/alert-rules";
import type { Composition, Evidence } from "../shared/composition";
import { memberInputs, type WithMembers } from "../shared/members";
import { ObjectLock } from "../shared/object-lock";
import { RemediationAlerts } from "./alerts";
import { MemberRemediation } from "./member-remediation";
import { RemediationRecords } from "./records";
import { Remediations } from "./remediations";
import type { remediationSettings } from "./settings";
import { RemediationStore } from "./store";

type Settings = z.output<typeof remediationSettings>;

export const remediationOutputs = {
  remediationBucketName: "Name of the bucket of what is needed to undo remediations; null if there is none.",
};

/** What is enabled: alerts of AWS Config and detections depend on it, and the rest of remediation on them. */
export function remediationConditions({ outlet }: Composition, { modes, runbooks }: Settings) {
  const names = outlet.named(
    "remediations",
    outlet.concat(outlet.keysOf(modes, remediationNames, "off"), outlet.keys(runbooks)),
  );
  return {
    hasRemediations: outlet.named("has_remediations", outlet.hasItems(names)),
    /** Remediations and runbooks that have a function. */
    names,
    /** Remediations whose functions repair by themselves. */
    automatic: outlet.named("automatic_remediations", outlet.keysOf(modes, remediationNames, "off", "propose")),
    /** Rules of AWS Config, without their prefix, of which the functions report what the rules find. */
    ruleNames: outlet.named(
      "rules_with_remediation",
      outlet.concat(outlet.keysOf(modes, remediationsOfConfig(), "off"), outlet.valuesIn(runbooks, "rule")),
    ),
  };
}

/** What the other topics give remediation. */
interface Sources {
  readonly ruleNames: string[];
  readonly topicArn: string;
  readonly delivery: Delivery;
  readonly deletionProtection: boolean;
  /** Buckets, if they are new. */
  readonly ownBucketArns: (string | undefined)[];
  /** Whether resources of other accounts are examined, too, and the bus with their events. */
  readonly members: ReturnType<typeof memberConditions>;
}

/** What of remediation reaches other accounts: forwarders depend on it, and the functions. */
export function memberConditions(
  { outlet }: Composition,
  { modes }: Settings,
  organization: (WithMembers & { readonly id: string }) | undefined,
  bus: { readonly isNew: Condition; readonly name: string | undefined },
) {
  const { members } = organization ?? {};
  const isOn = outlet.named(
    "remediates_members",
    outlet.all(bus.isNew, outlet.isOn(organization, members, members?.remediation)),
  );
  return {
    isOn,
    organization,
    input: outlet.named(
      "remediated_members",
      outlet.objectWhen(isOn, () => ({ organizationId: organization!.id, eventBusName: bus.name! })),
    ),
    /** The remediations that examine their resources, for which no runbook can. */
    remediations: outlet.listIf(isOn, outlet.keysOf(modes, remediationNames, "off")) as RemediationName[],
  };
}

/** The bucket comes first: it has access logs as the others do. */
export function composeRecords(composition: Composition, settings: Settings, hasRemediations: Condition) {
  const { outlet } = composition;
  const isNew = composition.needed("remediation-records", hasRemediations);
  const bucket = outlet.addIf(isNew, RemediationRecords, "remediation_records", () =>
    composition.bucketInputs(settings, "remediation-"),
  );
  outlet.addIf(outlet.all(isNew, outlet.isSet(settings.objectLock)), ObjectLock, "remediation_object_lock", () => ({
    bucketName: bucket.bucketName!,
    ...settings.objectLock!,
  }));
  return { isNew, ...bucket };
}

export function composeRemediation(
  composition: Composition,
  settings: Settings,
  { hasRemediations }: ReturnType<typeof remediationConditions>,
  records: ReturnType<typeof composeRecords>,
  { ruleNames, topicArn, delivery, deletionProtection, ownBucketArns, members }: Sources,
) {
  const { outlet, tags, deletionWindowDays } = composition;
  const namePrefix = composition.named("");
  // Retained together with the bucket, so that no apply has to delete a table that is protected from that.
  const store = outlet.addIf(records.isNew, RemediationStore, "remediation_store", () => ({
    namePrefix,
    deletionProtection,
    deletionWindowDays,
    tags,
  }));
  const { modes, runbooks, exemptTag, only, never, repairsPerHour, sweepHour, logRetentionDays } = settings;
  const permissionsBoundary = outlet.existingOr(settings.permissionsBoundary, "arn", undefined);
  const functions = outlet.addIf(hasRemediations, Remediations, "remediation", () => ({
    namePrefix,
    modes,
    runbooks,
    exemptTag,
    only,
    never,
    repairsPerHour,
    sweepHour,
    logRetentionDays,
    permissionsBoundary,
    ruleNames,
    tableName: store.tableName!,
    keyArn: store.keyArn!,
    bucketName: records.bucketName!,
    bucketArn: records.bucketArn!,
    ownBucketArns: outlet.compact(records.bucketArn, ...ownBucketArns),
    deadLetterQueueArn: delivery.inputs().deadLetterQueueArn,
    members: members.input,
    topicArn,
    tags,
  }));
  const reports = outlet.addIf(
    outlet.all(delivery.isEnabled, hasRemediations),
    RemediationAlerts,
    "remediation_alerts",
    // What it reports is of this account and region, so on their bus.
    () => ({ namePrefix, ...delivery.inputs(), eventBusName: "default", exemptTag, members: members.input, tags }),
  );
  outlet.addIf(members.isOn, MemberRemediation, "member_remediation", () => ({
    ...memberInputs(composition, members.organization!.members!),
    organizationId: members.organization!.id,
    modes,
    permissionsBoundary,
  }));
  return {
    shown: {
      alarmNames: outlet.orEmpty(functions.alarmNames),
      functionNames: outlet.orEmpty(functions.functionNames),
      ofRequests: outlet.orEmpty(functions.eventRuleNames),
      ofReports: outlet.orEmpty(reports.eventRuleNames),
      ofMemberRequests: outlet.orEmpty(functions.memberEventRuleNames),
      ofMemberExemptions: outlet.orEmpty(reports.memberEventRuleNames),
    },
    outputs: { remediationBucketName: records.bucketName },
    evidence: {
      remediation_records: [records.isNew, records.bucketName],
      remediation_attempts: [records.isNew, store.tableName],
      remediation_key: [records.isNew, store.keyArn],
    } satisfies Evidence,
  };
}

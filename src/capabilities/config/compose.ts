import type { z } from "zod";
import type { Condition } from "../../terraform/outlet";
import type { Delivery } from "../shared/alert-rules";
import { BucketCheck } from "../shared/bucket-check";
import type { Composition, Evidence, RequiredPolicies } from "../shared/composition";
import { memberInputs, type WithMembers } from "../shared/members";
import type { Organization } from "../shared/organization";
import { ConfigAggregator } from "./aggregator";
import { ConfigAlerts } from "./alerts";
import { ConfigBucket } from "./bucket";
import { ExistingConfigBucket } from "./existing-bucket";
import { ConfigFirstEvaluations } from "./first-evaluations";
import { MemberRecorder } from "./member-recorder";
import { OrganizationConfigRules } from "./organization-rules";
import { ConfigRecorder } from "./recorder";
import { ConfigRole } from "./role";
import { RoleCheck } from "./role-check";
import { ConfigRules } from "./rules";
import type { configSettings } from "./settings";

type Settings = z.output<typeof configSettings>;

export const configOutputs = {
  configBucketName: "Name of the bucket that AWS Config delivers to.",
  recorderName: "Name of the AWS Config recorder.",
  ruleNames: "Names of the AWS Config rules.",
};

/** Which parts of AWS Config are created. The log key depends on them, and the rest of AWS Config on the key. */
export function configConditions(composition: Composition, { enabled, existingRecorder, existingBucket }: Settings) {
  const { outlet } = composition;
  const hasRecorder = outlet.named("has_recorder", outlet.all(enabled, outlet.isUnset(existingRecorder)));
  return { hasRecorder, bucketIsNew: composition.isNew("config-bucket", hasRecorder, existingBucket) };
}

/** What a recorder is in every region. */
export function recorderInputs(
  composition: Pick<Composition, "named">,
  settings: Pick<
    Settings,
    "recorderName" | "recordingFrequency" | "recordingOverride" | "excludedResourceTypes" | "snapshotFrequency"
  >,
) {
  const { recordingFrequency, recordingOverride, excludedResourceTypes, snapshotFrequency } = settings;
  return {
    name: composition.named(settings.recorderName),
    recordingFrequency,
    recordingOverride,
    excludedResourceTypes,
    snapshotFrequency,
  };
}

/** Which rules there are, in every region. */
export function ruleInputs(
  composition: Pick<Composition, "named" | "tags">,
  { rules, disabledRules, recordingOverride }: Pick<Settings, "rules" | "disabledRules" | "recordingOverride">,
) {
  return { namePrefix: composition.named(""), rules, disabledRules, recordingOverride, tags: composition.tags };
}

/** What the settings of the organization say of rules in its accounts. */
export interface RulesOfOrganization {
  readonly configRules?: { readonly excludedAccountIds: string[] };
}

/** Which rules there are in the accounts of an organization, in every region. */
export function organizationRuleInputs(
  composition: Pick<Composition, "named">,
  { rules, disabledRules }: Pick<Settings, "rules" | "disabledRules">,
  organization: RulesOfOrganization | undefined,
  recorderStackSetName: string | undefined,
) {
  const { excludedAccountIds } = organization!.configRules!;
  return { namePrefix: composition.named(""), rules, disabledRules, excludedAccountIds, recorderStackSetName };
}

export function composeConfig(
  composition: Composition,
  settings: Settings,
  { hasRecorder, bucketIsNew }: ReturnType<typeof configConditions>,
  logKeyArn: string | undefined,
  {
    delivery,
    topicArn,
    reportedElsewhere,
    reportsOthers,
    inOrganization,
    organization,
    members,
    furtherRegions,
  }: {
    readonly delivery: Delivery;
    readonly topicArn: string;
    /** Rules, without their prefix, whose resources a remediation reports, but not in further regions and accounts. */
    readonly reportedElsewhere: string[];
    /** Whether there are any. */
    readonly reportsOthers: Condition;
    readonly inOrganization: Condition;
    readonly organization: Organization | undefined;
    readonly members: (WithMembers & RulesOfOrganization) | undefined;
    readonly furtherRegions: string[];
  },
) {
  const { outlet, tags } = composition;
  const { enabled, existingRecorder, existingRole, existingBucket } = settings;

  const role = outlet.addIf(
    // Recorders of other regions may use it: it is retained together with the bucket.
    outlet.all(outlet.any(hasRecorder, composition.isRetained("config-bucket")), outlet.isUnset(existingRole)),
    ConfigRole,
    "config_role",
    () => ({ tags }),
  );
  const bucket = outlet.addIf(bucketIsNew, ConfigBucket, "config_bucket", () => ({
    ...composition.bucketInputs(settings, "aws-config-"),
    kmsKeyArn: logKeyArn!,
    organization,
  }));
  const configBucketName = outlet.existingOr(existingBucket, "name", bucket.bucketName);
  const roleArn = outlet.existingOr(existingRole, "arn", role.roleArn);
  const recorder = outlet.addIf(hasRecorder, ConfigRecorder, "config_recorder", () => ({
    ...recorderInputs(composition, settings),
    roleArn: roleArn!,
    bucketName: configBucketName!,
    kmsKeyArn: logKeyArn!,
    recordsGlobalResources: settings.recordsGlobalResources,
  }));
  const recorderName = outlet.existingOr(existingRecorder, "name", recorder.recorderName);
  const hasRules = outlet.named(
    "has_config_rules",
    outlet.all(settings.rulesEnabled, outlet.any(enabled, outlet.isSet(existingRecorder))),
  );
  const { ruleNames, unprefixedRuleNames } = outlet.addIf(hasRules, ConfigRules, "config_rules", () => ({
    ...ruleInputs(composition, settings),
    recorderName: recorderName!,
  }));

  outlet.addIf(
    outlet.all(inOrganization, outlet.any(enabled, outlet.isSet(existingRecorder))),
    ConfigAggregator,
    "config_aggregator",
    () => ({ name: composition.named("organization-config"), tags }),
  );
  const { stackSetName: recorderStackSetName } = composeMemberRecorder(composition, settings, members, {
    hasRecorder,
    furtherRegions,
    configBucketName,
    logKeyArn,
  });
  const membersHaveRules = outlet.all(hasRules, outlet.hasAttribute(members, "configRules"));
  outlet.addIf(membersHaveRules, OrganizationConfigRules, "organization_config_rules", () =>
    organizationRuleInputs(composition, settings, members, recorderStackSetName),
  );

  const { alerts } = settings;
  const alertsRules = outlet.named(
    "alerts_config_rules",
    outlet.all(delivery.isEnabled, hasRules, outlet.firstSet(alerts.enabled, true)),
  );
  const alertInputs = {
    namePrefix: composition.named(""),
    ruleNames: outlet.without(outlet.orEmpty(ruleNames), reportedElsewhere, {
      prefix: composition.named(""),
      unprefixed: outlet.orEmpty(unprefixedRuleNames),
    }),
    ruleNamesElsewhere: outlet.listIf(reportsOthers, outlet.eachPrefixed(composition.named(""), reportedElsewhere)),
    organizationRuleNames: outlet.listIf(membersHaveRules, outlet.orEmpty(ruleNames)),
    severity: alerts.severity,
    tags,
  };
  const changes = outlet.addIf(alertsRules, ConfigAlerts, "config_alerts", () => ({
    ...alertInputs,
    ...delivery.inputs(),
    eachFirstEvaluation: outlet.includes([alerts.firstEvaluations], "each") as boolean,
    compliant: alerts.compliant,
  }));
  const firstEvaluations = outlet.addIf(
    outlet.all(alertsRules, outlet.includes([alerts.firstEvaluations], "summed")),
    ConfigFirstEvaluations,
    "config_first_evaluations",
    () => {
      const { eventBusName, topicsBySeverity, deadLetterQueueArn } = delivery.inputs();
      return { ...alertInputs, eventBusName, topicArn, topicsBySeverity, deadLetterQueueArn };
    },
  );

  const usesBucket = composition.usesExisting("config_bucket", existingBucket, hasRecorder);
  const requiredOfBucket = outlet.addIf(usesBucket, ExistingConfigBucket, "existing_config_bucket", () => ({
    bucketName: existingBucket!.name,
    organization,
  }));
  outlet.addIf(composition.isChecked(usesBucket), BucketCheck, "config_bucket_check", () => ({
    bucketName: existingBucket!.name,
    writer: "config",
    requiredPolicy: "config_bucket",
  }));
  outlet.addIf(
    composition.isChecked(outlet.all(hasRecorder, outlet.isSet(existingRole))),
    RoleCheck,
    "config_role_check",
    () => ({ roleArn: existingRole!.arn }),
  );

  return {
    outputs: { configBucketName, recorderName, ruleNames: outlet.orEmpty(ruleNames) },
    hasBucket: outlet.any(bucketIsNew, outlet.isSet(existingBucket)),
    alertsRules,
    roleArn,
    recorderStackSetName,
    shown: {
      alarmNames: outlet.orEmpty(firstEvaluations.alarmNames),
      eventRuleNames: outlet.concat(
        outlet.orEmpty(changes.eventRuleNames),
        outlet.orEmpty(firstEvaluations.eventRuleNames),
      ),
    },
    bucket: { isNew: bucketIsNew, ...bucket },
    requiredPolicies: {
      config_bucket: [usesBucket, requiredOfBucket.requiredPolicy],
    } satisfies RequiredPolicies,
    evidence: { config_bucket: [bucketIsNew, bucket.bucketName] } satisfies Evidence,
  };
}

/** The recorders of the accounts of an organization, which deliver to the same bucket. */
function composeMemberRecorder(
  composition: Composition,
  settings: Settings,
  organization: WithMembers | undefined,
  central: {
    /** Whether this account has a recorder, and so the bucket and the key. */
    readonly hasRecorder: Condition;
    readonly furtherRegions: string[];
    readonly configBucketName: string | undefined;
    readonly logKeyArn: string | undefined;
  },
) {
  const { outlet } = composition;
  return outlet.addIf(
    outlet.all(central.hasRecorder, outlet.isOn(organization, organization?.members, organization?.members?.recorder)),
    MemberRecorder,
    "member_recorder",
    () => ({
      ...memberInputs(composition, organization!.members!),
      furtherRegions: central.furtherRegions,
      ...recorderInputs(composition, settings),
      existingRecorderAccountIds: organization!.members!.existingRecorderAccountIds,
      bucketName: central.configBucketName!,
      kmsKeyArn: central.logKeyArn!,
      recordsGlobalResources: settings.recordsGlobalResources,
    }),
  );
}

/**
 * The existing resources of an account, as far as the monitoring would create the same: plain data, so that an adoption is decided, and
 * tested, without AWS. An optional property is absent where AWS has no value.
 */
export interface Inventory {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** Every trail that is visible in the region, including those of other home regions. */
  readonly trails: readonly Trail[];
  /** The account's buckets that a trail or AWS Config delivers to, and those that receive the access logs of these. */
  readonly buckets: readonly Bucket[];
  /** The log groups of the trails, also of those of other accounts, and one of the default name. */
  readonly logGroups: readonly LogGroup[];
  /** The roles of the trails, and those of default names. */
  readonly roles: readonly Role[];
  /** The account's keys that encrypt one of these resources, and those with a default alias. */
  readonly keys: readonly Key[];
  readonly recorder?: Recorder;
  readonly channel?: Channel;
  /** `AWSServiceRoleForConfig`. */
  readonly configRoleArn?: string;
  readonly rules: readonly Rule[];
  /** Standard topics of the account and the region; {@link Topic.details} of those that matter here. */
  readonly topics: readonly Topic[];
  readonly alarms: readonly Alarm[];
  /** The rules on the default event bus; {@link EventRule.details} of those with a name of ours. */
  readonly eventRules: readonly EventRule[];
  /** The queues of default names. */
  readonly queues: readonly Queue[];
  /** The analyzers of the account's own zone of trust, of which a region has one of each type. */
  readonly analyzers: readonly Analyzer[];
  /** GuardDuty's, of which a region has one. */
  readonly detector?: Detector;
  /** Absent where Security Hub CSPM is not enabled in the region. */
  readonly hub?: Hub;
}

export type Tags = Readonly<Record<string, string>>;

export interface Detector {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly frequency?: string;
  /** Each with the agents that it installs. */
  readonly features: readonly {
    readonly name: string;
    readonly isEnabled: boolean;
    readonly agents: readonly string[];
  }[];
  /** The account that administers GuardDuty for this one. */
  readonly administrator?: string;
  /** Where it exports findings to. */
  readonly destination?: { readonly id: string; readonly arn: string; readonly keyArn?: string };
  readonly tags: Tags;
}

export interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly isOrganizationTrail: boolean;
  readonly isMultiRegion: boolean;
  readonly includesGlobalEvents: boolean;
  readonly validatesFiles: boolean;
  readonly isLogging: boolean;
  /** Why its last delivery failed, if it did. */
  readonly failure?: string;
  readonly bucketName: string;
  readonly keyPrefix?: string;
  readonly logGroupArn?: string;
  readonly roleArn?: string;
  readonly kmsKeyArn?: string;
  readonly topicArn?: string;
  /** `plain`: all management events and, as {@link dataEvents}, objects of whole buckets; without advanced selectors that say so. */
  readonly selectors: "plain" | "basic" | "advanced";
  readonly dataEvents?: DataEvents;
  /** Management events that its selectors omit, in words. */
  readonly omittedEvents?: string;
  readonly hasInsights: boolean;
  readonly tags: Tags;
}

/** Events of objects that a trail records, as `trail.s3DataEvents` says it. */
export interface DataEvents {
  readonly buckets: readonly string[];
  readonly readWriteType: "All" | "ReadOnly" | "WriteOnly";
  /** Whether the selector of objects includes management events as well: the module has one for each. */
  readonly withManagementEvents: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly versioning?: string;
  readonly publicAccessBlock?: { readonly isComplete: boolean };
  readonly ownership?: string;
  readonly encryption?: { readonly algorithm: string; readonly kmsKeyId?: string; readonly usesBucketKey: boolean };
  readonly lifecycle?: readonly LifecycleRule[];
  readonly policy?: Policy;
  /** Whether its access control list grants anything to others than the owner. */
  readonly hasGrants: boolean;
  readonly accessLog?: AccessLog;
  /** ARNs of the targets of its event notifications. */
  readonly notifies?: readonly string[];
  /** Buckets of other accounts that its files are replicated to. */
  readonly foreignReplicas?: readonly string[];
  /** How long files are locked by default. */
  readonly objectLock?: { readonly mode: string; readonly days?: number; readonly years?: number };
  readonly tags: Tags;
}

/** Where S3 logs the access to a bucket. */
export interface AccessLog {
  readonly bucketName: string;
  readonly keyPrefix: string;
  /** Names of attributes that are set and that we would unset. */
  readonly otherAttributes: readonly string[];
}

export interface LifecycleRule {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly expireAfterDays?: number;
  readonly expireNoncurrentAfterDays?: number;
  readonly abortUploadAfterDays?: number;
  /** Whether it does more, or to fewer files, than the settings can express. */
  readonly isSpecial: boolean;
}

export interface LogGroup {
  readonly name: string;
  /** Absent where events never expire. */
  readonly retentionDays?: number;
  readonly kmsKeyArn?: string;
  /** Absent in the standard class, the only one that supports metric filters. */
  readonly otherClass?: string;
  /** Whether parts of its events are masked. */
  readonly isMasked?: boolean;
  /** ARNs of the targets of its subscription filters. */
  readonly sentTo?: readonly string[];
  readonly filters: readonly MetricFilter[];
  readonly tags: Tags;
}

export interface MetricFilter {
  readonly name: string;
  readonly pattern: string;
  readonly metricName: string;
  readonly namespace: string;
  readonly value: string;
  readonly defaultValue?: number;
  /** The events that it applies to instead of all original ones, in words. Terraform has no argument for that. */
  readonly appliesTo?: string;
  /** Names of the dimensions that its metric has. An alarm without them sees nothing of it. */
  readonly dimensions?: readonly string[];
  /** The dimensions that AWS adds. Terraform has no argument for them. */
  readonly systemDimensions?: readonly string[];
}

export interface Role {
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  readonly trust: Policy;
  readonly hasBoundary: boolean;
  readonly inlinePolicies: readonly string[];
  readonly attachedPolicies?: readonly string[];
  readonly tags: Tags;
}

export interface Key {
  readonly arn: string;
  readonly id: string;
  readonly isCustomerManaged: boolean;
  readonly isEnabled: boolean;
  readonly isRotated: boolean;
  /** Where its material is from, if not from KMS. */
  readonly origin?: string;
  /** Whether it can have copies in other regions, each with a policy of its own. */
  readonly isMultiRegion?: boolean;
  /** Principals that may use it by a grant, whatever its policy says. */
  readonly grantees?: readonly string[];
  readonly description: string;
  /** With `alias/`. */
  readonly aliases: readonly string[];
  readonly policy: Policy;
  readonly tags: Tags;
}

export interface Recorder {
  readonly name: string;
  readonly roleArn: string;
  readonly strategy: "all" | "exclusion" | "inclusion";
  readonly recordsGlobalResources: boolean;
  readonly excludedResourceTypes: readonly string[];
  /** Absent if never set, which means CONTINUOUS. */
  readonly frequency?: string;
  /** Types with another frequency. AWS accepts one such override, of several types. */
  readonly frequencyOverride?: {
    readonly resourceTypes: readonly string[];
    readonly frequency: string;
    readonly description?: string;
  };
  readonly isRecording: boolean;
  /** Days that AWS Config retains the history; absent if never set, which means seven years. */
  readonly retentionDays?: number;
  /** Accounts that may aggregate the recorded data. */
  readonly aggregators?: readonly string[];
  readonly tags: Tags;
}

export interface Channel {
  readonly name: string;
  readonly bucketName: string;
  readonly keyPrefix?: string;
  readonly kmsKeyArn?: string;
  readonly topicArn?: string;
  readonly snapshotFrequency?: string;
}

/** Security Hub CSPM in the region. */
export interface Hub {
  readonly arn: string;
  /** Whether it enables controls that AWS adds to a standard. */
  readonly enablesNewControls: boolean;
  /** Whether a control has a finding for each standard that contains it. */
  readonly reportsEachStandard: boolean;
  /** The account that manages this one. */
  readonly administrator?: string;
  readonly standards: readonly { readonly arn: string; readonly subscriptionArn: string }[];
  readonly aggregator?: {
    readonly arn: string;
    readonly homeRegion: string;
    readonly linkingMode: string;
    readonly regions: readonly string[];
  };
}

export interface Rule {
  readonly name: string;
  /** Absent for a rule that is not a managed one. */
  readonly identifier?: string;
  readonly description?: string;
  readonly inputParameters: Readonly<Record<string, string | number | boolean>>;
  readonly frequency?: string;
  readonly scope?: {
    readonly resourceTypes?: readonly string[];
    readonly tagKey?: string;
    readonly tagValue?: string;
    readonly resourceId?: string;
  };
  /** Whether it evaluates only resources that are about to be created. */
  readonly isProactiveOnly?: boolean;
  /** The service that created it, such as Security Hub, and that alone can change it. */
  readonly createdBy?: string;
  readonly tags: Tags;
}

export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** Absent where nothing here refers to the topic. */
  readonly details?: TopicDetails;
}

export interface TopicDetails {
  /** A key's id, its ARN or an alias. */
  readonly kmsKeyId?: string;
  readonly policy: Policy;
  /** Names of attributes that are set and that we would unset. */
  readonly otherAttributes: readonly string[];
  readonly subscriptions: readonly Subscription[];
  readonly tags: Tags;
}

export interface Subscription {
  /** Absent until it is confirmed. */
  readonly arn?: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** The account that subscribed. */
  readonly owner?: string;
  /** Names of attributes that are set and that we would unset. */
  readonly otherAttributes: readonly string[];
  /** The statement that lets the topic invoke the function. */
  readonly invokePermission?: string;
}

export interface Alarm {
  readonly name: string;
  /** Absent for an alarm on a metric math expression. */
  readonly metricName?: string;
  readonly namespace?: string;
  readonly statistic?: string;
  /** The part of the metric that it watches, in words. */
  readonly appliesTo?: string;
  readonly threshold?: number;
  readonly operator: string;
  readonly periodSeconds?: number;
  readonly evaluationPeriods: number;
  readonly actionsEnabled: boolean;
  readonly actions: readonly string[];
  readonly otherActions: readonly string[];
  readonly treatMissingData: string;
  readonly description: string;
  readonly tags: Tags;
}

export interface EventRule {
  readonly name: string;
  /** Absent where the name is not one of ours. */
  readonly details?: {
    /** Absent for a schedule. */
    readonly pattern?: string;
    readonly isEnabled: boolean;
    /** The service that created it and that alone can change it. */
    readonly createdBy?: string;
    readonly targets: readonly { readonly id: string; readonly arn: string; readonly deadLetterQueueArn?: string }[];
    readonly tags: Tags;
  };
}

export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly policy: Policy;
  readonly tags: Tags;
}

export interface Analyzer {
  readonly name: string;
  /** `ACCOUNT` for external access, `ACCOUNT_UNUSED_ACCESS`. */
  readonly type: string;
  /** Of an analyzer for unused access. */
  readonly unusedAccessAgeDays?: number;
  /** Whether it exempts roles and users, which the settings cannot express. */
  readonly hasExclusions: boolean;
  /** The service that created it and that alone can change it. */
  readonly createdBy?: string;
  readonly tags: Tags;
}

/** The parts of a policy document that are compared. */
export interface Policy {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid: string;
  readonly effect: string;
  /** `cloudtrail.amazonaws.com`, an ARN, an account id, `*`. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  /** Accounts and organizations that its resources and conditions name; `*` for any. */
  readonly accounts?: readonly string[];
  /** Of each condition that holds for some accounts or organizations only, these. All of them have to hold. */
  readonly confinedTo?: readonly (readonly string[])[];
  readonly conditionKeys: readonly string[];
  /** The only resources for which it allows a service something: `aws:SourceArn`. */
  readonly sourceArns?: readonly string[];
}

import type { Price } from "../estimate";

/** The target of an action; `everything` if AWS accepts no narrower resource, or if there is only one. */
export type Target =
  | "everything"
  | "alarm"
  | "alias"
  | "analyzerRole"
  | "bucket"
  | "catalog"
  | "chat"
  | "chatServiceLinkedRole"
  | "database"
  | "configRole"
  | "dashboard"
  | "existingBucket"
  | "existingKey"
  | "eventBus"
  | "eventSource"
  | "existingRole"
  | "function"
  | "functionLogGroup"
  | "guardDutyRole"
  | "key"
  | "logGroup"
  | "malwareProtectionRole"
  | "object"
  | "queue"
  | "resultsBucket"
  | "resultsObject"
  | "role"
  | "rule"
  | "securityHubRole"
  | "serviceLinkedRole"
  | "table"
  | "topic"
  | "trail"
  | "wholeDatabase"
  | "workgroup";

export type Permissions = Readonly<Partial<Record<Target, readonly string[]>>>;

/** Conditions of a permission: operator, key, value. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Permissions that AWS checks in addition to the request, and no recording shows: for tags on creation, for the role that is
 * passed to a service, for the key that a service uses on behalf of the caller.
 */
export interface Unrecorded {
  readonly target: Target;
  readonly actions: readonly string[];
  readonly conditions?: Conditions;
  readonly reason: string;
  readonly source: string;
}

/** What the commands need to know of a type of resource. */
export interface ResourceOperations {
  /**
   * The actions that Terraform calls, as the end-to-end tests record them with version 5.100 of the provider: they fail for an
   * action that is missing, and for one that nothing calls any more.
   */
  readonly permissions: Permissions;
  /** @default - none */
  readonly unrecorded?: readonly Unrecorded[];
  /** What is true of a healthy resource, each as the end of a sentence about it; none where there is nothing to look at. */
  readonly health: readonly string[];
  /** What AWS bills because of it; none if it is free. */
  readonly costs: readonly Price[];
  /** Why an existing one is not adopted. @default - it is */
  readonly notAdopted?: string;
}

/** By the type of a resource, or of a data source with `data.` before it. */
export interface Operations {
  readonly [type: `data.${string}`]: Pick<ResourceOperations, "permissions">;
  readonly [type: `${"aws" | "terraform"}_${string}`]: ResourceOperations;
}

export const onCreation = (target: Target, action: string, source: string): Unrecorded => ({
  target,
  actions: [action],
  reason: "it is created with its tags",
  source,
});

import type { z } from "zod";
import type { Condition, Outlet } from "../../terraform/outlet";
import type { tagMap } from "../../terraform/schema";
import type { bucketShape } from "./log-bucket";

/** What can be retained by name. */
export const evidenceNames = [
  "trail-bucket",
  "log-group",
  "config-bucket",
  "access-log-bucket",
  "log-key",
  "guardduty-detector",
  "guardduty-bucket",
  "security-hub",
  "remediation-records",
] as const;

/** Settings that concern more than one topic. */
interface CommonSettings {
  readonly namePrefix: string;
  readonly tags: z.output<ReturnType<typeof tagMap>>;
  readonly checkExisting: boolean;
  readonly encryption: { readonly keyDeletionWindowDays: number };
  readonly evidence: { readonly retain: (typeof evidenceNames)[number][] };
}

/** Settings of the bucket of a topic. */
type BucketSettings = Pick<
  { [K in keyof typeof bucketShape]: z.output<(typeof bucketShape)[K]> },
  "expireAfterDays" | "expireNoncurrentAfterDays" | "transitions"
> & { readonly bucketName?: string; readonly forceDestroyBucket: boolean };

/** Policies that the owners of existing resources must apply, by their name in the output. */
export type RequiredPolicies = Record<string, readonly [isUsed: Condition, policy: string | undefined]>;

/** Evidence that this product created, by its name in Terraform's error message. */
export type Evidence = Record<string, readonly [isNew: Condition, nameOrArn: string | undefined]>;

/** What each topic is composed with: the outlet, and what follows from the settings that concern more than one topic. */
export class Composition {
  readonly tags: CommonSettings["tags"];
  readonly deletionWindowDays: number;

  constructor(
    readonly outlet: Outlet,
    private readonly settings: CommonSettings,
  ) {
    this.tags = settings.tags;
    this.deletionWindowDays = settings.encryption.keyDeletionWindowDays;
  }

  /** A name with the prefix in front of it. */
  named(name: string): string {
    return `${this.settings.namePrefix}${name}`;
  }

  /** Whether evidence is retained even if nothing writes to it. */
  isRetained(evidence: (typeof evidenceNames)[number]): Condition {
    return this.outlet.includes(this.settings.evidence.retain, evidence);
  }

  /** Whether evidence is created: where it is needed and no existing one is given, or where it is retained. */
  isNew(evidence: (typeof evidenceNames)[number], needed: Condition, existing: object | undefined): Condition {
    const { outlet } = this;
    return this.needed(evidence, outlet.all(needed, outlet.isUnset(existing)));
  }

  /** The same of evidence that cannot be an existing resource. */
  needed(evidence: (typeof evidenceNames)[number], needed: Condition): Condition {
    return this.outlet.named(
      `${evidence.replaceAll("-", "_")}_is_new`,
      this.outlet.any(needed, this.isRetained(evidence)),
    );
  }

  /** Whether an existing resource is used. */
  usesExisting(resource: string, existing: object | undefined, needed: Condition): Condition {
    return this.outlet.named(`uses_existing_${resource}`, this.outlet.all(needed, this.outlet.isSet(existing)));
  }

  /** Whether Terraform checks an existing resource. */
  isChecked(isUsed: Condition): Condition {
    return this.outlet.all(this.settings.checkExisting, isUsed);
  }

  /** Inputs of a new bucket. */
  bucketInputs(settings: BucketSettings, generatedName: string) {
    const { expireAfterDays, expireNoncurrentAfterDays, transitions, forceDestroyBucket, bucketName } = settings;
    return {
      name: this.outlet.prefixed(this.settings.namePrefix, bucketName),
      generatedNamePrefix: this.named(generatedName),
      expireAfterDays,
      expireNoncurrentAfterDays,
      transitions,
      forceDestroy: forceDestroyBucket,
      tags: this.tags,
    };
  }
}

import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { hclIn } from "../../terraform/hcl";
import { settingName } from "../../terraform/readable-stack";
import { isReference } from "../../terraform/reference";
import { group, oneOf, wholeNumber } from "../../terraform/schema";
import { asTerraformValue } from "../../terraform/variables";

/**
 * The storage classes in the order S3 moves files through them: the age at which a file gets there at the earliest, and the
 * days it then stays before S3 moves it on.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html has all but the
 * 90 days, which only S3's answer names: "'Days' in the 'Transition' action for StorageClass 'DEEP_ARCHIVE' for filter '()'
 * must be 90 days more than 'filter '()'' in the 'Transition' action for StorageClass 'GLACIER'".
 */
const storageClasses = {
  STANDARD_IA: { earliest: 30, stay: 30 },
  INTELLIGENT_TIERING: { earliest: 0, stay: 1 },
  ONEZONE_IA: { earliest: 30, stay: 30 },
  GLACIER_IR: { earliest: 0, stay: 90 },
  GLACIER: { earliest: 0, stay: 90 },
  DEEP_ARCHIVE: { earliest: 0, stay: 0 },
} as const;
/** A transition that the order allows and S3 does not. */
const unsupported = { from: "ONEZONE_IA", to: "GLACIER_IR" } as const;

type StorageClass = keyof typeof storageClasses;
const names = Object.keys(storageClasses) as [StorageClass, ...StorageClass[]];

export const transitions = z
  .array(
    group({
      afterDays: wholeNumber(0, 36500, "days").describe("Days after which a file moves."),
      storageClass: oneOf(names).describe("Storage class that the file moves to."),
    }),
    { error: "a list of transitions" },
  )
  .default([])
  .describe(
    "Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.",
  );

/** What S3 requires, where it would refuse the transitions; `%s` as in Terraform's `format`. */
const rules = {
  once: "a class that no other transition names",
  supported: `a class that S3 moves files to from ${unsupported.from}: GLACIER or DEEP_ARCHIVE`,
  oldEnough: "at least %s: S3 moves no younger file to %s",
  farEnough: "at least %s: a file moves to %s after %s days, and S3 keeps it there for %s",
  beforeExpiry: "less than %s, the days after which files expire",
};

/** Refuses the transitions of a bucket that S3 would refuse, where they are known: as {@link declareTransitions} does in HCL. */
export function withTransitionRules<T extends z.ZodObject>(bucket: T): T {
  return bucket.superRefine(
    (settings, { issues }) => {
      const { transitions, expireAfterDays } = settings as { transitions?: unknown; expireAfterDays?: unknown };
      const moves = Array.isArray(transitions) ? transitions.map((move) => (isKnown(move) ? move : undefined)) : [];
      moves.forEach((to, at) => {
        if (!to) return;
        const refuse = (key: keyof Transition, rule: string, ...values: (string | number)[]) =>
          issues.push({
            code: "custom",
            input: to[key],
            path: ["transitions", at, key],
            message: values.reduce<string>((text, value) => text.replace("%s", String(value)), rule),
            continue: true,
          });
        const { earliest } = storageClasses[to.storageClass];
        if (moves.findIndex((other) => other?.storageClass === to.storageClass) < at)
          refuse("storageClass", rules.once);
        if (to.storageClass === unsupported.to && moves.some((from) => from?.storageClass === unsupported.from)) {
          refuse("storageClass", rules.supported);
        }
        if (to.afterDays < earliest) refuse("afterDays", rules.oldEnough, earliest, to.storageClass);
        for (const from of moves) {
          if (!from || names.indexOf(from.storageClass) >= names.indexOf(to.storageClass)) continue;
          const { stay } = storageClasses[from.storageClass];
          if (to.afterDays >= from.afterDays + stay) continue;
          refuse("afterDays", rules.farEnough, from.afterDays + stay, from.storageClass, from.afterDays, stay);
        }
        if (isNumber(expireAfterDays) && to.afterDays >= expireAfterDays) {
          refuse("afterDays", rules.beforeExpiry, expireAfterDays);
        }
      });
    },
    { when: ({ value }) => typeof value === "object" && value !== null },
  );
}

interface Transition {
  readonly afterDays: number;
  readonly storageClass: StorageClass;
}

function isKnown(move: unknown): move is Transition {
  const { afterDays, storageClass } = (move ?? {}) as Partial<Record<string, unknown>>;
  return isNumber(afterDays) && names.some((name) => name === storageClass);
}

/** A number, and not a reference in the place of one. */
function isNumber(value: unknown): value is number {
  return typeof value === "number" && !isReference(value);
}

/**
 * Declares the transitions of a bucket as a local value, and what S3 would refuse of them, for a precondition: values may
 * be variables.
 */
export function declareTransitions(
  scope: Construct,
  bucket: { transitions: z.output<typeof transitions>; expireAfterDays: number },
): { moves: string; precondition: { condition: string; errorMessage: string } } {
  const hcl = hclIn(scope);
  // Local values, because a precondition must refer to something.
  const local = (id: string, value: unknown) => new TerraformLocal(scope, id, value).expression;
  const moves = local("transitions", asTerraformValue(transitions, bucket.transitions));
  const classes = local(
    "storage_classes",
    Object.fromEntries(names.map((name, rank) => [name, { rank, ...storageClasses[name] }])),
  );
  const refused = (key: string, got: string, rule: string) =>
    `transitions[%s].${settingName(scope, key)}: got ${got}; must be ${rule}.`;
  const ofClass = (rule: string) => refused("storageClass", '"%s"', rule);
  const ofDays = (rule: string) => refused("afterDays", "%s", rule);
  const problems = local(
    "transition_problems",
    hcl`distinct(flatten([for at, to in ${moves} : [
      [for other in slice(${moves}, 0, at) : format(${ofClass(rules.once)}, at, to.storage_class)
        if other.storage_class == to.storage_class],
      [for from in ${moves} : format(${ofClass(rules.supported)}, at, to.storage_class)
        if from.storage_class == ${unsupported.from} && to.storage_class == ${unsupported.to}],
      [for earliest in [${classes}[to.storage_class].earliest] :
        format(${ofDays(rules.oldEnough)}, at, to.after_days, earliest, to.storage_class) if to.after_days < earliest],
      [for from in ${moves} :
        format(${ofDays(rules.farEnough)}, at, to.after_days, from.after_days + ${classes}[from.storage_class].stay,
          from.storage_class, from.after_days, ${classes}[from.storage_class].stay)
        if ${classes}[from.storage_class].rank < ${classes}[to.storage_class].rank
        && to.after_days < from.after_days + ${classes}[from.storage_class].stay],
      [for days in [${bucket.expireAfterDays}] :
        format(${ofDays(rules.beforeExpiry)}, at, to.after_days, days) if to.after_days >= days]
    ]]))`,
  );
  return {
    moves,
    precondition: {
      condition: hcl`length(${problems}) == 0`,
      errorMessage: hcl`join("\n", ${problems})`,
    },
  };
}

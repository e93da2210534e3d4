import { standardRules } from "../../capabilities/config/rules";
import { detections } from "../../detections";
import { keyAliases } from "./blueprint";
import { findByName } from "./catalogue";
import { defaults } from "./defaults";
import { companions, ownRules } from "./event-rules";
import type { Inventory } from "./inventory";
import { mostTrails } from "./resources/trail";

/** An existing resource that collides with a default one, and the effect on it or on an apply without adoption. */
export interface Collision {
  readonly kind: string;
  readonly id: string;
  readonly effect: string;
}

/** The setting that creates an analyzer, by its type. */
const settingOfAnalyzer = { ACCOUNT: "enabled", ACCOUNT_UNUSED_ACCESS: "unusedAccessAgeDays" };

/** What collides with the default names and limits, and the settings with which an apply avoids all of it. */
export interface Collisions {
  readonly found: readonly Collision[];
  readonly settings: Readonly<Record<string, unknown>>;
}

const overwritten = "AWS overwrites it without a warning, and a destroy deletes it";
const refused = "the apply fails half-way, because it exists";
const reused = "the apply fails half-way, or uses it if its attributes are the same, and a destroy deletes it";

/**
 * What an apply of the defaults collides with in an account that is not empty. Some calls of AWS overwrite what has the same name
 * (PutMetricAlarm, PutMetricFilter, PutConfigRule, PutRule, CreateTopic), the others fail after the rest is created.
 */
export function collisionsOf(inventory: Inventory): Collisions {
  const { alarms, rules, topics, roles, logGroups, trails, keys, recorder, channel, configRoleArn, region } = inventory;
  const { analyzers, detector, hub, eventRules, queues } = inventory;
  const named = (kind: string, effect: string, names: readonly string[]): Collision[] =>
    names.map((id) => ({ kind, id, effect }));
  const isOn = (id: string) => (defaults.detections.include as string[]).includes(id);
  const atHome = trails.filter(({ homeRegion }) => homeRegion === region).map(({ name }) => name);
  const aliases = keys.flatMap((key) => key.aliases);
  const own = companions(defaults);
  const group = logGroups.find(({ name }) => name === defaults.trail.logGroupName);

  const names = [
    ...alarms
      .filter(({ name }) => detections.some(({ id }) => id === name))
      .map(({ name }) => ({
        kind: "alarm",
        id: name,
        effect: isOn(name) ? overwritten : `once that detection is enabled, ${overwritten}`,
      })),
    ...named(
      "alarm",
      overwritten,
      own.alarms.map(({ name }) => name).filter((name) => alarms.some((alarm) => alarm.name === name)),
    ),
    ...ownRules(defaults)
      .filter(({ name }) => eventRules.some((rule) => rule.name === name))
      .map(({ name, isCreated }) => ({
        kind: "event rule",
        id: name,
        effect: isCreated ? overwritten : `once the settings ask for it, ${overwritten}`,
      })),
    ...named(
      "metric filter",
      overwritten,
      (group?.filters ?? []).map(({ name }) => name).filter((name) => findByName(name)),
    ),
    ...named(
      "rule",
      overwritten,
      rules.map(({ name }) => name).filter((name) => Object.hasOwn(standardRules, name)),
    ),
    ...named(
      "topic",
      overwritten,
      topics.map(({ name }) => name).filter((name) => name === defaults.alerts.topicName),
    ),
    ...named(
      "role",
      refused,
      roles.map(({ name }) => name).filter((name) => [defaults.trail.deliveryRoleName, own.role.name].includes(name)),
    ),
    ...named(
      "queue",
      reused,
      own.queues.map(({ name }) => name).filter((name) => queues.some((queue) => queue.name === name)),
    ),
    ...named("log group", refused, group ? [group.name] : []),
    ...named(
      "trail",
      refused,
      atHome.filter((name) => name === defaults.trail.name),
    ),
    ...named(
      "key alias",
      refused,
      Object.values(keyAliases).filter((alias) => aliases.includes(alias)),
    ),
  ];
  const config = [
    ...(recorder
      ? named("recorder", "the apply fails half-way, because a region has only one", [recorder.name])
      : named(
          "delivery channel",
          "the apply fails half-way, because a region has only one",
          channel ? [channel.name] : [],
        )),
    ...(recorder || !configRoleArn
      ? []
      : named("role", "the apply fails half-way, because an account has only one", [configRoleArn])),
  ];
  const hubs = named(
    "hub",
    "once securityHub.enabled is true, the apply fails half-way, because AWS refuses to enable Security Hub twice (ResourceConflictException)",
    hub ? [hub.arn] : [],
  );
  const isFull = trails.length >= mostTrails;
  const limits = isFull
    ? named("trails", `the apply fails half-way, because AWS allows ${mostTrails} in a region`, [`${trails.length}`])
    : [];
  // No setting avoids them: without one, no analyzer is created.
  const analyzerCollisions = Object.entries(settingOfAnalyzer).flatMap(([type, setting]) =>
    named(
      "analyzer",
      `once accessAnalyzer.${setting} is set, the apply fails half-way, because a region has only one of its type`,
      analyzers.filter((each) => each.type === type).map(({ name }) => name),
    ),
  );
  const guardDuty = detector
    ? named("detector", "once guardduty.enabled is set, the apply fails half-way, because a region has only one", [
        detector.id,
      ])
    : [];
  const configSettings = {
    ...(recorder && { existingRecorder: { name: recorder.name } }),
    ...(!recorder && channel && { enabled: false }),
    ...(!recorder && configRoleArn && { existingRole: { arn: configRoleArn } }),
  };
  return {
    found: [...names, ...config, ...limits, ...analyzerCollisions, ...guardDuty, ...hubs],
    settings: {
      ...(names.length > 0 && { namePrefix: freePrefix(inventory) }),
      ...(isFull && { trail: { enabled: false } }),
      ...(Object.keys(configSettings).length > 0 && { config: configSettings }),
    },
  };
}

/** A prefix with which no default name exists already. */
function freePrefix(inventory: Inventory): string {
  const { alarms, eventRules, rules, topics, queues, roles, logGroups, trails, keys } = inventory;
  const taken = [
    ...[alarms, eventRules, rules, topics, queues, roles, logGroups, trails].flatMap((things) =>
      things.map(({ name }) => name),
    ),
    ...keys.flatMap(({ aliases }) => aliases.map((alias) => alias.replace(/^alias\//, ""))),
  ];
  for (let count = 1; ; count++) {
    const prefix = count === 1 ? "monitoring-" : `monitoring-${count}-`;
    if (!taken.some((name) => name.startsWith(prefix))) return prefix;
  }
}

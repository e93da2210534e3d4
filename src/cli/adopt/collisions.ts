import { standardRules } from "../../capabilities/config/rules";
import { detections } from "../../detections";
import { keyAliases } from "./blueprint";
import { findByName } from "./catalogue";
import { defaults } from "./defaults";
import type { Inventory } from "./inventory";
import { mostTrails } from "./resources/trail";

/** An existing resource that collides with a default one, and the effect on it or on an apply without adoption. */
export interface Collision {
  readonly kind: string;
  readonly id: string;
  readonly effect: string;
}

/** What collides with the default names and limits, and the settings with which an apply avoids all of it. */
export interface Collisions {
  readonly found: readonly Collision[];
  readonly settings: Readonly<Record<string, unknown>>;
}

const overwritten = "AWS overwrites it without a warning, and a destroy deletes it";
const refused = "the apply fails half-way, because it exists";

/**
 * What an apply of the defaults collides with in an account that is not empty. Some calls of AWS overwrite what has the same name
 * (PutMetricAlarm, PutMetricFilter, PutConfigRule, CreateTopic), the others fail after the rest is created.
 */
export function collisionsOf(inventory: Inventory): Collisions {
  const { alarms, rules, topics, roles, logGroups, trails, keys, recorder, channel, configRoleArn, region } = inventory;
  const named = (kind: string, effect: string, names: readonly string[]): Collision[] =>
    names.map((id) => ({ kind, id, effect }));
  const isOn = (id: string) => (defaults.detections.include as string[]).includes(id);
  const atHome = trails.filter(({ homeRegion }) => homeRegion === region).map(({ name }) => name);
  const aliases = keys.flatMap((key) => key.aliases);
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
      roles.map(({ name }) => name).filter((name) => name === defaults.trail.deliveryRoleName),
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
  const isFull = trails.length >= mostTrails;
  const limits = isFull
    ? named("trails", `the apply fails half-way, because AWS allows ${mostTrails} in a region`, [`${trails.length}`])
    : [];
  const configSettings = {
    ...(recorder && { existingRecorder: { name: recorder.name } }),
    ...(!recorder && channel && { enabled: false }),
    ...(!recorder && configRoleArn && { existingRole: { arn: configRoleArn } }),
  };
  return {
    found: [...names, ...config, ...limits],
    settings: {
      ...(names.length > 0 && { namePrefix: freePrefix(inventory) }),
      ...(isFull && { trail: { enabled: false } }),
      ...(Object.keys(configSettings).length > 0 && { config: configSettings }),
    },
  };
}

/** A prefix with which no default name exists already. */
function freePrefix({ alarms, rules, topics, roles, logGroups, trails, keys }: Inventory): string {
  const taken = [
    ...[alarms, rules, topics, roles, logGroups, trails].flatMap((things) => things.map(({ name }) => name)),
    ...keys.flatMap(({ aliases }) => aliases.map((alias) => alias.replace(/^alias\//, ""))),
  ];
  for (let count = 1; ; count++) {
    const prefix = count === 1 ? "monitoring-" : `monitoring-${count}-`;
    if (!taken.some((name) => name.startsWith(prefix))) return prefix;
  }
}

import { type EventPattern, evaluate } from "../../src/event-pattern";
import type { Block, Configuration } from "./synthesize";

/** A bus by its account, region and name. */
interface Bus {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** A deployed event rule. A target is the ARN of a bus or of a queue, or the name of what is a topic. */
export interface PlacedRule {
  readonly id: string;
  readonly bus: Bus;
  readonly pattern: EventPattern;
  readonly targets: readonly string[];
}

export interface BusEvent {
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly "detail-type": string;
  readonly detail: object;
}

/** Where an event went. */
interface Walk {
  /** Alerts: a rule and the topic it published to, as often as it did. */
  readonly alerts: readonly string[];
  /** Requests of remediation: a rule and the queue that it sent to. */
  readonly requests: readonly string[];
  readonly problems: readonly string[];
}

/** Follows an event from the default bus of its account and region along every rule that matches it. */
export function walk(rules: readonly PlacedRule[], event: BusEvent): Walk {
  const alerts: string[] = [];
  const requests: string[] = [];
  const problems: string[] = [];
  const arrive = (bus: Bus, way: readonly string[]) => {
    if (way.includes(nameOf(bus))) {
      problems.push(`a loop: ${[...way, nameOf(bus)].join(" > ")}`);
      return;
    }
    const passed = [...way, nameOf(bus)];
    // AWS sends an event on once, and drops it silently at the next bus.
    if (passed.length > 2) problems.push(`two hops: ${passed.join(" > ")}`);
    for (const rule of rules) {
      if (nameOf(rule.bus) !== nameOf(bus) || !evaluate(rule.pattern, event)) continue;
      for (const target of rule.targets) {
        const next = busOf(target);
        if (next) arrive(next, passed);
        else if (!target.includes(":sqs:")) alerts.push(`${rule.id} > ${target}`);
        else if (target.endsWith(":remediation_queue")) requests.push(`${rule.id} > ${target}`);
      }
    }
  };
  arrive({ account: event.account, region: event.region, name: "default" }, []);
  const ends = [...alerts, ...requests];
  const twice = [...new Set(ends.filter((end, at) => ends.indexOf(end) !== at))];
  return {
    alerts: [...alerts].sort(),
    requests,
    problems: [...problems, ...twice.map((end) => `two paths: ${end}`)],
  };
}

function nameOf({ account, region, name }: Bus): string {
  return `${account}/${region}/${name}`;
}

function busOf(arn: string): Bus | undefined {
  const [, region, account, name] = /^arn:aws:events:([^:]+):([^:]+):event-bus\/(.+)$/.exec(arn) ?? [];
  return name === undefined ? undefined : { account: account!, region: region!, name };
}

/** The event rules of a stack: what Terraform has to evaluate of them, and what they are then. */
export class DeployedRules {
  /** @param accounts The accounts of providers, by alias; of the others it is `account`. */
  constructor(
    private readonly stack: Configuration,
    private readonly home: Pick<Bus, "account" | "region">,
    private readonly accounts: Readonly<Record<string, string>> = {},
  ) {}

  /** A module without resources, whose output says what the rules and their targets are. */
  toModule(): string {
    const ofRules = this.each("aws_cloudwatch_event_rule", ["name", "event_pattern", "event_bus_name"]);
    const ofTargets = this.each("aws_cloudwatch_event_target", ["arn"]);
    const used = new Set<string>();
    const use = (text: string) => {
      for (const [, name] of text.matchAll(/local\.(\w+)/g)) {
        if (used.has(name!)) continue;
        used.add(name!);
        use(JSON.stringify(this.stack.locals[name!]));
      }
    };
    use(JSON.stringify([ofRules, ofTargets]));
    if ("config_rules" in this.stack.locals) use("local.config_rules");
    const locals = Object.fromEntries([...used].map((name) => [name, this.stack.locals[name]]));
    const output = { rules: { value: ofRules }, targets: { value: ofTargets } };
    return this.known(JSON.stringify({ locals, output }));
  }

  /** @param outputs Those of the module. */
  placed(outputs: Readonly<Record<string, unknown>>): PlacedRule[] {
    const { rules, targets } = outputs as {
      readonly rules: Record<
        string,
        Record<string, { name: string; event_pattern: string; event_bus_name: string | null }>
      >;
      readonly targets: Record<string, Record<string, { arn: string }>>;
    };
    const targetsOf = (rule: string, key: string) =>
      Object.entries(this.stack.resources("aws_cloudwatch_event_target")).flatMap(([name, block]) => {
        const isOfRule = String(block["rule"]).includes(`aws_cloudwatch_event_rule.${rule}[`);
        return isOfRule && targets[name]![key] ? [targets[name]![key].arn] : [];
      });
    return Object.entries(rules).flatMap(([rule, instances]) =>
      Object.entries(instances).map(([key, { name, event_pattern, event_bus_name }]) => ({
        id: name,
        bus: {
          ...this.placeOf(this.stack.resources("aws_cloudwatch_event_rule")[rule]!),
          name: event_bus_name ?? "default",
        },
        pattern: JSON.parse(event_pattern) as EventPattern,
        targets: targetsOf(rule, key),
      })),
    );
  }

  /** An expression for each resource of a type: the attributes of its instances by key. */
  private each(type: string, attributes: readonly string[]): Record<string, string> {
    const expression = (value: unknown) => {
      if (value === undefined) return "null";
      const text = String(value);
      return (/^\$\{(.*)\}$/s.exec(text)?.[1] ?? JSON.stringify(text)).replace(/each\.(key|value)/g, "each_$1");
    };
    return Object.fromEntries(
      Object.entries(this.stack.resources(type))
        // A schedule is no event, and one of its targets is no route.
        .filter(([name]) => !name.includes("_sweep"))
        .map(([name, block]) => {
          const all = attributes.map((attribute) => `${attribute} = ${expression(block[attribute])}`).join(", ");
          return [
            name,
            `\${{ for each_key, each_value in ${expression(block["for_each"])} : each_key => { ${all} } }}`,
          ];
        }),
    );
  }

  /** The text with what only AWS knows put in, for names and ARNs of resources their addresses. */
  private known(text: string): string {
    const { account, region } = this.home;
    const placeOf = (address: string) => this.placeOf(this.stack.resource(address));
    return text
      .replace(/data\.aws_partition\.\w+\.partition/g, '\\"aws\\"')
      .replace(/(data\.aws_region\.\w+)\.id/g, (_, address: string) => `\\"${placeOf(address).region}\\"`)
      .replace(
        /(data\.aws_caller_identity\.\w+)\.account_id/g,
        (_, address: string) => `\\"${placeOf(address).account}\\"`,
      )
      .replace(/aws_cloudwatch_event_bus(_policy)?\.\w+\.(event_bus_)?name/g, '\\"security-events\\"')
      .replace(
        /aws_cloudwatch_event_bus\.\w+\.arn/g,
        `\\"arn:aws:events:${region}:${account}:event-bus/security-events\\"`,
      )
      .replace(/\[for rule in aws_config_config_rule\.\w+ : rule\.name\]/g, "keys(local.config_rules)")
      .replace(/aws_sqs_queue\.(\w+)(\[each_key\])?\.arn/g, `\\"arn:aws:sqs:${region}:${account}:$1\\"`)
      .replace(/(?<![\w.])aws_\w+\.\w+(\[\w+\])?\.\w+/g, (reference) => `\\"${reference}\\"`);
  }

  private placeOf({ provider = "aws" }: Block): Pick<Bus, "account" | "region"> {
    const alias = /^aws\.(\w+)$/.exec(String(provider))?.[1];
    if (alias === undefined) return this.home;
    const declared = this.stack.provider["aws"]!.find((one) => one["alias"] === alias)!;
    return { account: this.accounts[alias] ?? this.home.account, region: String(declared["region"]) };
  }
}

import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { inLine } from "../../terraform/text/visible";
import { asking, following, isAnswered, Unanswered } from "../aws/answer";
import { type Access, connectForManyCalls } from "../aws/connection";
import { AccountError } from "../aws/failures";
import type { Deployment } from "../deployment/deployment";
import type { Permission } from "./permissions";
import { readPasswordPolicies } from "./readers/account";
import { readBuckets } from "./readers/buckets";
import type { Place } from "./readers/context";
import { readDashboards } from "./readers/dashboards";
import { homeBusOf, readEventBuses } from "./readers/events";
import { readEvidence } from "./readers/evidence";
import { readKeys } from "./readers/keys";
import { readLogGroups, testPatterns } from "./readers/logs";
import { readAggregators } from "./readers/organization-config";
import { readAccounts, readCentralConfiguration } from "./readers/organization-services";
import { readEventTables, readSavedQueries, readWorkgroups } from "./readers/queries";
import { readFurtherRegion, readRegion, together } from "./readers/region";
import { readEventSources, readFunctions, readTables } from "./readers/remediation";
import { readDeliveryRoles, whetherAlarmsEncrypt, whetherAlarmsPublish } from "./readers/simulations";
import { readStackSets } from "./readers/stack-sets";
import { readTopics } from "./readers/topics";
import { readTrails } from "./readers/trails";

/** What AWS says about what is deployed. */
export type Observation = Awaited<ReturnType<typeof observe>>;

/**
 * Asks AWS about everything that is deployed, and changes nothing.
 *
 * @param onAnswer Called for every answer.
 * @throws {@link AccountError} If AWS cannot be asked, or the credentials are those of another account.
 */
export async function observe(
  deployment: Deployment,
  access: Access,
  onAnswer: () => void = () => undefined,
  now: number = Date.now(),
) {
  const ask = asking<Permission>(onAnswer);
  const placeOf = (deployed: Deployment, where: string): Place => {
    // There is a call for each pattern and each rule.
    const client = connectForManyCalls({ ...access, region: deployed.region });
    return { ask, client, deployment: deployed, where };
  };
  const home = placeOf(deployment, "");
  await expectAccount(home);
  const further = deployment.elsewhere.map((other) => placeOf(other, ` in ${other.region}`));

  const [
    trails,
    buckets,
    evidence,
    logGroups,
    patterns,
    published,
    atHome,
    elsewhere,
    eventBuses,
    passwordPolicies,
    functions,
    eventSources,
    tables,
    dashboards,
    workgroups,
    eventTables,
    savedQueries,
    accounts,
    centralConfiguration,
    aggregators,
    stackSets,
  ] = await Promise.all([
    readTrails(home),
    readBuckets(home),
    readEvidence(home),
    readLogGroups(home),
    testPatterns(home),
    readPublishing(home, [home, ...further]),
    readRegion(home, now),
    Promise.all(further.map((place) => readFurtherRegion(place, now))),
    readEventBuses(home),
    readPasswordPolicies(home),
    readFunctions(home),
    readEventSources(home),
    readTables(home),
    readDashboards(home),
    readWorkgroups(home),
    readEventTables(home),
    readSavedQueries(home),
    readAccounts(home),
    readCentralConfiguration(home),
    readAggregators(home),
    readStackSets(home),
  ]);
  return {
    now,
    trails,
    buckets,
    evidence,
    logGroups,
    patterns,
    ...published,
    ...together([atHome, ...elsewhere.map(({ answers }) => answers)]),
    regions: elsewhere.map((region) => region.access),
    unlocated: deployment.unlocated,
    homeBus: homeBusOf(deployment),
    eventBuses,
    passwordPolicies,
    functions,
    eventSources,
    tables,
    dashboards,
    workgroups,
    eventTables,
    savedQueries,
    accounts,
    centralConfiguration,
    aggregators,
    stackSets,
  };
}

/** The topics and keys, and who may use them. */
async function readPublishing(home: Place, everywhere: readonly Place[]) {
  const topics = await readTopics(home);
  const keys = await readKeys(home, topics.map(({ keyId }) => keyId).filter(isAnswered));
  const keyOf = (id: string) => keys.find((key) => key.id === id);
  const keyArns = new Map(
    topics.flatMap(({ arn, keyId }) => {
      const key = isAnswered(keyId) ? following(keyOf(keyId)?.key, ({ Arn }) => Arn) : undefined;
      return isAnswered(key) ? [[arn, key] as const] : [];
    }),
  );
  const ofAlarms = new Set(topics.flatMap(({ isOfAlarms, keyId }) => (isOfAlarms && isAnswered(keyId) ? [keyId] : [])));
  const [topicsWithAccess, keysWithAccess, deliveryRoles] = await Promise.all([
    Promise.all(
      topics.map(async (topic) => ({
        ...topic,
        deniedToAlarms: topic.isOfAlarms ? await whetherAlarmsPublish(home, topic.policy, topic.arn) : [],
      })),
    ),
    Promise.all(
      keys.map(async (key) => {
        const arn = following(key.key, ({ Arn }) => Arn);
        const isAsked = ofAlarms.has(key.id) && isAnswered(arn);
        return { ...key, deniedToAlarms: isAsked ? await whetherAlarmsEncrypt(home, key.policy, arn) : [] };
      }),
    ),
    Promise.all(everywhere.map((place) => readDeliveryRoles(place, keyArns))),
  ]);
  return { topics: topicsWithAccess, keys: keysWithAccess, deliveryRoles: deliveryRoles.flat() };
}

async function expectAccount({ ask, client, deployment: { name, account } }: Place): Promise<void> {
  const identity = await ask("sts:GetCallerIdentity", () => client(STSClient).send(new GetCallerIdentityCommand({})));
  if (!isAnswered(identity)) {
    const reason = identity instanceof Unanswered ? identity.failure : undefined;
    throw new AccountError(`AWS cannot be asked who calls (sts:GetCallerIdentity): ${reason ?? "it denies the call"}`);
  }
  if (identity.Account !== account) {
    throw new AccountError(
      `The credentials are those of account ${identity.Account ?? "unknown"}, and ${inLine(name)} is deployed in ${account}: set AWS_PROFILE to a profile of that account.`,
    );
  }
}

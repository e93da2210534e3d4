import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { standardRules } from "../../capabilities/config/rules";
import { isServiceLinked, logGroupNameOf, parseArn, roleNameOf } from "./arn";
import { keyAliases } from "./blueprint";
import { isDetection, topicsInUse } from "./catalogue";
import { defaults } from "./defaults";
import type { Inventory } from "./inventory";
import { readTrails } from "./readers/cloudtrail";
import { readAlarms } from "./readers/cloudwatch";
import { readChannel, readRecorder, readRules } from "./readers/config";
import type { ReaderContext } from "./readers/context";
import { AccountError, guardedCaller, type Denial } from "./readers/guarded-calls";
import { readConfigRole, readRoles } from "./readers/iam";
import { readKeys } from "./readers/kms";
import { distinct } from "./readers/lists";
import { readLogGroups } from "./readers/logs";
import { readBuckets } from "./readers/s3";
import { readTopics } from "./readers/sns";

/** How AWS is reached. */
export interface Access {
  /** Unset: what the environment and the profile say. */
  readonly region?: string;
  /** Further configuration of every client, and access to each: for tests. */
  readonly configuration?: object;
  readonly onClient?: (client: object) => void;
}

/**
 * Reads an account and changes nothing.
 *
 * @param chosenTopics Topics to read in detail although nothing refers to them.
 * @returns The existing resources; worthless if any call was denied.
 * @throws {@link AccountError} If AWS cannot be called.
 */
export async function readAccount(
  { region: wantedRegion, configuration = {}, onClient }: Access,
  chosenTopics: readonly string[] = [],
): Promise<{ inventory: Inventory; denials: readonly Denial[] }> {
  const denials = new Map<string, Denial>();
  const call = guardedCaller((denial) => denials.set(denial.permission, denial));
  const clients = new Map<unknown, unknown>();
  const settings = { ...(wantedRegion && { region: wantedRegion }), followRegionRedirects: true, ...configuration };
  const client: ReaderContext["client"] = (type) => {
    if (!clients.has(type)) {
      const created = new type(settings as never);
      onClient?.(created as object);
      clients.set(type, created);
    }
    return clients.get(type) as never;
  };

  // The version of Node is not the reader's choice; the SDK would warn of it on every run.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const sts = client(STSClient);
  const region = await sts.config.region().catch(() => {
    throw new AccountError("no region given: pass --region, or set AWS_REGION");
  });
  const identity = await call("sts:GetCallerIdentity", () => sts.send(new GetCallerIdentityCommand({})));
  const context: ReaderContext = { call, account: identity?.Account ?? "", region, client };
  const isHere = (arn: string | undefined): arn is string =>
    arn !== undefined && parseArn(arn).account === context.account && parseArn(arn).region === region;

  const [trails, recorder, channel, configRoleArn, rules, alarms] = await Promise.all([
    readTrails(context),
    readRecorder(context),
    readChannel(context),
    readConfigRole(context),
    readRules(context, ({ name, identifier, createdBy }) => !createdBy && isStandardRule(name, identifier)),
    readAlarms(context, isDetection),
  ]);
  const trailsHere = trails.filter(({ arn, homeRegion }) => homeRegion === region && isHere(arn));
  const [logGroups, roles, deliveredTo] = await Promise.all([
    readLogGroups(
      context,
      distinct([
        defaults.trail.logGroupName,
        ...trailsHere.map(({ logGroupArn }) => (isHere(logGroupArn) ? logGroupNameOf(logGroupArn) : undefined)),
      ]),
    ),
    readRoles(
      context,
      distinct([
        defaults.trail.deliveryRoleName,
        ...[...trailsHere.map(({ roleArn }) => roleArn), recorder?.roleArn]
          .filter((arn) => arn !== undefined && !isServiceLinked(arn))
          .map((arn) => roleNameOf(arn!)),
      ]),
    ),
    readBuckets(context, distinct([...trailsHere.map(({ bucketName }) => bucketName), channel?.bucketName])),
  ]);
  const targets = distinct(deliveredTo.map(({ accessLog }) => accessLog?.bucketName));
  const unread = targets.filter((name) => !deliveredTo.some((bucket) => bucket.name === name));
  const buckets = [...deliveredTo, ...(await readBuckets(context, unread))];
  const wanted = new Set([...topicsInUse(logGroups, alarms), ...chosenTopics]);
  const topics = await readTopics(context, (arn) => {
    const name = parseArn(arn).resource;
    return wanted.has(arn) || wanted.has(name) || name === defaults.alerts.topicName;
  });
  const keys = await readKeys(
    context,
    distinct([
      ...Object.values(keyAliases),
      ...trailsHere.map(({ kmsKeyArn }) => kmsKeyArn),
      ...logGroups.map(({ kmsKeyArn }) => kmsKeyArn),
      ...deliveredTo.map(({ encryption }) => encryption?.kmsKeyId),
      channel?.kmsKeyArn,
      ...topics.map(({ details }) => details?.kmsKeyId),
    ]),
  );
  return {
    inventory: {
      account: context.account,
      region,
      partition: identity?.Arn?.split(":")[1] ?? "aws",
      trails,
      buckets,
      logGroups,
      roles,
      keys,
      recorder,
      channel,
      configRoleArn,
      rules,
      topics,
      alarms,
    },
    denials: [...denials.values()],
  };
}

function isStandardRule(name: string, identifier: string | undefined): boolean {
  return (
    Object.hasOwn(standardRules, name) ||
    Object.values(standardRules).some((standard) => standard.identifier === identifier)
  );
}

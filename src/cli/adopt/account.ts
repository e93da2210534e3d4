import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { standardRules } from "../../capabilities/config/rules";
import { parseArn } from "../arn";
import { type Access, connect, regionOf } from "../aws/connection";
import { distinct } from "../aws/lists";
import { isServiceLinked, logGroupNameOf, roleNameOf } from "./arn";
import { keyAliases } from "./blueprint";
import { isDetection, topicsInUse } from "./catalogue";
import { defaults } from "./defaults";
import { canBeOurs, companions } from "./event-rules";
import type { Inventory } from "./inventory";
import { readAnalyzers } from "./readers/access-analyzer";
import { readTrails } from "./readers/cloudtrail";
import { readAlarms } from "./readers/cloudwatch";
import { readChannel, readRecorder, readRules } from "./readers/config";
import type { ReaderContext } from "./readers/context";
import { readEventRules } from "./readers/eventbridge";
import { readDetector } from "./readers/guardduty";
import { guardedCaller, type Denial } from "./readers/guarded-calls";
import { readConfigRole, readRoles } from "./readers/iam";
import { readKeys } from "./readers/kms";
import { readLogGroups } from "./readers/logs";
import { readBuckets } from "./readers/s3";
import { readHub } from "./readers/security-hub";
import { readTopics } from "./readers/sns";
import { readQueues } from "./readers/sqs";

/**
 * Reads an account and changes nothing.
 *
 * @param chosenTopics Topics to read in detail although nothing refers to them.
 * @returns The existing resources; worthless if any call was denied.
 * @throws AccountError If AWS cannot be called.
 */
export async function readAccount(
  access: Access,
  chosenTopics: readonly string[] = [],
): Promise<{ inventory: Inventory; denials: readonly Denial[] }> {
  const denials = new Map<string, Denial>();
  const call = guardedCaller((denial) => denials.set(denial.permission, denial));
  const client = connect(access);
  const sts = client(STSClient);
  const region = await regionOf(sts);
  const identity = await call("sts:GetCallerIdentity", () => sts.send(new GetCallerIdentityCommand({})));
  const context: ReaderContext = { call, account: identity?.Account ?? "", region, client };
  const isHere = (arn: string | undefined): arn is string =>
    arn !== undefined && parseArn(arn).account === context.account && parseArn(arn).region === region;

  const [trails, recorder, channel, configRoleArn, rules, alarms, analyzers, detector, hub, eventRules, queues] =
    await Promise.all([
      readTrails(context),
      readRecorder(context),
      readChannel(context),
      readConfigRole(context),
      readRules(context, ({ name, identifier, createdBy }) => !createdBy && isStandardRule(name, identifier)),
      readAlarms(context, (name) => isDetection(name) || canBeOurs.alarm(name)),
      readAnalyzers(context),
      readDetector(context),
      readHub(context),
      readEventRules(context, canBeOurs.rule),
      readQueues(
        context,
        companions(defaults).queues.map(({ name }) => name),
      ),
    ]);
  const trailsHere = trails.filter(({ arn, homeRegion }) => homeRegion === region && isHere(arn));
  const [logGroups, roles, deliveredTo] = await Promise.all([
    readLogGroups(
      context,
      distinct([
        defaults.trail.logGroupName,
        // The log group of an organization trail may be here, while the trail belongs to the management account.
        ...trails.map(({ logGroupArn }) => (isHere(logGroupArn) ? logGroupNameOf(logGroupArn) : undefined)),
      ]),
    ),
    readRoles(
      context,
      distinct([
        defaults.trail.deliveryRoleName,
        companions(defaults).role.name,
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
      analyzers,
      detector,
      hub,
      eventRules,
      queues,
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

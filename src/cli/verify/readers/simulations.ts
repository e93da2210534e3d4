import { GetRolePolicyCommand, IAMClient, paginateSimulateCustomPolicy, type ContextEntry } from "@aws-sdk/client-iam";
import { parseArn } from "../../arn";
import { type Answer, following, isAnswered, Unanswered } from "../../aws/answer";
import { collect, distinct } from "../../aws/lists";
import { asPolicyOf } from "../policies";
import type { Place } from "./context";

/** The actions that IAM denies of those that were asked about; none if all are allowed. */
export type Denied = readonly string[];

const publishing = ["sns:Publish"];
/** What publishing to an encrypted topic needs of its key. */
const encrypting = ["kms:Decrypt", "kms:GenerateDataKey"];

function simulate(
  { ask, client }: Place,
  policies: readonly string[],
  actions: readonly string[],
  resource: string,
  context: readonly ContextEntry[] = [],
): Promise<Answer<Denied>> | Denied {
  if (policies.length === 0) return actions;
  return ask("iam:SimulateCustomPolicy", async () => {
    const results = await collect(
      paginateSimulateCustomPolicy(
        { client: client(IAMClient) },
        {
          PolicyInputList: [...policies],
          ActionNames: [...actions],
          ResourceArns: [resource],
          ContextEntries: [...context],
        },
      ),
      ({ EvaluationResults }) => EvaluationResults,
    );
    return results
      .filter(({ EvalDecision }) => EvalDecision !== "allowed")
      .map(({ EvalActionName }) => EvalActionName!);
  });
}

/** What CloudWatch sends along when an alarm of this account publishes. */
function ofAlarm({ deployment: { partition, region, account } }: Place): ContextEntry[] {
  return [
    ["aws:SourceAccount", account],
    // The condition of the policy that a topic has by default.
    ["aws:SourceOwner", account],
    ["aws:SourceArn", `arn:${partition}:cloudwatch:${region}:${account}:alarm:security-monitoring`],
    ["aws:SecureTransport", "true"],
  ].map(([ContextKeyName, value]) => ({
    ContextKeyName,
    ContextKeyValues: [value!],
    ContextKeyType: value === "true" ? "boolean" : "string",
  }));
}

/** What of a policy's resource alarms may not do. */
async function deniedToAlarms(place: Place, policy: Answer<string>, actions: readonly string[], resource: string) {
  if (!isAnswered(policy)) return policy;
  const ofCloudWatch = asPolicyOf("cloudwatch.amazonaws.com", policy);
  return simulate(place, ofCloudWatch === undefined ? [] : [ofCloudWatch], actions, resource, ofAlarm(place));
}

export function whetherAlarmsPublish(place: Place, policy: Answer<string>, topicArn: string) {
  return deniedToAlarms(place, policy, publishing, topicArn);
}

export function whetherAlarmsEncrypt(place: Place, policy: Answer<string>, keyArn: string) {
  return deniedToAlarms(place, policy, encrypting, keyArn);
}

/**
 * What the roles of event rules may not do at their targets.
 *
 * @param keyArns The keys of the topics, by the topic's ARN.
 */
export function readDeliveryRoles(place: Place, keyArns: ReadonlyMap<string, string>) {
  const { ask, client, deployment, where } = place;
  const iam = client(IAMClient);
  const targets = deployment.all("aws_cloudwatch_event_target").map(({ attributes }) => attributes);
  return Promise.all(
    deployment
      .all("aws_iam_role")
      .filter(({ attributes }) => targets.some(({ role_arn }) => role_arn === attributes.arn))
      .map(async ({ attributes: { name, arn } }) => {
        const documents = await Promise.all(
          deployment
            .all("aws_iam_role_policy")
            .filter(({ attributes }) => attributes.role === name)
            .map(({ attributes: { name: PolicyName } }) =>
              ask("iam:GetRolePolicy", () => iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName }))),
            ),
        );
        const policies = documents
          .map((document) => following(document, ({ PolicyDocument }) => decodeURIComponent(PolicyDocument!)))
          .filter(isAnswered);
        const unanswered = documents.find((document) => document instanceof Unanswered);
        const reached = distinct(targets.flatMap((target) => (target.role_arn === arn ? [target.arn] : [])));
        const asked = reached.flatMap((target) => {
          const keyArn = keyArns.get(target);
          return [
            { resource: target, actions: parseArn(target).service === "sns" ? publishing : ["events:PutEvents"] },
            ...(keyArn === undefined ? [] : [{ resource: keyArn, actions: encrypting }]),
          ];
        });
        const denied = await Promise.all(
          asked.map(async ({ resource, actions }) => ({
            resource,
            denied: unanswered ?? (await simulate(place, policies, actions, resource)),
          })),
        );
        return { name, where, denied };
      }),
  );
}

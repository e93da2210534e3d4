import type { Route } from "../src/cli/drill/latencies";
import {
  emptyCondition,
  encryptionOfFiles,
  patternsOfCatalogue,
  recorderWithoutExclusions,
  snapshotOfConfig,
  transitionsTooClose,
} from "./answers";
import type { Account } from "./answers";
import { differs, expected, type Outcome } from "./report";

/** What only a real account answers. */
export interface Question {
  readonly asks: string;
  /** How it is asked of the account. */
  readonly how: string;
  /** What in the code an answer that differs changes. */
  readonly changes: string;
  readonly ask?: (account: Account) => Promise<Outcome>;
  /** Why it is not asked. */
  readonly notAsked?: string;
}

/** One entry for each question. The first ones are answered by what was done before. */
export const questions: readonly Question[] = [
  {
    asks: "Does the first apply succeed?",
    how: "terraform apply, and once more if it fails",
    changes:
      "`src/capabilities/trail/audit-trail.ts` and `src/capabilities/config/recorder.ts`, which wait for the policy of the bucket and for the new role; the README's advice to apply again",
    ask: ({ failedApply }) =>
      Promise.resolve(failedApply === undefined ? expected("yes") : differs(`no: ${failedApply}`)),
  },
  {
    asks: "Do alarms publish to the topic, which is encrypted with our key?",
    how: "the drill sets an alarm to ALARM",
    changes: "the statement for CloudWatch in `src/capabilities/alerts/key.ts` and `src/capabilities/alerts/topic.ts`",
    ask: ofRoute("direct alarm"),
  },
  {
    asks: "Do event rules publish to the encrypted topic, those for events of another region's bus too?",
    how: "the drill makes calls that event rules are about, one of IAM among them",
    changes: "the role of the rules in `src/capabilities/shared/alert-rules.ts`, and `src/capabilities/forwarding/`",
    ask: ofRoute("event rule"),
  },
  {
    asks: "Do events get from the trail to the log group, a metric filter, an alarm and the topic?",
    how: "the drill makes calls that metric filters are about, and waits up to 20 minutes",
    changes: "the role of the trail in `src/capabilities/trail/`, and the times in `src/cli/drill/latencies.ts`",
    ask: ofRoute("metric filter"),
  },
  {
    asks: "Do all patterns of the catalogue match the events that our own engine says they match?",
    how: "logs:TestMetricFilter with each pattern and the events of its tests",
    changes: "`src/filter-pattern/evaluate`, or the pattern of the detection in `src/detections/`",
    ask: patternsOfCatalogue,
  },
  {
    asks: "Are the trail's files encrypted with our key, by way of an S3 Bucket Key?",
    how: "s3:HeadObject of the first file, for which it waits up to 15 minutes",
    changes: "the key's statements for CloudTrail in `src/capabilities/encryption/`, and the bucket's encryption",
    ask: encryptionOfFiles,
  },
  {
    asks: "Does AWS Config accept an exclusion without anything in it, which the provider sends?",
    how: "config:PutConfigurationRecorder with the run's own recorder as it is, and exclusionByResourceTypes: {}",
    changes:
      "the exclusion in `src/capabilities/config/recorder.ts`, and the patch empty_exclusion of the emulator, which assumes that it does",
    ask: recorderWithoutExclusions,
  },
  {
    asks: "Does AWS Config deliver a snapshot to the encrypted bucket?",
    how: "config:DeliverConfigSnapshot, and then config:DescribeDeliveryChannelStatus",
    changes: "the statements for AWS Config in `src/capabilities/config/bucket.ts` and in the policy of the key",
    ask: snapshotOfConfig,
  },
  {
    asks: "Does S3 refuse a policy with an empty list of condition values?",
    how: "s3:PutBucketPolicy on an empty bucket of the run",
    changes:
      "the policy of the access logs' bucket, which omits a statement without sources for this reason, and the emulator's patch no_empty_list_in_policy",
    ask: emptyCondition,
  },
  {
    asks: "Does S3 refuse to move files on before their minimum stay in a storage class?",
    how: "s3:PutLifecycleConfiguration on an empty bucket of the run: STANDARD_IA after 30 days, GLACIER after 40",
    changes: "`src/capabilities/shared/transitions.ts`, and the emulator's patch transitions_refused",
    ask: transitionsTooClose,
  },
  {
    asks: "Can Object Lock be enabled later, with an empty plan after it?",
    how: "apply with trail.objectLock",
    changes: "`src/capabilities/shared/object-lock.ts`",
    notAsked: "files could not be deleted before their retention ends, and so nor could the bucket",
  },
  {
    asks: "Do changed settings leave an empty plan: exclusions, DAILY, transitions, a topic by severity, each evidence alone?",
    how: "an apply and a plan for each",
    changes: "the capability whose plan is not empty",
    notAsked: "each takes minutes and leaves more to destroy; the end-to-end tests change all of them on the emulator",
  },
  {
    asks: "Does the other major version of the AWS provider do the same?",
    how: "a run with provider.version",
    changes: "`src/terraform/aws/provider-requirement.ts`",
    notAsked:
      "a run has one provider, the newest that the settings allow: run it again with a lock file of another one",
  },
  {
    asks: "Are digests delivered with an S3 Bucket Key?",
    how: "LatestDigestDeliveryError of cloudtrail:GetTrailStatus",
    changes: "the encryption of the trail's bucket",
    notAsked: "the first digest comes after an hour: keep the run with --keep, and run verify then",
  },
  {
    asks: "Do the links in alerts open the events from Gmail and Outlook?",
    how: "an alert by e-mail",
    changes: "`src/capabilities/detections/logs-insights-link.ts`",
    notAsked: "it takes a person with such a mailbox",
  },
  {
    asks: "Does SNS mask a password in the address of an https endpoint?",
    how: "sns:Subscribe with such an address",
    changes: "the rule for alerts.httpsEndpoints in `src/capabilities/alerts/subscriptions.ts`",
    notAsked: "SNS would call the address, which is not the account's",
  },
  {
    asks: "Does a queue of another account stay unconfirmed?",
    how: "sns:Subscribe with such a queue",
    changes: "the precondition on accounts in `src/capabilities/alerts/subscriptions.ts`",
    notAsked: "it takes a second account",
  },
  {
    asks: "Does Security Hub pass its controls with two metric filters for a metric?",
    how: "the findings of the CIS standard",
    changes: "the filters for auditors in `src/detections/`",
    notAsked: "the default settings do not enable Security Hub, and its first checks take up to a day",
  },
  {
    asks: "Does `investigator_policy` suffice for a saved query of Athena, and is the table what AWS makes of the files?",
    how: "a role with nothing but this policy runs the saved query root-user",
    changes:
      "`src/capabilities/athena/investigator.ts`, above all the encryption contexts, and the model of the SerDe in `__tests__/support/cloudtrail-table.ts`",
    notAsked: "the deployment of the smoke test has no Athena",
  },
  {
    asks: "Does CloudWatch accept the dashboard without a validation message, and is it as high as its contents?",
    how: "a person looks at it; PutDashboard returns the messages",
    changes: "`src/capabilities/dashboard/widgets.ts`, whose heights assume how the console draws alarms",
    notAsked: "the deployment of the smoke test has no dashboard",
  },
];

/** What the drill saw on a route. */
function ofRoute(route: Route) {
  return ({ drill }: Account): Promise<Outcome> => {
    const results = drill?.results.filter((result) => result.route === route) ?? [];
    if (results.length === 0) return Promise.resolve(differs("the drill had none"));
    const lost = results.filter(({ outcome }) => !["seen", "partly proved"].includes(outcome));
    const seconds = results.flatMap((result) => Object.values(result.seconds.messages));
    return Promise.resolve(
      lost.length === 0
        ? expected(
            `yes, ${results.length} of ${results.length}, after ${Math.round(Math.max(0, ...seconds))} s at most`,
          )
        : differs(
            lost
              .map(({ name, outcome, cause }) => `${name}: ${outcome}${cause === undefined ? "" : `, ${cause}`}`)
              .join("; "),
          ),
    );
  };
}

import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { settingsVariable } from "../../../remediation";
import { parseArn } from "../../arn";
import type { Deployed } from "../../deployment/deployment";
import { apply, attention, broken, gone, judged, ok, type Check, type Finding } from "../judgement";

/** A function that was not called for weeks; a call activates it. */
const runs = ["Active", "Inactive"];

const wait = "Run this again in some minutes: AWS is still changing it.";

export const remediationChecks: readonly Check[] = [
  {
    id: "function",
    about: "Each function of a remediation is active, with code, role and settings of the state",
    judge: ({ functions }) =>
      functions.flatMap(({ deployed, found }) =>
        judged(
          `function ${deployed.function_name}`,
          found,
          ({ State = "Active", StateReason = "", ...configuration }) => {
            if (State === "Pending") return attention("is being created", wait);
            if (!runs.includes(State)) return broken(`is ${State}: ${StateReason}`, apply);
            const other = differencesOf(deployed, configuration);
            return other.length === 0
              ? ok("is active, with its code, role and settings")
              : broken(`differs from the state: ${other.join(", ")}`, apply);
          },
          gone,
        ),
      ),
  },
  {
    id: "function-queue",
    about: "Each function receives the requests of its queue",
    judge: ({ eventSources }) =>
      eventSources.flatMap(({ deployed, found }) =>
        judged(
          `queue ${parseArn(deployed.event_source_arn).resource}`,
          found,
          ({ State = "", EventSourceArn, FunctionArn }) => {
            if (EventSourceArn !== deployed.event_source_arn || FunctionArn !== deployed.function_arn)
              return broken("is no longer that of its function", apply);
            if (State === "Enabled") return ok("is read by its function");
            return /ing$/.test(State)
              ? attention(`is ${State}`, wait)
              : broken(`is not read by its function: ${State}`, apply);
          },
          broken("is not read by a function any more", apply),
        ),
      ),
  },
  {
    id: "attempts-table",
    about: "The table of attempts is active, with key, protection and expiry of the state",
    judge: ({ tables }) =>
      tables.flatMap(({ deployed, table, expiry }) => [
        ...judged(`table ${deployed.name}`, table, (description) => findingOfTable(deployed, description), gone),
        ...judged(
          `expiry of table ${deployed.name}`,
          // Of a table that does not exist only that is reported.
          expiry,
          ({ TimeToLiveStatus = "", AttributeName }) => {
            const [{ enabled, attribute_name } = { enabled: false, attribute_name: undefined }] = deployed.ttl;
            const isEnabled = /^ENABL/.test(TimeToLiveStatus);
            return isEnabled === enabled && (!enabled || AttributeName === attribute_name)
              ? ok("is as the state says")
              : broken(isEnabled ? `is that of ${AttributeName ?? "nothing"}` : "is off", apply);
          },
        ),
      ]),
  },
];

function differencesOf(
  deployed: Deployed<"aws_lambda_function">["attributes"],
  { CodeSha256, Role, Runtime, Environment }: FunctionConfiguration,
): string[] {
  const settings = deployed.environment[0]?.variables[settingsVariable];
  return Object.entries({
    code: CodeSha256 !== deployed.source_code_hash,
    runtime: Runtime !== deployed.runtime,
    role: Role !== deployed.role,
    settings: Environment?.Variables?.[settingsVariable] !== settings,
  }).flatMap(([what, isOther]) => (isOther ? [what] : []));
}

function findingOfTable(
  deployed: Deployed<"aws_dynamodb_table">["attributes"],
  { TableStatus, DeletionProtectionEnabled = false, SSEDescription }: TableDescription,
): Finding {
  if (TableStatus !== "ACTIVE" && TableStatus !== "UPDATING")
    return broken(`is ${TableStatus ?? "in no state"}, so nothing is repaired`, apply);
  const key = SSEDescription?.KMSMasterKeyArn;
  if (key !== deployed.server_side_encryption[0]?.kms_key_arn)
    return broken(`encrypts with ${key ?? "no key of the account"}`, apply);
  return deployed.deletion_protection_enabled && !DeletionProtectionEnabled
    ? broken("is not protected from deletion", apply)
    : ok("is active, with its key and protection");
}

import { z } from "zod";
import { arnOf, bucketName, group, kmsKeyArn, oneOfNumbers, tagMap, text, topicArn } from "../../terraform/schema";
import { retentionPeriods } from "../shared/retention";
import { choiceShape, policyArn, withListRules } from "./choice";
import { membersInput } from "./members";
import { namePrefix } from "./names";

/** Settings that are inputs as well. */
export const settingsShape = {
  ...choiceShape,
  logRetentionDays: oneOfNumbers(retentionPeriods, "days")
    .default(365)
    .describe("Days for which the logs of the functions are retained."),
};

const bucketArn = () => arnOf("s3", "[a-z0-9.-]{3,63}", "arn:<partition>:s3:::name", ":");

/** Inputs of the functions, and of what calls them. */
export const inputs = withListRules(
  group({
    namePrefix: namePrefix("everything"),
    ...settingsShape,
    permissionsBoundary: policyArn().optional().describe("Permissions boundary of the functions' roles."),
    ruleNames: z
      .array(text(/^[A-Za-z0-9_-]{1,128}$/, "a rule name of 1 to 128 letters, digits, _ and -"), {
        error: "a list of rule names",
      })
      .describe("Names of the rules of AWS Config that exist."),
    tableName: text(/^[A-Za-z0-9_.-]{3,255}$/, "a table name of 3 to 255 letters, digits and _ . -").describe(
      "Table of the attempts, of the module `remediation-store`.",
    ),
    keyArn: kmsKeyArn().describe("Key of the table and of the log groups."),
    bucketName: bucketName().describe("Bucket of what is needed to undo, of the module `remediation-records`."),
    bucketArn: bucketArn().describe("ARN of that bucket."),
    ownBucketArns: z
      .array(bucketArn(), { error: "a list of ARNs" })
      .describe("Buckets that this monitoring created, at least one: no function changes them."),
    deadLetterQueueArn: arnOf("sqs", "[A-Za-z0-9_-]{1,80}", "arn:<partition>:sqs:eu-west-1:111122223333:dead-letters")
      .optional()
      .describe(
        "Queue of the requests that a function could not answer three times, and of undelivered events. Required: null only says that there is none.",
      ),
    members: membersInput,
    topicArn: topicArn().describe("Topic of the functions' alarms."),
    tags: tagMap().default({}).describe("Tags of everything."),
  }),
);

export type Inputs = z.output<typeof inputs>;

import { account, region, type Request } from "../../../support/policies";
import { logKey } from "./log-key";
import { admin, arn, elsewhere, knowing, names, outsiders, type Rows } from "./requests";

/** Of an account that neither queries nor is anybody else's here. */
const owner = "999988887777";
export const foreignKeyArn = arn("kms", "key/5678abcd-12ab-34cd-56ef-1234567890ab", { account: owner });

const {
  "an administrator, to change the policy": changePolicy,
  "an auditor who may decrypt": decrypt,
  ...ofServices
} = logKey.letsIn;

const bucket = `arn:aws:s3:::${names.resultsBucket}`;
const trailContext = "kms:EncryptionContext:aws:cloudtrail:arn";
const resultsContext = "kms:EncryptionContext:aws:s3:arn";
const viaS3 = { "kms:ViaService": `s3.${region}.amazonaws.com` };
const query: Request = {
  principal: `arn:aws:iam::${account}:role/investigator`,
  allowedTo: ["kms:*"],
  action: "kms:Decrypt",
  resource: foreignKeyArn,
};
const readEvents = knowing(query, { ...viaS3, [trailContext]: arn("cloudtrail", `trail/${names.trail}`) });
const writeResults = knowing(
  { ...query, action: "kms:GenerateDataKey" },
  { ...viaS3, [resultsContext]: `${bucket}/1.csv` },
);
const readResults: Request = { ...writeResults, action: "kms:Decrypt" };

/** The same where S3 does not ask in this region. */
const notViaS3 = (to: string, request: Request) => ({
  [`a query in another region, ${to}`]: knowing(request, { "kms:ViaService": `s3.${elsewhere.region}.amazonaws.com` }),
  [`an investigator through another service, ${to}`]: knowing(request, {
    "kms:ViaService": `dynamodb.${region}.amazonaws.com`,
  }),
  [`an investigator without a service, ${to}`]: knowing(request, { "kms:ViaService": undefined }),
});
/** The same of a bucket that has no results. */
const ofOthers = (to: string, request: Request) =>
  Object.fromEntries(
    ["arn:aws:s3:::another", "arn:aws:s3:::another/1.csv", undefined].map((other) => [
      `a query, ${to} of ${other ?? "nothing"}`,
      knowing(request, { [resultsContext]: other }),
    ]),
  );

export const queriedLogKey: Rows = {
  module: "existing-queried-log-key",
  document: "policy",
  variables: { ...logKey.variables, key_arn: foreignKeyArn, results_bucket_name: names.resultsBucket },
  letsIn: {
    ...ofServices,
    "an administrator of its owner, to change the policy": {
      ...changePolicy!,
      principal: `arn:aws:iam::${owner}:role/admin`,
    },
    "an auditor of its owner who may decrypt": { ...decrypt!, principal: `arn:aws:iam::${owner}:role/auditor` },
    "a query, to read events": readEvents,
    "a query, to write a result": writeResults,
    "a query, to read a result": readResults,
    "a query, to write a result with the key of the bucket": knowing(writeResults, { [resultsContext]: bucket }),
    "a query, to read a result with the key of the bucket": knowing(readResults, { [resultsContext]: bucket }),
  },
  keepsOut: {
    ...logKey.keepsOut,
    "an administrator of the account that queries, to change the policy": { ...changePolicy!, ...admin },
    ...outsiders("to read events", readEvents),
    ...outsiders("to write results", writeResults),
    ...notViaS3("to read events", readEvents),
    ...notViaS3("to write results", writeResults),
    ...ofOthers("to read a result", readResults),
    ...ofOthers("to write a result", writeResults),
    "a query, to encrypt like the trail": { ...readEvents, action: "kms:GenerateDataKey" },
    "a query, to encrypt without a data key": { ...writeResults, action: "kms:Encrypt" },
    "a query, to hand the key on": { ...readEvents, action: "kms:CreateGrant" },
    "an investigator, to decrypt what is not said to be of a trail": knowing(readEvents, { [trailContext]: undefined }),
  },
  harmless: { "QueriesReadEvents with kms:EncryptionContext:aws:cloudtrail:arn *": "it means the same: any trail" },
};

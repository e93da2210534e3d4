/** A CloudTrail record as the default bus delivers it. */
export function onBus(record: object): object {
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    source: "aws.example",
    "detail-type": "AWS API Call via CloudTrail",
    account: "111122223333",
    time: "2026-03-02T09:30:00Z",
    region: "eu-central-1",
    resources: [],
    detail: record,
  };
}

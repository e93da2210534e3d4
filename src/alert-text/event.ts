/** Where the values are that EventBridge adds to every event, for {@link Message.paths}. */
export const eventPaths = {
  id: "$.id",
  account: "$.account",
  region: "$.region",
  detailType: "$.detail-type",
} as const;

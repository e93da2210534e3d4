import { onCreation, type Operations } from "../../terraform/operations";

/** What the commands need to know of the resources of the alert topic. */
export const operations: Operations = {
  aws_sns_topic: {
    permissions: {
      topic: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
        "sns:SetTopicAttributes",
        "sns:UntagResource",
      ],
    },
    unrecorded: [onCreation("topic", "sns:TagResource", "https://docs.aws.amazon.com/sns/latest/dg/sns-tags.html")],
    health: ["is encrypted with the key that CloudWatch may use"],
    costs: [{ usd: 0.5, per: "million alerts published", free: "1 million a month" }],
  },
  aws_sns_topic_policy: {
    permissions: {
      topic: ["sns:GetTopicAttributes", "sns:SetTopicAttributes"],
    },
    health: ["lets the alarms of this account publish, and nobody else"],
    costs: [],
  },
  aws_sns_topic_subscription: {
    permissions: {
      topic: ["sns:GetSubscriptionAttributes", "sns:ListSubscriptionsByTopic", "sns:Subscribe", "sns:Unsubscribe"],
    },
    health: ["is confirmed"],
    costs: [
      { usd: 2, per: "100,000 e-mails", free: "1,000 a month" },
      { usd: 0.06, per: "100,000 HTTPS deliveries", free: "100,000 a month" },
    ],
  },
  aws_lambda_permission: {
    permissions: {
      function: ["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"],
    },
    health: ["lets the topic invoke the function"],
    costs: [],
  },
};

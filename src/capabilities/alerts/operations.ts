import { onCreation, type Operations, type Unrecorded } from "../../terraform/operations";

/** What AWS checks for a channel of chat beside the request. */
const forChat: readonly Unrecorded[] = [
  {
    target: "role",
    actions: ["iam:PassRole"],
    conditions: { StringEquals: { "iam:PassedToService": "chatbot.amazonaws.com" } },
    reason: "a channel gets the role that it shows alarms with",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  },
  {
    target: "chatServiceLinkedRole",
    actions: ["iam:CreateServiceLinkedRole"],
    reason: "the first channel of an account creates AWSServiceRoleForAWSChatbot, which subscribes it to the topic",
    source: "https://docs.aws.amazon.com/chatbot/latest/adminguide/using-service-linked-roles.html",
  },
  {
    target: "chat",
    actions: ["chatbot:TagResource"],
    reason: "it is created with its tags",
    source: "https://docs.aws.amazon.com/chatbot/latest/APIReference/API_TagResource.html",
  },
];
const notAdoptedChat = "its role and guardrails are ours: delete the channel's configuration, or omit the channel";

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
    costs: [{ unit: "publishedAlerts", usd: 0.5, per: 1_000_000, free: 1_000_000 }],
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
      { unit: "emails", usd: 2, per: 100_000, free: 1000 },
      { unit: "httpsDeliveries", usd: 0.06, per: 100_000, free: 100_000 },
    ],
  },
  aws_lambda_permission: {
    permissions: {
      function: ["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"],
    },
    health: ["lets the topic invoke the function"],
    costs: [],
  },
  aws_chatbot_slack_channel_configuration: {
    permissions: {
      everything: ["chatbot:CreateSlackChannelConfiguration", "chatbot:DescribeSlackChannelConfigurations"],
      chat: [
        "chatbot:DeleteSlackChannelConfiguration",
        "chatbot:UntagResource",
        "chatbot:UpdateSlackChannelConfiguration",
      ],
    },
    unrecorded: forChat,
    health: ["shows the messages of the topic, and may only read"],
    costs: [],
    notAdopted: notAdoptedChat,
  },
  aws_chatbot_teams_channel_configuration: {
    permissions: {
      everything: [
        "chatbot:CreateMicrosoftTeamsChannelConfiguration",
        "chatbot:ListMicrosoftTeamsChannelConfigurations",
      ],
      chat: [
        "chatbot:DeleteMicrosoftTeamsChannelConfiguration",
        "chatbot:UntagResource",
        "chatbot:UpdateMicrosoftTeamsChannelConfiguration",
      ],
    },
    unrecorded: forChat,
    health: ["shows the messages of the topic, and may only read"],
    costs: [],
    notAdopted: notAdoptedChat,
  },
};

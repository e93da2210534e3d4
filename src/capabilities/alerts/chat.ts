import { ChatbotSlackChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-slack-channel-configuration";
import { ChatbotTeamsChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-teams-channel-configuration";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { z } from "zod";
import { AwsEnvironment } from "../../terraform/aws/aws-environment";
import { partitions } from "../../terraform/aws/partitions";
import { allowService, policyDocument } from "../../terraform/aws/policy";
import { Capability, type CapabilityProps, type OnLeaving } from "../../terraform/capability";
import { hclIn } from "../../terraform/hcl";
import { bounded, group, tagMap, text, topicArn } from "../../terraform/schema";
import { asTerraformValue } from "../../terraform/variables";
import { operations as common } from "../shared/operations";
import { operations } from "./operations";

const channels = <T extends z.ZodRawShape>(channel: T, what: string) =>
  z.record(text(/^[A-Za-z0-9_-]{1,64}$/, "a name of 1 to 64 letters, digits, _ and -"), group(channel), {
    error: `a map of ${what} by name`,
  });
const guid = (of: string) =>
  text(
    /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
    `the id of a ${of} such as 1234abcd-12ab-34cd-56ef-1234567890ab`,
  );

/** What a user can set. https://docs.aws.amazon.com/chatbot/latest/APIReference/API_Operations.html has the limits. */
export const chatShape = {
  slackChannels: channels(
    {
      workspaceId: text(/^[0-9A-Z]{1,255}$/, "the id of a Slack workspace such as T07EA123LEP").describe(
        "Workspace, as the console of Amazon Q Developer in chat applications shows it once it is authorized.",
      ),
      channelId: text(/^[A-Za-z0-9]{1,255}$/, "the id of a Slack channel such as C07EZ1ABC23").describe(
        "Channel: the end of the link that Slack copies.",
      ),
    },
    "Slack channels",
  )
    .default({})
    .describe(
      "Slack channels, by a name of your choice. An administrator must have authorized the workspace in the console once. A channel of another workspace needs another name, because AWS cannot change the workspace.",
    ),
  teamsChannels: channels(
    {
      tenantId: guid("tenant").describe("Tenant of Microsoft Entra."),
      teamId: guid("team").describe(
        "Team, as the console of Amazon Q Developer in chat applications shows it once it is authorized.",
      ),
      channelId: bounded(
        1,
        255,
        /^[A-Za-z0-9_=+\/.,-]*%3[aA][A-Za-z0-9_=+\/.,-]*%40[A-Za-z0-9_=+\/.,-]*$/,
        "the id of a channel of Teams such as 19%3a0123456789abcdef%40thread.tacv2, as in the link to the channel",
      ).describe("Channel: what stands in the link to it after `channel/`, up to the next slash."),
    },
    "channels of Microsoft Teams",
  )
    .default({})
    .describe(
      "Channels of Microsoft Teams, by a name of your choice; one for each team, because the AWS provider finds a channel by its team. An administrator must have authorized the team in the console once. A channel of another team needs another name, because AWS cannot change the team.",
    ),
};

const inputs = group({
  namePrefix: text(/^[A-Za-z0-9_-]{0,20}$/, "at most 20 letters, digits, _ and -")
    .default("")
    .describe("Prefix of the name of the role and of every channel configuration."),
  topicArn: topicArn().describe("Topic whose messages the channels show: alarms and custom notifications."),
  ...chatShape,
  tags: tagMap().default({}).describe("Tags of the role and of the channel configurations."),
});

export type ChatChannelsProps = CapabilityProps<typeof inputs>;
export type ChatChannelsOutputs = ChatChannels["outputs"];

/**
 * Channels that show the messages of a topic, by Amazon Q Developer in chat applications, which was AWS Chatbot. The service is a
 * global one: where a region has no endpoint of it, the provider asks us-west-2.
 */
export class ChatChannels extends Capability<typeof inputs, Record<never, string>> {
  static readonly module = "chat-channels";
  static readonly summary = "Channels of Slack and Microsoft Teams that show the alerts, and may only read.";
  static readonly inputs = inputs;
  static readonly onLeaving: OnLeaving = {
    aws_chatbot_slack_channel_configuration: "destroy",
    aws_chatbot_teams_channel_configuration: "destroy",
    aws_iam_role: "destroy",
    aws_iam_role_policy: "destroy",
  };
  static readonly operations = [operations, common];
  static readonly outputs = {};

  readonly outputs = {};

  constructor(scope: Construct, id: string, props: ChatChannelsProps) {
    super(scope, id, inputs, props);
    const { namePrefix, topicArn, slackChannels, teamsChannels, tags } = this.inputs;
    const aws = AwsEnvironment.of(this);
    const hcl = hclIn(this);

    const role = new IamRole(this, "role", {
      name: `${namePrefix}security-alert-chat`,
      description: "Amazon Q Developer in chat applications shows the alarms of the alerts",
      // See docs/decisions/0025.
      assumeRolePolicy: policyDocument(this, "trust", [
        allowService("ChatAssumesRole", "chatbot", ["sts:AssumeRole"], undefined),
      ]),
      tags,
    });
    const policy = new IamRolePolicy(this, "policy", {
      name: "show-alarms",
      role: role.id,
      // What AWS proposes for notifications. Less would be refused calls, which detections count.
      // https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-iam-policies.html
      policy: policyDocument(this, "permissions", [
        {
          sid: "ShowAlarms",
          effect: "Allow",
          actions: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"],
          resources: ["*"],
        },
      ]),
    });

    const without = Object.keys(partitions).filter((name) => !partitions[name]!.hasChat);
    const usual = {
      // Through the policy, so that no alarm comes before its graph can be drawn.
      iamRoleArn: aws.arn("iam", `role/${policy.role}`, { region: "" }),
      snsTopicArns: [topicArn],
      // Without any, AWS sets AdministratorAccess.
      guardrailPolicyArns: [aws.arn("iam", "policy/CloudWatchReadOnlyAccess", { region: "", account: "aws" })],
      // Who writes a command in the channel needs a role of their own for it.
      userAuthorizationRequired: true,
      loggingLevel: "ERROR",
      tags,
    };
    const isHere = {
      condition: hcl`!contains(${without}, ${aws.partition})`,
      errorMessage: `The partition ${aws.partition} has no Amazon Q Developer in chat applications: omit the chat.`,
    };
    const each = (map: string) => TerraformIterator.fromMap(Token.asAnyMap(map));
    const slack = this.local("slack_channels", asTerraformValue(chatShape.slackChannels, slackChannels));
    const teams = this.local("teams_channels", asTerraformValue(chatShape.teamsChannels, teamsChannels));
    new ChatbotSlackChannelConfiguration(this, "slack", {
      forEach: each(slack),
      configurationName: `${namePrefix}\${each.key}`,
      slackTeamId: "${each.value.workspace_id}",
      slackChannelId: "${each.value.channel_id}",
      ...usual,
      lifecycle: { precondition: [isHere] },
    });
    new ChatbotTeamsChannelConfiguration(this, "teams", {
      forEach: each(teams),
      configurationName: `${namePrefix}\${each.key}`,
      tenantId: "${each.value.tenant_id}",
      teamId: "${each.value.team_id}",
      channelId: "${each.value.channel_id}",
      ...usual,
      lifecycle: {
        precondition: [
          isHere,
          {
            condition: hcl`length([for channel in ${teams} : channel if channel.team_id == each.value.team_id]) == 1`,
            errorMessage: `The channel \${each.key} is not the only one of its team: the AWS provider finds a channel by its team. Keep one channel for each team.`,
          },
        ],
      },
    });
  }
}

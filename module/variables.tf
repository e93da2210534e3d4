# Written by terraform-aws-security-monitoring, sha256:dd883cab78bc90d47de29aa3e0328228f9e35dc70586eafc78af9b92a2d94b62

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of every name, so that two instances do not collide. A second instance in a region also needs `config.existing_recorder`, a second one in an account `config.existing_role`."
  nullable    = false

  validation {
    condition     = can(regex("^([a-z][a-z0-9]*(-[a-z0-9]+)*-?)?$", var.name_prefix)) && length(regexall("(?s).", var.name_prefix)) <= 20
    error_message = "name_prefix must be at most 20 lower-case letters, digits and single hyphens, starting with a letter."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of every resource that can have tags. AWS allows 50, the provider's default tags included."
  nullable    = false

  validation {
    condition     = length(var.tags) <= 50
    error_message = "tags must have at most 50 entries."
  }

  validation {
    condition     = length(distinct([for key in keys(var.tags) : lower(key)])) == length(var.tags)
    error_message = "tags must not have keys that differ only in case."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", key)) && !can(regex("^[aA][wW][sS]:", key)) && length(regexall("(?s).", key)) >= 1 && length(regexall("(?s).", key)) <= 128])
    error_message = "Every key of tags must be a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with \"aws:\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.tags) : entry != null])
    error_message = "tags[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.tags) : entry == null ? true : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 256])
    error_message = "tags[*] must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -."
  }
}

variable "check_existing" {
  type        = bool
  default     = false
  description = "Whether Terraform checks existing resources, and warns if they do not meet the requirements of the monitoring. While it is enabled, no plan is empty, because Terraform reads the checked resources in every apply: enable it temporarily."
  nullable    = false
}

variable "regions" {
  type        = list(string)
  default     = []
  description = "Further regions to monitor. AWS Config, GuardDuty, Security Hub and Access Analyzer, as far as they are enabled, are set up in each, and its events are forwarded. A stack does so by itself; callers of the module call its nested module `regional` for each, with a provider of the region."
  nullable    = false

  validation {
    condition     = length(distinct(var.regions)) == length(var.regions)
    error_message = "regions must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.regions : item != null])
    error_message = "regions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "regions[*] must be an AWS region such as eu-west-1."
  }
}

variable "organization" {
  type        = object({ id = string, management_account_id = string, members = optional(object({ organizational_unit_ids = list(string), excluded_account_ids = optional(list(string), []), existing_recorder_account_ids = optional(list(string), []), recorder = optional(bool, true), remediation = optional(bool, false), retain_stacks = optional(bool, false) })), security_hub_targets = optional(list(string), []), config_rules = optional(object({ excluded_account_ids = optional(list(string), []) })) })
  default     = null
  description = "The organization of which this is the security account. Omitted: this account alone.\n- id: ID of the organization, such as o-a1b2c3d4e5.\n- management_account_id: ID of the management account of the organization.\n- members: Accounts of the organization that get, in each region, an AWS Config recorder that delivers to the bucket of this account, and event rules that forward to it; new accounts as well. Needs trusted access for CloudFormation StackSets, and this account as their delegated administrator. Omitted: none.\n  - organizational_unit_ids: Organizational units whose accounts get a stack, those in nested units and new ones included; the root's ID stands for all.\n  - excluded_account_ids: Accounts of these units that get nothing. The security account is always one of them.\n  - existing_recorder_account_ids: Accounts that have an AWS Config recorder already, of which a region has one. They keep it, and get the event rules only.\n  - recorder: Whether the accounts get an AWS Config recorder, which needs that of this account: they deliver to its bucket.\n  - remediation: Whether the functions of remediation examine and repair resources of these accounts as well, with a role that each of them gets: what `remediation.modes` enables, by the same modes and limits. Runbooks and daily sweeps stay with this account.\n  - retain_stacks: Whether an account that leaves the units keeps its stacks, which nobody updates any more.\n- security_hub_targets: Root of the organization, or organizational units, whose accounts Security Hub configures: also those that join later. Empty: this account only.\n- config_rules: Creates the rules of `config.rules` in every account of the organization as well. `{}` excludes none. Set it once every account has a recorder in every region that is monitored: AWS refuses a rule in an account without one, and the apply fails.\n  - excluded_account_ids: Accounts without a recorder, where AWS refuses rules, and others without these rules."
  nullable    = true

  validation {
    condition     = var.organization == null ? true : var.organization.id != null
    error_message = "organization.id must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization.id))
    error_message = "organization.id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.management_account_id != null
    error_message = "organization.management_account_id must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.management_account_id == null ? true : can(regex("^[0-9]{12}$", var.organization.management_account_id))
    error_message = "organization.management_account_id must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : var.organization.members.organizational_unit_ids != null
    error_message = "organization.members.organizational_unit_ids must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : var.organization.members.organizational_unit_ids == null ? true : length(distinct(var.organization.members.organizational_unit_ids)) == length(var.organization.members.organizational_unit_ids)
    error_message = "organization.members.organizational_unit_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : var.organization.members.organizational_unit_ids == null ? true : alltrue([for item in var.organization.members.organizational_unit_ids : item != null])
    error_message = "organization.members.organizational_unit_ids[*] must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : var.organization.members.organizational_unit_ids == null ? true : alltrue([for item in var.organization.members.organizational_unit_ids : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "organization.members.organizational_unit_ids[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : length(distinct(var.organization.members.excluded_account_ids)) == length(var.organization.members.excluded_account_ids)
    error_message = "organization.members.excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : alltrue([for item in var.organization.members.excluded_account_ids : item != null])
    error_message = "organization.members.excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : alltrue([for item in var.organization.members.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "organization.members.excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : length(distinct(var.organization.members.existing_recorder_account_ids)) == length(var.organization.members.existing_recorder_account_ids)
    error_message = "organization.members.existing_recorder_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : alltrue([for item in var.organization.members.existing_recorder_account_ids : item != null])
    error_message = "organization.members.existing_recorder_account_ids[*] must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.members == null ? true : alltrue([for item in var.organization.members.existing_recorder_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "organization.members.existing_recorder_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.organization == null ? true : length(distinct(var.organization.security_hub_targets)) == length(var.organization.security_hub_targets)
    error_message = "organization.security_hub_targets must not contain duplicates."
  }

  validation {
    condition     = var.organization == null ? true : alltrue([for item in var.organization.security_hub_targets : item != null])
    error_message = "organization.security_hub_targets[*] must not be null."
  }

  validation {
    condition     = var.organization == null ? true : alltrue([for item in var.organization.security_hub_targets : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "organization.security_hub_targets[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.config_rules == null ? true : length(distinct(var.organization.config_rules.excluded_account_ids)) == length(var.organization.config_rules.excluded_account_ids)
    error_message = "organization.config_rules.excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.config_rules == null ? true : alltrue([for item in var.organization.config_rules.excluded_account_ids : item != null])
    error_message = "organization.config_rules.excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = var.organization == null ? true : var.organization.config_rules == null ? true : alltrue([for item in var.organization.config_rules.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "organization.config_rules.excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }
}

variable "alerts" {
  type        = object({ topic_name = optional(string, "security-alerts"), existing_topic = optional(object({ arn = string })), existing_topic_keys = optional(list(string), []), topics_by_severity = optional(map(object({ arn = string })), {}), record_topic = optional(object({ arn = string })), instant = optional(bool, true), chat = optional(object({ slack_channels = optional(map(object({ workspace_id = string, channel_id = string })), {}), teams_channels = optional(map(object({ tenant_id = string, team_id = string, channel_id = string })), {}) })), machines = optional(object({ https_endpoints = optional(map(string), {}), sqs_queues = optional(map(object({ arn = string })), {}), lambda_functions = optional(map(object({ arn = string })), {}) })), emails = optional(list(string), []), emails_by_name = optional(map(string), {}), https_endpoints = optional(map(string), {}), sqs_queues = optional(map(object({ arn = string })), {}), lambda_functions = optional(map(object({ arn = string })), {}), existing_key = optional(object({ arn = string })) })
  default     = {}
  description = "The topic of the alerts, and its recipients.\n- topic_name: Name of the SNS topic.\n- existing_topic: Existing topic to use instead of a new one. It must have the policy in the output `required_policies`; so must each topic in `topics_by_severity`, with its own ARN in the policy. If the topic is encrypted, its key must allow CloudWatch to use it. A topic of another account must also let the role of the event rules publish (docs/existing-resources.md). If the topic is created in the same apply, give it the policy that the nested module `existing-topic` returns, and take the ARN from its `aws_sns_topic_policy` resource.\n  - arn: ARN of the resource.\n- existing_topic_keys: Keys that encrypt existing topics, `existing_topic` or those in `topics_by_severity`. The role of the event rules may use them, if their policies let IAM policies of this account decide. Without its key no event rule can publish to an encrypted topic.\n- topics_by_severity: Topics for alerts of one severity, instead of the common topic: for example a pager for critical ones. They get what people get.\n  - arn: ARN of the topic.\n- record_topic: Existing topic for the alarms of detections that event rules report already, instead of the topic of their severity. Only where somebody reads it: an event that EventBridge loses is nowhere else. Its policy must let the alarms of this account publish, as that of `existing_topic` does, and its key must allow CloudWatch to use it.\n  - arn: ARN of the resource.\n- instant: Whether EventBridge rules report detections, findings and rules of AWS Config within about a minute. The alarms follow some minutes later, and are complete: AWS delivers events on a best-effort basis.\n- chat: Channels of Slack and Microsoft Teams that show the alerts. They get a topic of their own, because chat needs a format of its own. They may read CloudWatch and nothing else. An administrator authorizes the workspace or team once (docs/chat.md).\n  - slack_channels: Slack channels, by a name of your choice. An administrator must have authorized the workspace in the console once. A channel of another workspace needs another name, because AWS cannot change the workspace.\n    - workspace_id: Workspace, as the console of Amazon Q Developer in chat applications shows it once it is authorized.\n    - channel_id: Channel: the end of the link that Slack copies.\n  - teams_channels: Channels of Microsoft Teams, by a name of your choice; one for each team, because the AWS provider finds a channel by its team. An administrator must have authorized the team in the console once. A channel of another team needs another name, because AWS cannot change the team.\n    - tenant_id: Tenant of Microsoft Entra.\n    - team_id: Team, as the console of Amazon Q Developer in chat applications shows it once it is authorized.\n    - channel_id: Channel: what stands in the link to it after `channel/`, up to the next slash.\n- machines: Programs that get the events of the event rules as EventBridge has them, in JSON and without alarms: a pager, a SIEM. They get a topic of their own, and nothing while `alerts.instant` is false.\n  - https_endpoints: https:// addresses that receive every alert of the topic, by a name of your choice. Each endpoint must confirm the subscription. Plans and outputs show only the name, because an address often contains a token; the state contains the address.\n  - sqs_queues: SQS queues of this account that receive every alert of the topic, by a name of your choice. Their policy must allow the topic to send messages. Subscribe a queue of another account from that account.\n    - arn: ARN of the subscriber.\n  - lambda_functions: Lambda functions of this account and region that receive every alert of the topic, by a name of your choice. The topic is allowed to invoke them. Subscribe a function of another account from that account.\n    - arn: ARN of the subscriber.\n- emails: E-mail addresses that receive every alert of the topic. Each recipient must confirm the e-mail that AWS sends.\n- emails_by_name: Further e-mail addresses, by a name of your choice: for addresses that are sensitive in Terraform, or unknown until the apply.\n- https_endpoints: https:// addresses that receive every alert of the topic, by a name of your choice. Each endpoint must confirm the subscription. Plans and outputs show only the name, because an address often contains a token; the state contains the address.\n- sqs_queues: SQS queues of this account that receive every alert of the topic, by a name of your choice. Their policy must allow the topic to send messages. Subscribe a queue of another account from that account.\n  - arn: ARN of the subscriber.\n- lambda_functions: Lambda functions of this account and region that receive every alert of the topic, by a name of your choice. The topic is allowed to invoke them. Subscribe a function of another account from that account.\n  - arn: ARN of the subscriber.\n- existing_key: Existing KMS key for the new topic. Its policy must allow CloudWatch to use it, as the output `required_policies` states. If the key is created in the same apply, give it the policy that the nested module `existing-alert-key` returns.\n  - arn: ARN of the resource."
  nullable    = false

  validation {
    condition     = var.alerts.existing_topic == null || var.alerts.existing_key == null
    error_message = "alerts.existing_topic and alerts.existing_key cannot be combined: set one of them."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,256}$", var.alerts.topic_name))
    error_message = "alerts.topic_name must be a topic name of 1 to 256 letters, digits, _ and -."
  }

  validation {
    condition     = var.alerts.existing_topic == null ? true : var.alerts.existing_topic.arn != null
    error_message = "alerts.existing_topic.arn must not be null."
  }

  validation {
    condition     = var.alerts.existing_topic == null ? true : var.alerts.existing_topic.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.alerts.existing_topic.arn))
    error_message = "alerts.existing_topic.arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }

  validation {
    condition     = length(distinct(var.alerts.existing_topic_keys)) == length(var.alerts.existing_topic_keys)
    error_message = "alerts.existing_topic_keys must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.alerts.existing_topic_keys : item != null])
    error_message = "alerts.existing_topic_keys[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.alerts.existing_topic_keys : item == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", item))])
    error_message = "alerts.existing_topic_keys[*] must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = alltrue([for key in keys(var.alerts.topics_by_severity) : contains(["low", "medium", "high", "critical"], key)])
    error_message = "Every key of alerts.topics_by_severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.topics_by_severity) : entry != null])
    error_message = "alerts.topics_by_severity[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.topics_by_severity) : entry == null ? true : entry.arn != null])
    error_message = "alerts.topics_by_severity[*].arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.topics_by_severity) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", entry.arn))])
    error_message = "alerts.topics_by_severity[*].arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }

  validation {
    condition     = var.alerts.record_topic == null ? true : var.alerts.record_topic.arn != null
    error_message = "alerts.record_topic.arn must not be null."
  }

  validation {
    condition     = var.alerts.record_topic == null ? true : var.alerts.record_topic.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.alerts.record_topic.arn))
    error_message = "alerts.record_topic.arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for key in keys(var.alerts.chat.slack_channels) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.chat.slack_channels must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.slack_channels) : entry != null])
    error_message = "alerts.chat.slack_channels[*] must not be null."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.slack_channels) : entry == null ? true : entry.workspace_id != null])
    error_message = "alerts.chat.slack_channels[*].workspace_id must not be null."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.slack_channels) : entry == null ? true : entry.workspace_id == null ? true : can(regex("^[0-9A-Z]{1,255}$", entry.workspace_id))])
    error_message = "alerts.chat.slack_channels[*].workspace_id must be the id of a Slack workspace such as T07EA123LEP."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.slack_channels) : entry == null ? true : entry.channel_id != null])
    error_message = "alerts.chat.slack_channels[*].channel_id must not be null."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.slack_channels) : entry == null ? true : entry.channel_id == null ? true : can(regex("^[A-Za-z0-9]{1,255}$", entry.channel_id))])
    error_message = "alerts.chat.slack_channels[*].channel_id must be the id of a Slack channel such as C07EZ1ABC23."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for key in keys(var.alerts.chat.teams_channels) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.chat.teams_channels must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.teams_channels) : entry != null])
    error_message = "alerts.chat.teams_channels[*] must not be null."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.teams_channels) : entry == null ? true : entry.tenant_id != null])
    error_message = "alerts.chat.teams_channels[*].tenant_id must not be null."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.teams_channels) : entry == null ? true : entry.tenant_id == null ? true : can(regex("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", entry.tenant_id))])
    error_message = "alerts.chat.teams_channels[*].tenant_id must be the id of a tenant such as 1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.teams_channels) : entry == null ? true : entry.team_id != null])
    error_message = "alerts.chat.teams_channels[*].team_id must not be null."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.teams_channels) : entry == null ? true : entry.team_id == null ? true : can(regex("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", entry.team_id))])
    error_message = "alerts.chat.teams_channels[*].team_id must be the id of a team such as 1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.teams_channels) : entry == null ? true : entry.channel_id != null])
    error_message = "alerts.chat.teams_channels[*].channel_id must not be null."
  }

  validation {
    condition     = var.alerts.chat == null ? true : alltrue([for entry in values(var.alerts.chat.teams_channels) : entry == null ? true : entry.channel_id == null ? true : can(regex("^[A-Za-z0-9_=+/.,-]*%3[aA][A-Za-z0-9_=+/.,-]*%40[A-Za-z0-9_=+/.,-]*$", entry.channel_id)) && length(regexall("(?s).", entry.channel_id)) >= 1 && length(regexall("(?s).", entry.channel_id)) <= 255])
    error_message = "alerts.chat.teams_channels[*].channel_id must be the id of a channel of Teams such as 19%3a0123456789abcdef%40thread.tacv2, as in the link to the channel."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for key in keys(var.alerts.machines.https_endpoints) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.machines.https_endpoints must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.https_endpoints) : entry != null])
    error_message = "alerts.machines.https_endpoints[*] must not be null."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.https_endpoints) : entry == null ? true : can(regex("^https://[!-.0-?A-~]+(/[!-~]*)?$", entry))])
    error_message = "alerts.machines.https_endpoints[*] must be an https:// address without user and password, which AWS never shows again: put a token into the path or the query."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for key in keys(var.alerts.machines.sqs_queues) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.machines.sqs_queues must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.sqs_queues) : entry != null])
    error_message = "alerts.machines.sqs_queues[*] must not be null."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.sqs_queues) : entry == null ? true : entry.arn != null])
    error_message = "alerts.machines.sqs_queues[*].arn must not be null."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.sqs_queues) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}$", entry.arn))])
    error_message = "alerts.machines.sqs_queues[*].arn must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:alerts, a standard queue: a FIFO queue cannot subscribe to a standard topic."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for key in keys(var.alerts.machines.lambda_functions) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.machines.lambda_functions must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.lambda_functions) : entry != null])
    error_message = "alerts.machines.lambda_functions[*] must not be null."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.lambda_functions) : entry == null ? true : entry.arn != null])
    error_message = "alerts.machines.lambda_functions[*].arn must not be null."
  }

  validation {
    condition     = var.alerts.machines == null ? true : alltrue([for entry in values(var.alerts.machines.lambda_functions) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$", entry.arn))])
    error_message = "alerts.machines.lambda_functions[*].arn must be an ARN such as arn:<partition>:lambda:eu-west-1:111122223333:function:name."
  }

  validation {
    condition     = length(distinct(var.alerts.emails)) == length(var.alerts.emails)
    error_message = "alerts.emails must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.alerts.emails : item != null])
    error_message = "alerts.emails[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.alerts.emails : item == null ? true : can(regex("^[A-Za-z0-9+.!#$%&'*/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9]+$", item)) && length(regexall("(?s).", item)) >= 1 && length(regexall("(?s).", item)) <= 254])
    error_message = "alerts.emails[*] must be an e-mail address such as security@example.com."
  }

  validation {
    condition     = alltrue([for key in keys(var.alerts.emails_by_name) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.emails_by_name must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.emails_by_name) : entry != null])
    error_message = "alerts.emails_by_name[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.emails_by_name) : entry == null ? true : can(regex("^[A-Za-z0-9+.!#$%&'*/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9]+$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 254])
    error_message = "alerts.emails_by_name[*] must be an e-mail address such as security@example.com."
  }

  validation {
    condition     = alltrue([for key in keys(var.alerts.https_endpoints) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.https_endpoints must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.https_endpoints) : entry != null])
    error_message = "alerts.https_endpoints[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.https_endpoints) : entry == null ? true : can(regex("^https://[!-.0-?A-~]+(/[!-~]*)?$", entry))])
    error_message = "alerts.https_endpoints[*] must be an https:// address without user and password, which AWS never shows again: put a token into the path or the query."
  }

  validation {
    condition     = alltrue([for key in keys(var.alerts.sqs_queues) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.sqs_queues must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.sqs_queues) : entry != null])
    error_message = "alerts.sqs_queues[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.sqs_queues) : entry == null ? true : entry.arn != null])
    error_message = "alerts.sqs_queues[*].arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.sqs_queues) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}$", entry.arn))])
    error_message = "alerts.sqs_queues[*].arn must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:alerts, a standard queue: a FIFO queue cannot subscribe to a standard topic."
  }

  validation {
    condition     = alltrue([for key in keys(var.alerts.lambda_functions) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of alerts.lambda_functions must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.lambda_functions) : entry != null])
    error_message = "alerts.lambda_functions[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.lambda_functions) : entry == null ? true : entry.arn != null])
    error_message = "alerts.lambda_functions[*].arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.alerts.lambda_functions) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$", entry.arn))])
    error_message = "alerts.lambda_functions[*].arn must be an ARN such as arn:<partition>:lambda:eu-west-1:111122223333:function:name."
  }

  validation {
    condition     = var.alerts.existing_key == null ? true : var.alerts.existing_key.arn != null
    error_message = "alerts.existing_key.arn must not be null."
  }

  validation {
    condition     = var.alerts.existing_key == null ? true : var.alerts.existing_key.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.alerts.existing_key.arn))
    error_message = "alerts.existing_key.arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}

variable "trail" {
  type        = object({ enabled = optional(bool, true), name = optional(string, "security-monitoring-trail"), organization_trail_name = optional(string, "security-monitoring-organization-trail"), beside_organization = optional(bool, false), s3_data_events = optional(object({ buckets = list(string), read_write_type = optional(string, "WriteOnly") })), bucket_name = optional(string), existing_bucket = optional(object({ name = string })), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false), object_lock = optional(object({ mode = string, days = number })), log_group_name = optional(string, "security-monitoring-trail"), existing_log_group = optional(object({ name = optional(string), name_prefix = optional(string) })), log_retention_days = optional(number, 365), delivery_role_name = optional(string, "security-monitoring-trail-delivery") })
  default     = {}
  description = "The audit trail, its bucket and its log group.\n- enabled: Whether a trail is created. Set false if another trail, such as the organization's, delivers to an existing log group.\n- name: Name of the trail.\n- organization_trail_name: Name of the trail of the organization, if `organization` is set. No account of the organization may have another trail of this name.\n- beside_organization: Whether the trail of this account remains beside that of the organization. Set it for a day when `organization` is set where there is one: each event is delivered twice, and none is lost.\n- s3_data_events: Calls that read, write and delete objects in S3 to record as well: AWS charges for each, and the log group for its size. The pack `data` needs them. Unset: management events only.\n  - buckets: Names of the buckets, of this account or with `organization` of its accounts. Buckets of the monitoring are refused: each delivery would be an event again.\n  - read_write_type: Which calls: those that read objects, those that write or delete them, or both.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- existing_bucket: Existing bucket to use instead of a new one. Its policy must allow the trail to deliver, as the output `required_policies` states. If the bucket is created in the same apply, give it the policy that the nested module `existing-trail-bucket` returns, and take the name from its `aws_s3_bucket_policy` resource.\n  - name: Name of the resource.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days for which an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n  - after_days: Days after which a file moves.\n  - storage_class: Storage class that the file moves to.\n- force_destroy_bucket: Whether Terraform may delete the new bucket while it contains files. `evidence.deletion_protection` must be false as well.\n- object_lock: Object Lock of the new bucket: files cannot be deleted or overwritten before their retention ends. It cannot be disabled again.\n  - mode: GOVERNANCE: an identity with s3:BypassGovernanceRetention can still delete files. COMPLIANCE: nobody can, not even the root user or Terraform.\n  - days: Days for which a file cannot be deleted or overwritten.\n- log_group_name: Name of the log group.\n- existing_log_group: Existing log group to use instead of a new one, such as Control Tower's in the management account.\n  - name: Name of the log group.\n  - name_prefix: Prefix of the name, if it ends in a random suffix, as Control Tower's does. It must be known in the plan. Terraform looks the name up: with depends_on on the module call it can do so only during the apply, and plans to replace every metric filter.\n- log_retention_days: Days for which events stay searchable. Fewer than 365 fail Security Hub CloudWatch.16; the bucket retains its own copy.\n- delivery_role_name: Name of the role that CloudTrail uses to write to the log group."
  nullable    = false

  validation {
    condition     = var.trail.bucket_name == null || var.trail.existing_bucket == null
    error_message = "trail.bucket_name and trail.existing_bucket cannot be combined: set one of them."
  }

  validation {
    condition     = var.trail.object_lock == null || var.trail.existing_bucket == null
    error_message = "trail.object_lock and trail.existing_bucket cannot be combined: set one of them."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.trail.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.trail.name)) && length(regexall("(?s).", var.trail.name)) >= 3 && length(regexall("(?s).", var.trail.name)) <= 128
    error_message = "trail.name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.trail.organization_trail_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.trail.organization_trail_name)) && length(regexall("(?s).", var.trail.organization_trail_name)) >= 3 && length(regexall("(?s).", var.trail.organization_trail_name)) <= 128
    error_message = "trail.organization_trail_name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }

  validation {
    condition     = var.trail.s3_data_events == null ? true : var.trail.s3_data_events.buckets != null
    error_message = "trail.s3_data_events.buckets must not be null."
  }

  validation {
    condition     = var.trail.s3_data_events == null ? true : var.trail.s3_data_events.buckets == null ? true : length(distinct(var.trail.s3_data_events.buckets)) == length(var.trail.s3_data_events.buckets)
    error_message = "trail.s3_data_events.buckets must not contain duplicates."
  }

  validation {
    condition     = var.trail.s3_data_events == null ? true : var.trail.s3_data_events.buckets == null ? true : length(var.trail.s3_data_events.buckets) >= 1 && length(var.trail.s3_data_events.buckets) <= 250
    error_message = "trail.s3_data_events.buckets must be a list of 1 to 250."
  }

  validation {
    condition     = var.trail.s3_data_events == null ? true : var.trail.s3_data_events.buckets == null ? true : alltrue([for item in var.trail.s3_data_events.buckets : item != null])
    error_message = "trail.s3_data_events.buckets[*] must not be null."
  }

  validation {
    condition     = var.trail.s3_data_events == null ? true : var.trail.s3_data_events.buckets == null ? true : alltrue([for item in var.trail.s3_data_events.buckets : item == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", item)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", item)) && length(regexall("(?s).", item)) >= 3 && length(regexall("(?s).", item)) <= 63])
    error_message = "trail.s3_data_events.buckets[*] must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.trail.s3_data_events == null ? true : contains(["All", "ReadOnly", "WriteOnly"], var.trail.s3_data_events.read_write_type)
    error_message = "trail.s3_data_events.read_write_type must be one of All, ReadOnly, WriteOnly."
  }

  validation {
    condition     = var.trail.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.trail.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.trail.bucket_name)) && length(regexall("(?s).", var.trail.bucket_name)) >= 3 && length(regexall("(?s).", var.trail.bucket_name)) <= 63
    error_message = "trail.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.trail.existing_bucket == null ? true : var.trail.existing_bucket.name != null
    error_message = "trail.existing_bucket.name must not be null."
  }

  validation {
    condition     = var.trail.existing_bucket == null ? true : var.trail.existing_bucket.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.trail.existing_bucket.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.trail.existing_bucket.name)) && length(regexall("(?s).", var.trail.existing_bucket.name)) >= 3 && length(regexall("(?s).", var.trail.existing_bucket.name)) <= 63
    error_message = "trail.existing_bucket.name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.trail.expire_after_days >= 1 && var.trail.expire_after_days <= 36500 && floor(var.trail.expire_after_days) == var.trail.expire_after_days
    error_message = "trail.expire_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = var.trail.expire_noncurrent_after_days >= 1 && var.trail.expire_noncurrent_after_days <= 36500 && floor(var.trail.expire_noncurrent_after_days) == var.trail.expire_noncurrent_after_days
    error_message = "trail.expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.trail.transitions : item != null])
    error_message = "trail.transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.trail.transitions : item == null ? true : item.after_days != null])
    error_message = "trail.transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.trail.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "trail.transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.trail.transitions : item == null ? true : item.storage_class != null])
    error_message = "trail.transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.trail.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "trail.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }

  validation {
    condition     = var.trail.object_lock == null ? true : var.trail.object_lock.mode != null
    error_message = "trail.object_lock.mode must not be null."
  }

  validation {
    condition     = var.trail.object_lock == null ? true : var.trail.object_lock.mode == null ? true : contains(["GOVERNANCE", "COMPLIANCE"], var.trail.object_lock.mode)
    error_message = "trail.object_lock.mode must be one of GOVERNANCE, COMPLIANCE."
  }

  validation {
    condition     = var.trail.object_lock == null ? true : var.trail.object_lock.days != null
    error_message = "trail.object_lock.days must not be null."
  }

  validation {
    condition     = var.trail.object_lock == null ? true : var.trail.object_lock.days == null ? true : var.trail.object_lock.days >= 1 && var.trail.object_lock.days <= 36500 && floor(var.trail.object_lock.days) == var.trail.object_lock.days
    error_message = "trail.object_lock.days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.trail.log_group_name)) && !can(regex("^aws/", var.trail.log_group_name))
    error_message = "trail.log_group_name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }

  validation {
    condition     = var.trail.existing_log_group == null ? true : var.trail.existing_log_group.name == null || var.trail.existing_log_group.name_prefix == null
    error_message = "trail.existing_log_group.name and trail.existing_log_group.name_prefix cannot be combined: set one of them."
  }

  validation {
    condition     = var.trail.existing_log_group == null ? true : (var.trail.existing_log_group.name != null || var.trail.existing_log_group.name_prefix != null)
    error_message = "trail.existing_log_group needs name or name_prefix. Check the spelling: Terraform ignores an unknown attribute."
  }

  validation {
    condition     = var.trail.existing_log_group == null ? true : var.trail.existing_log_group.name == null ? true : can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.trail.existing_log_group.name)) && !can(regex("^aws/", var.trail.existing_log_group.name))
    error_message = "trail.existing_log_group.name must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }

  validation {
    condition     = var.trail.existing_log_group == null ? true : var.trail.existing_log_group.name_prefix == null ? true : can(regex("^[A-Za-z0-9_/.#-]{1,512}$", var.trail.existing_log_group.name_prefix)) && !can(regex("^aws/", var.trail.existing_log_group.name_prefix))
    error_message = "trail.existing_log_group.name_prefix must be a log group name: 1 to 512 letters, digits and _ / . # -, not starting with \"aws/\"."
  }

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.trail.log_retention_days)
    error_message = "trail.log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.trail.delivery_role_name))
    error_message = "trail.delivery_role_name must be a role name of 1 to 64 letters, digits and + = , . @ _ -."
  }
}

variable "config" {
  type        = object({ enabled = optional(bool, true), recorder_name = optional(string, "security-monitoring"), existing_recorder = optional(object({ name = string })), existing_role = optional(object({ arn = string })), bucket_name = optional(string), existing_bucket = optional(object({ name = string })), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false), recording_frequency = optional(string, "CONTINUOUS"), recording_override = optional(object({ resource_types = optional(list(string), []), frequency = optional(string, "DAILY") }), { "resource_types" = [], "frequency" = "DAILY" }), excluded_resource_types = optional(list(string), []), records_global_resources = optional(bool, true), snapshot_frequency = optional(string, "TwentyFour_Hours"), rules_enabled = optional(bool, true), rules = optional(map(object({ identifier = string, unlisted = optional(bool, false), description = optional(string), input_parameters = optional(map(string), {}), maximum_execution_frequency = optional(string), scope = optional(object({ resource_types = optional(list(string)), tag_key = optional(string), tag_value = optional(string), resource_id = optional(string) })) })), {}), disabled_rules = optional(list(string), []), alerts = optional(object({ enabled = optional(bool), severity = optional(string, "high"), first_evaluations = optional(string, "summed"), compliant = optional(bool, false) }), { "enabled" = null, "severity" = "high", "first_evaluations" = "summed", "compliant" = false }) })
  default     = {}
  description = "AWS Config: the recorder, its bucket, and the rules.\n- enabled: Whether an AWS Config recorder is created, unless `existing_recorder` is set.\n- recorder_name: Name of the recorder and of its delivery channel.\n- existing_recorder: Existing recorder of the region to use instead of a new one. Its delivery channel, bucket and role are used as they are; none is created or changed. Rules always use the one recorder of their region.\n  - name: Name of the resource.\n- existing_role: Existing role for the recorder to use instead of the new service-linked role. AWS Config must be able to assume it. An account has the service-linked role once: if AWS Config was ever enabled, set AWSServiceRoleForConfig. If the role is created in the same apply, take the ARN from a resource that depends on its policies.\n  - arn: ARN of the resource.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- existing_bucket: Existing bucket to use instead of a new one. Its policy must allow AWS Config to deliver, as the output `required_policies` states. If the bucket is created in the same apply, give it the policy that the nested module `existing-config-bucket` returns, and take the name from its `aws_s3_bucket_policy` resource.\n  - name: Name of the resource.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days for which an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n  - after_days: Days after which a file moves.\n  - storage_class: Storage class that the file moves to.\n- force_destroy_bucket: Whether Terraform may delete the new bucket while it contains files. `evidence.deletion_protection` must be false as well.\n- recording_frequency: CONTINUOUS or DAILY. DAILY is cheaper if resources change often, but rules evaluate a change up to a day later.\n- recording_override: Resource types with another recording frequency. DAILY is cheaper for types that change often; types whose changes a rule evaluates are refused, because the rule would notice a change up to a day later. CONTINUOUS, where `recording_frequency` is DAILY, lets rules notice changes of these types at once; the standard rules evaluate AWS::S3::Bucket and AWS::EC2::SecurityGroup.\n  - resource_types: Resource types that are recorded at `frequency`. Empty: every type is recorded at `recording_frequency`.\n  - frequency: CONTINUOUS or DAILY, whichever `recording_frequency` is not.\n- excluded_resource_types: Resource types that are not recorded, usually because they change often and every change is billed.\n- records_global_resources: Whether IAM users, groups, roles and policies are recorded. Set true in one region of an account, false in the others.\n- snapshot_frequency: How often a snapshot of the whole configuration is delivered.\n- rules_enabled: Whether the rules are created.\n- rules: Managed rules by name, in addition to the standard ones, or replacing them: s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh.\n  - identifier: Identifier of the managed rule. It often differs from the rule's name.\n  - unlisted: Whether the rule is newer than the list of managed rules of October 2026, which identifiers are checked against.\n  - description: Description of the rule.\n  - input_parameters: Parameters of the rule, by name.\n  - maximum_execution_frequency: How often AWS Config evaluates the rule. Only for periodic rules.\n  - scope: Resources that the rule evaluates. Unset: all that it supports.\n    - resource_types: Only resources of these types.\n    - tag_key: Only resources with this tag.\n    - tag_value: Only resources whose tag has this value.\n    - resource_id: Only the resource with this id, of the one type in `resource_types`.\n- disabled_rules: Names of standard rules to disable.\n- alerts: Alerts of resources that do not comply with the rules any more, one for each change. Only of the rules created here: those of Security Hub send the same events.\n  - enabled: Whether EventBridge rules report them, as long as `alerts.instant` is enabled. Unset: if there are rules.\n  - severity: Severity of these alerts, which decides on their topic: rules of AWS Config have none of their own.\n  - first_evaluations: What happens when a rule evaluates a resource for the first time, and it does not comply: summed, each or off. The resource or the rule is new, which AWS does not distinguish, and a new rule may find hundreds: summed is one alarm for all of them, each an alert for every one.\n  - compliant: Whether a resource that complies again is an alert, too."
  nullable    = false

  validation {
    condition     = var.config.bucket_name == null || var.config.existing_bucket == null
    error_message = "config.bucket_name and config.existing_bucket cannot be combined: set one of them."
  }

  validation {
    condition     = can(regex("^[!-~]([ -~]{0,254}[!-~])?$", var.config.recorder_name))
    error_message = "config.recorder_name must be a name of 1 to 256 ASCII characters, with spaces only between them."
  }

  validation {
    condition     = var.config.existing_recorder == null ? true : var.config.existing_recorder.name != null
    error_message = "config.existing_recorder.name must not be null."
  }

  validation {
    condition     = var.config.existing_recorder == null ? true : var.config.existing_recorder.name == null ? true : can(regex("^[!-~]([ -~]{0,254}[!-~])?$", var.config.existing_recorder.name))
    error_message = "config.existing_recorder.name must be a name of 1 to 256 ASCII characters, with spaces only between them."
  }

  validation {
    condition     = var.config.existing_role == null ? true : var.config.existing_role.arn != null
    error_message = "config.existing_role.arn must not be null."
  }

  validation {
    condition     = var.config.existing_role == null ? true : var.config.existing_role.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.config.existing_role.arn))
    error_message = "config.existing_role.arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }

  validation {
    condition     = var.config.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.config.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.config.bucket_name)) && length(regexall("(?s).", var.config.bucket_name)) >= 3 && length(regexall("(?s).", var.config.bucket_name)) <= 63
    error_message = "config.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.config.existing_bucket == null ? true : var.config.existing_bucket.name != null
    error_message = "config.existing_bucket.name must not be null."
  }

  validation {
    condition     = var.config.existing_bucket == null ? true : var.config.existing_bucket.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.config.existing_bucket.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.config.existing_bucket.name)) && length(regexall("(?s).", var.config.existing_bucket.name)) >= 3 && length(regexall("(?s).", var.config.existing_bucket.name)) <= 63
    error_message = "config.existing_bucket.name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.config.expire_after_days >= 1 && var.config.expire_after_days <= 36500 && floor(var.config.expire_after_days) == var.config.expire_after_days
    error_message = "config.expire_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = var.config.expire_noncurrent_after_days >= 1 && var.config.expire_noncurrent_after_days <= 36500 && floor(var.config.expire_noncurrent_after_days) == var.config.expire_noncurrent_after_days
    error_message = "config.expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.config.transitions : item != null])
    error_message = "config.transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config.transitions : item == null ? true : item.after_days != null])
    error_message = "config.transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "config.transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.config.transitions : item == null ? true : item.storage_class != null])
    error_message = "config.transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "config.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }

  validation {
    condition     = contains(["CONTINUOUS", "DAILY"], var.config.recording_frequency)
    error_message = "config.recording_frequency must be one of CONTINUOUS, DAILY."
  }

  validation {
    condition     = length(distinct(var.config.recording_override.resource_types)) == length(var.config.recording_override.resource_types)
    error_message = "config.recording_override.resource_types must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.config.recording_override.resource_types : item != null])
    error_message = "config.recording_override.resource_types[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config.recording_override.resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])
    error_message = "config.recording_override.resource_types[*] must be a resource type such as AWS::EC2::NetworkInterface."
  }

  validation {
    condition     = contains(["CONTINUOUS", "DAILY"], var.config.recording_override.frequency)
    error_message = "config.recording_override.frequency must be one of CONTINUOUS, DAILY."
  }

  validation {
    condition     = length(distinct(var.config.excluded_resource_types)) == length(var.config.excluded_resource_types)
    error_message = "config.excluded_resource_types must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.config.excluded_resource_types : item != null])
    error_message = "config.excluded_resource_types[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config.excluded_resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])
    error_message = "config.excluded_resource_types[*] must be a resource type such as AWS::EC2::NetworkInterface."
  }

  validation {
    condition     = contains(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"], var.config.snapshot_frequency)
    error_message = "config.snapshot_frequency must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours."
  }

  validation {
    condition     = alltrue([for key in keys(var.config.rules) : can(regex("^[A-Za-z0-9_-]{1,128}$", key))])
    error_message = "Every key of config.rules must be a rule name of 1 to 128 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry != null])
    error_message = "config.rules[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.identifier != null])
    error_message = "config.rules[*].identifier must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.identifier == null ? true : can(regex("^[A-Z0-9_-]{1,256}$", entry.identifier))])
    error_message = "config.rules[*].identifier must be the identifier of a managed rule, such as INCOMING_SSH_DISABLED."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.description == null ? true : can(regex("^[^\\r\\n]{0,256}$", entry.description))])
    error_message = "config.rules[*].description must be at most 256 characters on one line."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : alltrue([for entry in values(entry.input_parameters) : entry != null])])
    error_message = "config.rules[*].input_parameters[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.maximum_execution_frequency == null ? true : contains(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"], entry.maximum_execution_frequency)])
    error_message = "config.rules[*].maximum_execution_frequency must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_key == null])
    error_message = "config.rules[*].scope.resource_id and config.rules[*].scope.tag_key cannot be combined: set one of them."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_value == null])
    error_message = "config.rules[*].scope.resource_id and config.rules[*].scope.tag_value cannot be combined: set one of them."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : (entry.scope.resource_types != null || entry.scope.tag_key != null || entry.scope.tag_value != null || entry.scope.resource_id != null)])
    error_message = "config.rules[*].scope needs resource_types or tag_key or tag_value or resource_id. Check the spelling: Terraform ignores an unknown attribute."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : length(distinct(entry.scope.resource_types)) == length(entry.scope.resource_types)])
    error_message = "config.rules[*].scope.resource_types must not contain duplicates."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : alltrue([for item in entry.scope.resource_types : item != null])])
    error_message = "config.rules[*].scope.resource_types[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : alltrue([for item in entry.scope.resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])])
    error_message = "config.rules[*].scope.resource_types[*] must be a resource type such as AWS::S3::Bucket."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.tag_key == null ? true : length(regexall("(?s).", entry.scope.tag_key)) >= 1 && length(regexall("(?s).", entry.scope.tag_key)) <= 128])
    error_message = "config.rules[*].scope.tag_key must be text of 1 to 128 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.tag_value == null ? true : length(regexall("(?s).", entry.scope.tag_value)) >= 1 && length(regexall("(?s).", entry.scope.tag_value)) <= 256])
    error_message = "config.rules[*].scope.tag_value must be text of 1 to 256 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null ? true : length(regexall("(?s).", entry.scope.resource_id)) >= 1 && length(regexall("(?s).", entry.scope.resource_id)) <= 768])
    error_message = "config.rules[*].scope.resource_id must be text of 1 to 768 characters."
  }

  validation {
    condition     = length(distinct(var.config.disabled_rules)) == length(var.config.disabled_rules)
    error_message = "config.disabled_rules must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.config.disabled_rules : item != null])
    error_message = "config.disabled_rules[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config.disabled_rules : item == null ? true : contains(["s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "restricted-ssh"], item)])
    error_message = "config.disabled_rules[*] must be one of s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh."
  }

  validation {
    condition     = contains(["low", "medium", "high", "critical"], var.config.alerts.severity)
    error_message = "config.alerts.severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = contains(["summed", "each", "off"], var.config.alerts.first_evaluations)
    error_message = "config.alerts.first_evaluations must be one of summed, each, off."
  }
}

variable "access_logs" {
  type        = object({ enabled = optional(bool, true), bucket_name = optional(string), existing_bucket = optional(object({ name = string })), expire_after_days = optional(number, 365), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false) })
  default     = {}
  description = "Server access logs of the new buckets, and their own bucket.\n- enabled: Whether S3 logs every request to the new buckets of the trail, AWS Config, GuardDuty, remediation and Athena.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- existing_bucket: Existing bucket to use instead of a new one. Its policy must allow S3 log delivery to deliver, as the output `required_policies` states. If the bucket is created in the same apply, give it the policy that the nested module `existing-access-log-bucket` returns, and take the name from its `aws_s3_bucket_policy` resource.\n  - name: Name of the resource.\n- expire_after_days: Days after which a file is deleted.\n- expire_noncurrent_after_days: Days for which an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n  - after_days: Days after which a file moves.\n  - storage_class: Storage class that the file moves to.\n- force_destroy_bucket: Whether Terraform may delete the new bucket while it contains files. `evidence.deletion_protection` must be false as well."
  nullable    = false

  validation {
    condition     = var.access_logs.bucket_name == null || var.access_logs.existing_bucket == null
    error_message = "access_logs.bucket_name and access_logs.existing_bucket cannot be combined: set one of them."
  }

  validation {
    condition     = var.access_logs.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.access_logs.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.access_logs.bucket_name)) && length(regexall("(?s).", var.access_logs.bucket_name)) >= 3 && length(regexall("(?s).", var.access_logs.bucket_name)) <= 63
    error_message = "access_logs.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.access_logs.existing_bucket == null ? true : var.access_logs.existing_bucket.name != null
    error_message = "access_logs.existing_bucket.name must not be null."
  }

  validation {
    condition     = var.access_logs.existing_bucket == null ? true : var.access_logs.existing_bucket.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.access_logs.existing_bucket.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.access_logs.existing_bucket.name)) && length(regexall("(?s).", var.access_logs.existing_bucket.name)) >= 3 && length(regexall("(?s).", var.access_logs.existing_bucket.name)) <= 63
    error_message = "access_logs.existing_bucket.name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.access_logs.expire_after_days >= 1 && var.access_logs.expire_after_days <= 36500 && floor(var.access_logs.expire_after_days) == var.access_logs.expire_after_days
    error_message = "access_logs.expire_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = var.access_logs.expire_noncurrent_after_days >= 1 && var.access_logs.expire_noncurrent_after_days <= 36500 && floor(var.access_logs.expire_noncurrent_after_days) == var.access_logs.expire_noncurrent_after_days
    error_message = "access_logs.expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.access_logs.transitions : item != null])
    error_message = "access_logs.transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.access_logs.transitions : item == null ? true : item.after_days != null])
    error_message = "access_logs.transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.access_logs.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "access_logs.transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.access_logs.transitions : item == null ? true : item.storage_class != null])
    error_message = "access_logs.transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.access_logs.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "access_logs.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }
}

variable "detections" {
  type        = object({ enabled = optional(bool, true), metric_namespace = optional(string, "SecurityMonitoring"), packs = optional(list(string), []), include = optional(list(string), ["root-account-usage"]), disabled = optional(list(string), []), overrides = optional(map(object({ severity = optional(string), threshold = optional(number), period_seconds = optional(number), evaluation_periods = optional(number), actions_enabled = optional(bool), except = optional(string) })), {}), custom = optional(map(object({ title = string, severity = optional(string, "medium"), why = optional(string, ""), first_steps = optional(string, ""), pattern = string, event_pattern = optional(string), read_only_calls = optional(bool, false), insights_filter = optional(string, "ispresent(eventName)"), threshold = optional(number, 1), period_seconds = optional(number, 300), evaluation_periods = optional(number, 1), actions_enabled = optional(bool, true), except = optional(string) })), {}), deployer_role_arn = optional(string), instant_severities = optional(list(string), ["high", "critical"]), instant_include = optional(list(string), []), instant_disabled = optional(list(string), []) })
  default     = {}
  description = "Which events trigger an alert.\n- enabled: Whether the metric filters, alarms and event rules are created.\n- metric_namespace: CloudWatch namespace of the metrics.\n- packs: Packs of detections to enable: cis, tamper, attack, data. The last needs `trail.s3_data_events`. AWS charges for more than ten metrics and ten alarms.\n- include: Ids of detections to enable in addition to the packs.\n- disabled: Ids of detections to disable.\n- overrides: Changes to detections of the catalogue, by id.\n  - severity: Severity, instead of the catalogue's.\n  - threshold: Number of matching events in a period that triggers the alarm. With more than 1 no event rule reports the detection, because it decides on each event alone.\n  - period_seconds: Length of a period, in seconds.\n  - evaluation_periods: Number of consecutive periods that must reach the threshold. With more than 1 no event rule reports the detection, because it decides on each event alone.\n  - actions_enabled: Whether the alarm publishes to its topic. If it does not, no event rule reports the detection.\n  - except: Events to exclude from the count, as a condition of a JSON filter pattern without its braces. The filters stay unchanged: a second metric is subtracted. With an exception no event rule reports the detection, because it cannot subtract.\n- custom: Custom detections, by id.\n  - title: What happened, in a few words.\n  - severity: Severity of the detection.\n  - why: Why it matters.\n  - first_steps: What to do first.\n  - pattern: CloudWatch Logs filter pattern.\n  - event_pattern: EventBridge event pattern, as JSON, for the same events, such as {\"source\":[\"aws.signin\"]}. With it an event rule reports each of them within about a minute, whatever the severity; without it only the alarm reports them.\n  - read_only_calls: Whether the event rule also needs calls with names that begin with Describe, Get or List, which EventBridge sends only to rules that ask for them.\n  - insights_filter: Condition of a Logs Insights query that shows these events, as after `filter`.\n  - threshold: Number of matching events in a period that triggers the alarm. With more than 1 no event rule reports the detection, because it decides on each event alone.\n  - period_seconds: Length of a period, in seconds.\n  - evaluation_periods: Number of consecutive periods that must reach the threshold. With more than 1 no event rule reports the detection, because it decides on each event alone.\n  - actions_enabled: Whether the alarm publishes to its topic. If it does not, no event rule reports the detection.\n  - except: Events to exclude from the count, as a condition of a JSON filter pattern without its braces. The filters stay unchanged: a second metric is subtracted. With an exception no event rule reports the detection, because it cannot subtract.\n- deployer_role_arn: Role that runs `terraform apply`: `monitoring-changed` does not count what its sessions change. Unset: an apply that changes the monitoring triggers the alarm as well.\n- instant_severities: Severities of enabled detections that an EventBridge rule reports as well, within about a minute. Detections without an event pattern, or with an exception or a threshold, have their alarm only.\n- instant_include: Ids of enabled detections that an event rule reports whatever their severity.\n- instant_disabled: Ids of detections that only their alarm reports, whatever their severity."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._/#-]{1,255}$", var.detections.metric_namespace)) && !can(regex("^AWS/", var.detections.metric_namespace))
    error_message = "detections.metric_namespace must be a namespace of 1 to 255 letters, digits and . _ / # -, not starting with \"AWS/\"."
  }

  validation {
    condition     = length(distinct(var.detections.packs)) == length(var.detections.packs)
    error_message = "detections.packs must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.detections.packs : item != null])
    error_message = "detections.packs[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.packs : item == null ? true : contains(["cis", "tamper", "attack", "data"], item)])
    error_message = "detections.packs[*] must be one of cis, tamper, attack, data."
  }

  validation {
    condition     = length(distinct(var.detections.include)) == length(var.detections.include)
    error_message = "detections.include must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.detections.include : item != null])
    error_message = "detections.include[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.include : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "detections.include[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = length(distinct(var.detections.disabled)) == length(var.detections.disabled)
    error_message = "detections.disabled must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.detections.disabled : item != null])
    error_message = "detections.disabled[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.disabled : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "detections.disabled[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for key in keys(var.detections.overrides) : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], key)])
    error_message = "Every key of detections.overrides must be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry != null])
    error_message = "detections.overrides[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : (entry.severity != null || entry.threshold != null || entry.period_seconds != null || entry.evaluation_periods != null || entry.actions_enabled != null || entry.except != null)])
    error_message = "detections.overrides[*] needs severity or threshold or period_seconds or evaluation_periods or actions_enabled or except. Check the spelling: Terraform ignores an unknown attribute."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.severity == null ? true : contains(["low", "medium", "high", "critical"], entry.severity)])
    error_message = "detections.overrides[*].severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.threshold == null ? true : entry.threshold >= 1 && entry.threshold <= 1000000 && floor(entry.threshold) == entry.threshold])
    error_message = "detections.overrides[*].threshold must be a whole number from 1 to 1000000."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.period_seconds == null ? true : contains([60, 300, 900, 3600, 21600, 86400], entry.period_seconds)])
    error_message = "detections.overrides[*].period_seconds must be one of 60, 300, 900, 3600, 21600, 86400."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.evaluation_periods == null ? true : entry.evaluation_periods >= 1 && entry.evaluation_periods <= 100 && floor(entry.evaluation_periods) == entry.evaluation_periods])
    error_message = "detections.overrides[*].evaluation_periods must be a whole number from 1 to 100."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.except == null ? true : alltrue(flatten([for lexed in [replace(join(" ", ["{", entry.except, "}"]), "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "detections.overrides[*].except must be a condition of a JSON filter pattern, without its braces, with balanced quotes and brackets, and conditions such as $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.except == null ? true : length(regexall("(?s).", entry.except)) >= 1 && length(regexall("(?s).", entry.except)) <= 400])
    error_message = "detections.overrides[*].except must be text of 1 to 400 characters."
  }

  validation {
    condition     = alltrue([for key in keys(var.detections.custom) : can(regex("^[a-z][a-z0-9-]{1,99}$", key))])
    error_message = "Every key of detections.custom must be an id of 2 to 100 lower-case letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for key in keys(var.detections.custom) : !contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], key)])
    error_message = "Every key of detections.custom must not be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry != null])
    error_message = "detections.custom[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.title != null])
    error_message = "detections.custom[*].title must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.title == null ? true : length(regexall("(?s).", entry.title)) >= 1 && length(regexall("(?s).", entry.title)) <= 100])
    error_message = "detections.custom[*].title must be text of 1 to 100 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : contains(["low", "medium", "high", "critical"], entry.severity)])
    error_message = "detections.custom[*].severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : length(regexall("(?s).", entry.why)) <= 250])
    error_message = "detections.custom[*].why must be text of 0 to 250 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : length(regexall("(?s).", entry.first_steps)) <= 250])
    error_message = "detections.custom[*].first_steps must be text of 0 to 250 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.pattern != null])
    error_message = "detections.custom[*].pattern must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.pattern == null ? true : alltrue(flatten([for lexed in [replace(entry.pattern, "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "detections.custom[*].pattern must be a filter pattern, with balanced quotes and brackets, and conditions such as $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.pattern == null ? true : length(regexall("(?s).", entry.pattern)) >= 1 && length(regexall("(?s).", entry.pattern)) <= 1024])
    error_message = "detections.custom[*].pattern must be text of 1 to 1024 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.event_pattern == null ? true : try(length(keys(jsondecode(entry.event_pattern))) > 0, false)])
    error_message = "detections.custom[*].event_pattern must be an event pattern: JSON such as {\"source\":[\"aws.signin\"]}."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.event_pattern == null ? true : length(regexall("(?s).", entry.event_pattern)) >= 1 && length(regexall("(?s).", entry.event_pattern)) <= 2048])
    error_message = "detections.custom[*].event_pattern must be text of 1 to 2048 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : can(regex("^[ -~]{1,160}$", entry.insights_filter))])
    error_message = "detections.custom[*].insights_filter must be text of 1 to 160 ASCII characters on one line."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.threshold >= 1 && entry.threshold <= 1000000 && floor(entry.threshold) == entry.threshold])
    error_message = "detections.custom[*].threshold must be a whole number from 1 to 1000000."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : contains([60, 300, 900, 3600, 21600, 86400], entry.period_seconds)])
    error_message = "detections.custom[*].period_seconds must be one of 60, 300, 900, 3600, 21600, 86400."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.evaluation_periods >= 1 && entry.evaluation_periods <= 100 && floor(entry.evaluation_periods) == entry.evaluation_periods])
    error_message = "detections.custom[*].evaluation_periods must be a whole number from 1 to 100."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.except == null ? true : alltrue(flatten([for lexed in [replace(join(" ", ["{", entry.except, "}"]), "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "detections.custom[*].except must be a condition of a JSON filter pattern, without its braces, with balanced quotes and brackets, and conditions such as $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.except == null ? true : length(regexall("(?s).", entry.except)) >= 1 && length(regexall("(?s).", entry.except)) <= 400])
    error_message = "detections.custom[*].except must be text of 1 to 400 characters."
  }

  validation {
    condition     = var.detections.deployer_role_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.detections.deployer_role_arn))
    error_message = "detections.deployer_role_arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }

  validation {
    condition     = length(distinct(var.detections.instant_severities)) == length(var.detections.instant_severities)
    error_message = "detections.instant_severities must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_severities : item != null])
    error_message = "detections.instant_severities[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_severities : item == null ? true : contains(["low", "medium", "high", "critical"], item)])
    error_message = "detections.instant_severities[*] must be one of low, medium, high, critical."
  }

  validation {
    condition     = length(distinct(var.detections.instant_include)) == length(var.detections.instant_include)
    error_message = "detections.instant_include must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item != null])
    error_message = "detections.instant_include[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "detections.instant_include[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["unauthorized-api-calls", "parameters-decrypted-by-user", "windows-passwords-requested"], item)])
    error_message = "detections.instant_include[*] must not be one of unauthorized-api-calls, parameters-decrypted-by-user, windows-passwords-requested: it counts 5 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["console-sign-in-failures", "secrets-read-in-batches"], item)])
    error_message = "detections.instant_include[*] must not be one of console-sign-in-failures, secrets-read-in-batches: it counts 3 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["monitoring-changed"], item)])
    error_message = "detections.instant_include[*] must not be one of monitoring-changed: its patterns name what a deployment consists of; event rules of other detections report the calls that stop a trail or an alert."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["guardduty-disabled", "snapshot-shared"], item)])
    error_message = "detections.instant_include[*] must not be one of guardduty-disabled, snapshot-shared: an event pattern cannot select an element of a list by its number."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["stolen-credentials-used"], item)])
    error_message = "detections.instant_include[*] must not be one of stolen-credentials-used: its events may be any call of any service."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["denied-call-burst", "objects-destroyed-in-numbers"], item)])
    error_message = "detections.instant_include[*] must not be one of denied-call-burst, objects-destroyed-in-numbers: it counts 50 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["secrets-read-in-numbers"], item)])
    error_message = "detections.instant_include[*] must not be one of secrets-read-in-numbers: it counts 20 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["instance-user-data-read"], item)])
    error_message = "detections.instant_include[*] must not be one of instance-user-data-read: it counts 10 events in 300 seconds, and EventBridge decides on each event alone."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["function-made-public"], item)])
    error_message = "detections.instant_include[*] must not be one of function-made-public: event patterns have no regular expressions."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_include : item == null ? true : !contains(["bucket-recovery-weakened"], item)])
    error_message = "detections.instant_include[*] must not be one of bucket-recovery-weakened: $.requestParameters.BucketLoggingStatus.LoggingEnabled may hold an object, which an event pattern takes for absent."
  }

  validation {
    condition     = length(distinct(var.detections.instant_disabled)) == length(var.detections.instant_disabled)
    error_message = "detections.instant_disabled must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_disabled : item != null])
    error_message = "detections.instant_disabled[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.instant_disabled : item == null ? true : contains(["root-account-usage", "unauthorized-api-calls", "console-sign-in-without-mfa", "iam-policy-changes", "console-sign-in-failures", "organizations-changes", "cloudtrail-changes", "kms-key-disabled-or-deleted", "s3-bucket-policy-changes", "config-changes", "security-group-changes", "network-acl-changes", "network-gateway-changes", "route-table-changes", "vpc-changes", "monitoring-changed", "trail-stopped", "trail-scope-changed", "log-group-deleted", "log-retention-shortened", "metric-filter-changed", "log-key-changed", "alarm-disabled", "alert-topic-changed", "event-rule-disabled", "config-recording-stopped", "config-rules-removed", "guardduty-disabled", "guardduty-findings-suppressed", "security-hub-disabled", "scanner-disabled", "root-credentials-changed", "root-session-assumed", "federation-token-issued", "access-key-created", "stolen-credentials-used", "console-password-set", "iam-user-created", "mfa-device-removed", "password-policy-changed", "compromised-key-quarantined", "denied-call-burst", "role-trust-changed", "admin-policy-attached", "permission-limits-changed", "identity-center-access-granted", "identity-provider-changed", "organization-guardrails-removed", "region-opened", "eks-access-granted", "secrets-read-in-numbers", "secrets-read-in-batches", "parameters-decrypted-by-user", "windows-passwords-requested", "instance-user-data-read", "instance-console-opened", "instance-command-sent", "instance-user-data-changed", "gpu-instance-launched", "function-made-public", "function-changed-by-user", "security-group-opened-to-all", "network-acl-opened-to-all", "snapshot-shared", "database-snapshot-shared", "database-made-public", "public-access-block-removed", "machine-exported", "traffic-mirrored", "flow-logs-deleted", "model-safeguards-changed", "bucket-recovery-weakened", "disk-encryption-default-removed", "backups-destroyed", "database-safeguards-removed", "model-access-requested", "email-sending-set-up", "domain-transferred", "objects-destroyed-in-numbers"], item)])
    error_message = "detections.instant_disabled[*] must be one of the 79 values in the documentation, such as root-account-usage."
  }
}

variable "guardduty" {
  type        = object({ enabled = optional(bool, false), finding_publishing_frequency = optional(string, "FIFTEEN_MINUTES"), features = optional(list(string), []), runtime_agents = optional(list(string), []), unavailable_features = optional(list(string), []), export_findings = optional(bool, false), existing_key = optional(object({ arn = string })), bucket_name = optional(string), existing_bucket = optional(object({ name = string })), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false), alerts = optional(object({ enabled = optional(bool), severity = optional(string, "high"), updates = optional(bool, false) }), { "enabled" = null, "severity" = "high", "updates" = false }) })
  default     = {}
  description = "Amazon GuardDuty, threat detection: the detector of the region, its protection plans, and the export of its findings. It is billed by what it analyses, after a trial of 30 days.\n- enabled: Whether a GuardDuty detector is created. A region has one: leave this disabled if the account's organization manages it, and adopt one that belongs to the account. Disabling it again is refused, because the findings would be deleted; with guardduty-detector in `evidence.retain` it suspends the detector.\n- finding_publishing_frequency: How often GuardDuty publishes that a finding occurred again. A new finding is published within 5 minutes in any case.\n- features: Protection plans to enable. All others are disabled explicitly, because a new detector has most of them enabled. Unset: only the foundational detection in CloudTrail, VPC flow and DNS logs, which is the cheapest. Each plan is billed by what it analyses, after a trial of 30 days.\n- runtime_agents: Agents that GuardDuty installs and updates by itself. They need RUNTIME_MONITORING in `features`, and are billed by the processors they run on.\n- unavailable_features: Protection plans that the region does not have, and that are not even disabled: AWS refuses to name them. The plan says which.\n- export_findings: Whether findings are exported to a bucket, those of `regions` to the same one. GuardDuty itself deletes them after 90 days.\n- existing_key: Existing KMS key for the exported findings to use instead of a new one, in the region of the bucket. Its policy must allow GuardDuty to encrypt, as the output `required_policies` states. If the key is created in the same apply, give it the policy that the nested module `existing-guardduty-key` returns.\n  - arn: ARN of the resource.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- existing_bucket: Existing bucket to use instead of a new one. Its policy must allow GuardDuty to deliver, as the output `required_policies` states. If the bucket is created in the same apply, give it the policy that the nested module `existing-guardduty-bucket` returns, and take the name from its `aws_s3_bucket_policy` resource.\n  - name: Name of the resource.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days for which an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n  - after_days: Days after which a file moves.\n  - storage_class: Storage class that the file moves to.\n- force_destroy_bucket: Whether Terraform may delete the new bucket while it contains files. `evidence.deletion_protection` must be false as well.\n- alerts: Alerts of its findings. A sample finding starts with [SAMPLE].\n  - enabled: Whether EventBridge rules report them, as long as `alerts.instant` is enabled. Unset: as `enabled`. Set it to true where the organization manages the detector.\n  - severity: Lowest severity that is reported. GuardDuty's numbers: low 1 to 3.9, medium 4 to 6.9, high 7 to 8.9, critical from 9 on.\n  - updates: Whether each update of a finding is an alert, too: GuardDuty sends one while the same activity continues, as often as its publishing frequency allows. Disabled: one alert for each finding."
  nullable    = false

  validation {
    condition     = var.guardduty.bucket_name == null || var.guardduty.existing_bucket == null
    error_message = "guardduty.bucket_name and guardduty.existing_bucket cannot be combined: set one of them."
  }

  validation {
    condition     = contains(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"], var.guardduty.finding_publishing_frequency)
    error_message = "guardduty.finding_publishing_frequency must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS."
  }

  validation {
    condition     = length(distinct(var.guardduty.features)) == length(var.guardduty.features)
    error_message = "guardduty.features must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.features : item != null])
    error_message = "guardduty.features[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.features : item == null ? true : contains(["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"], item)])
    error_message = "guardduty.features[*] must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING."
  }

  validation {
    condition     = length(distinct(var.guardduty.runtime_agents)) == length(var.guardduty.runtime_agents)
    error_message = "guardduty.runtime_agents must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.runtime_agents : item != null])
    error_message = "guardduty.runtime_agents[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.runtime_agents : item == null ? true : contains(["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"], item)])
    error_message = "guardduty.runtime_agents[*] must be one of EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT, EC2_AGENT_MANAGEMENT."
  }

  validation {
    condition     = length(distinct(var.guardduty.unavailable_features)) == length(var.guardduty.unavailable_features)
    error_message = "guardduty.unavailable_features must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.unavailable_features : item != null])
    error_message = "guardduty.unavailable_features[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.unavailable_features : item == null ? true : contains(["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"], item)])
    error_message = "guardduty.unavailable_features[*] must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING."
  }

  validation {
    condition     = var.guardduty.existing_key == null ? true : var.guardduty.existing_key.arn != null
    error_message = "guardduty.existing_key.arn must not be null."
  }

  validation {
    condition     = var.guardduty.existing_key == null ? true : var.guardduty.existing_key.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.guardduty.existing_key.arn))
    error_message = "guardduty.existing_key.arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = var.guardduty.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.guardduty.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.guardduty.bucket_name)) && length(regexall("(?s).", var.guardduty.bucket_name)) >= 3 && length(regexall("(?s).", var.guardduty.bucket_name)) <= 63
    error_message = "guardduty.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.guardduty.existing_bucket == null ? true : var.guardduty.existing_bucket.name != null
    error_message = "guardduty.existing_bucket.name must not be null."
  }

  validation {
    condition     = var.guardduty.existing_bucket == null ? true : var.guardduty.existing_bucket.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.guardduty.existing_bucket.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.guardduty.existing_bucket.name)) && length(regexall("(?s).", var.guardduty.existing_bucket.name)) >= 3 && length(regexall("(?s).", var.guardduty.existing_bucket.name)) <= 63
    error_message = "guardduty.existing_bucket.name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.guardduty.expire_after_days >= 1 && var.guardduty.expire_after_days <= 36500 && floor(var.guardduty.expire_after_days) == var.guardduty.expire_after_days
    error_message = "guardduty.expire_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = var.guardduty.expire_noncurrent_after_days >= 1 && var.guardduty.expire_noncurrent_after_days <= 36500 && floor(var.guardduty.expire_noncurrent_after_days) == var.guardduty.expire_noncurrent_after_days
    error_message = "guardduty.expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.transitions : item != null])
    error_message = "guardduty.transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.transitions : item == null ? true : item.after_days != null])
    error_message = "guardduty.transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "guardduty.transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.transitions : item == null ? true : item.storage_class != null])
    error_message = "guardduty.transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.guardduty.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "guardduty.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }

  validation {
    condition     = contains(["low", "medium", "high", "critical"], var.guardduty.alerts.severity)
    error_message = "guardduty.alerts.severity must be one of low, medium, high, critical."
  }
}

variable "encryption" {
  type        = object({ existing_log_key = optional(object({ arn = string })), key_deletion_window_days = optional(number, 30) })
  default     = {}
  description = "The KMS keys.\n- existing_log_key: Existing KMS key for the buckets, the trail and the log group. Its policy must allow CloudTrail, CloudWatch Logs and AWS Config to use it, and with `athena.enabled` this account to query, as the output `required_policies` states. If the key is created in the same apply, give it the policy that the nested module `existing-log-key` returns, or `existing-queried-log-key` with `athena.enabled`.\n  - arn: ARN of the resource.\n- key_deletion_window_days: Days that AWS waits before it deletes a destroyed key. Whatever the key encrypted is lost with it."
  nullable    = false

  validation {
    condition     = var.encryption.existing_log_key == null ? true : var.encryption.existing_log_key.arn != null
    error_message = "encryption.existing_log_key.arn must not be null."
  }

  validation {
    condition     = var.encryption.existing_log_key == null ? true : var.encryption.existing_log_key.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.encryption.existing_log_key.arn))
    error_message = "encryption.existing_log_key.arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = var.encryption.key_deletion_window_days >= 7 && var.encryption.key_deletion_window_days <= 30 && floor(var.encryption.key_deletion_window_days) == var.encryption.key_deletion_window_days
    error_message = "encryption.key_deletion_window_days must be a whole number from 7 to 30."
  }
}

variable "evidence" {
  type        = object({ retain = optional(list(string), []), deletion_protection = optional(bool, true) })
  default     = {}
  description = "The evidence: the buckets, the log group, the keys that decrypt them, the findings of GuardDuty and Security Hub, and what is needed to undo remediations.\n- retain: Resources to retain after nothing writes to them any more: when you remove the monitoring, replace the trail with the organization's, or change to an existing bucket or key. config-bucket also retains the service-linked role of AWS Config, guardduty-bucket the key of its files; guardduty-detector retains the findings and suspends the detector, security-hub retains the hub without its standards; remediation-records retains what is needed to undo remediations, and the table and the key of their attempts. Listing a resource that does not exist creates it.\n- deletion_protection: Whether Terraform refuses a plan that would delete or replace a bucket, the log group, a key of these, the GuardDuty detector, the hub of Security Hub or the table of remediation. It cannot refuse the removal of the whole module call or construct from the code. After it was enabled, `npm run leave` removes the protection."
  nullable    = false

  validation {
    condition     = length(distinct(var.evidence.retain)) == length(var.evidence.retain)
    error_message = "evidence.retain must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.evidence.retain : item != null])
    error_message = "evidence.retain[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.evidence.retain : item == null ? true : contains(["trail-bucket", "log-group", "config-bucket", "access-log-bucket", "log-key", "guardduty-detector", "guardduty-bucket", "security-hub", "remediation-records"], item)])
    error_message = "evidence.retain[*] must be one of trail-bucket, log-group, config-bucket, access-log-bucket, log-key, guardduty-detector, guardduty-bucket, security-hub, remediation-records."
  }
}

variable "account" {
  type        = object({ block_public_access = optional(bool, false), encrypt_ebs_by_default = optional(bool, false), password_policy = optional(object({ minimum_length = optional(number, 14), reuse_prevention = optional(number, 24), maximum_age_days = optional(number, 90), hard_expiry = optional(bool, false) })), security_contact = optional(object({ name = string, title = string, email_address = string, phone_number = string })) })
  default     = {}
  description = "Settings of the account itself. They affect more than the monitoring, so all are disabled by default. Disabling one, or destroying the monitoring, removes it; the previous setting does not come back.\n- block_public_access: Whether S3 blocks public access to every bucket of the account, also to those that are public on purpose.\n- encrypt_ebs_by_default: Whether new EBS volumes in the region are encrypted by default, whoever creates them.\n- password_policy: Password policy for IAM users. It replaces the current policy of the account. `{}` uses the defaults.\n  - minimum_length: Minimum password length, in characters. CIS and Security Hub IAM.15 require 14.\n  - reuse_prevention: Number of previous passwords that cannot be reused. CIS and Security Hub IAM.16 require 24.\n  - maximum_age_days: Days after which a password expires. Security Hub IAM.7 and IAM.17 require 90; NIST advises against expiry.\n  - hard_expiry: Whether only an administrator can reset an expired password.\n- security_contact: Contact that AWS notifies about abuse and compromise. It replaces the current security contact of the account.\n  - name: Name of the contact.\n  - title: Job title of the contact.\n  - email_address: E-mail address of the contact.\n  - phone_number: Telephone number of the contact."
  nullable    = false

  validation {
    condition     = var.account.password_policy == null ? true : var.account.password_policy.minimum_length >= 6 && var.account.password_policy.minimum_length <= 128 && floor(var.account.password_policy.minimum_length) == var.account.password_policy.minimum_length
    error_message = "account.password_policy.minimum_length must be a whole number from 6 to 128."
  }

  validation {
    condition     = var.account.password_policy == null ? true : var.account.password_policy.reuse_prevention >= 1 && var.account.password_policy.reuse_prevention <= 24 && floor(var.account.password_policy.reuse_prevention) == var.account.password_policy.reuse_prevention
    error_message = "account.password_policy.reuse_prevention must be a whole number from 1 to 24."
  }

  validation {
    condition     = var.account.password_policy == null ? true : var.account.password_policy.maximum_age_days >= 1 && var.account.password_policy.maximum_age_days <= 1095 && floor(var.account.password_policy.maximum_age_days) == var.account.password_policy.maximum_age_days
    error_message = "account.password_policy.maximum_age_days must be a whole number from 1 to 1095."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.name != null
    error_message = "account.security_contact.name must not be null."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.name == null ? true : length(regexall("(?s).", var.account.security_contact.name)) >= 1 && length(regexall("(?s).", var.account.security_contact.name)) <= 64
    error_message = "account.security_contact.name must be text of 1 to 64 characters."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.title != null
    error_message = "account.security_contact.title must not be null."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.title == null ? true : length(regexall("(?s).", var.account.security_contact.title)) >= 1 && length(regexall("(?s).", var.account.security_contact.title)) <= 50
    error_message = "account.security_contact.title must be text of 1 to 50 characters."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.email_address != null
    error_message = "account.security_contact.email_address must not be null."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.email_address == null ? true : can(regex("^[A-Za-z0-9_+=.#|!&-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9]+$", var.account.security_contact.email_address)) && length(regexall("(?s).", var.account.security_contact.email_address)) >= 1 && length(regexall("(?s).", var.account.security_contact.email_address)) <= 254
    error_message = "account.security_contact.email_address must be an e-mail address such as security@example.com, with letters, digits and _ + = . # | ! & - before the @."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.phone_number != null
    error_message = "account.security_contact.phone_number must not be null."
  }

  validation {
    condition     = var.account.security_contact == null ? true : var.account.security_contact.phone_number == null ? true : can(regex("^[0-9 ()+-]{1,25}$", var.account.security_contact.phone_number))
    error_message = "account.security_contact.phone_number must be a telephone number of 1 to 25 digits, spaces, ( ) + and -."
  }
}

variable "security_hub" {
  type        = object({ enabled = optional(bool, false), auto_enable_controls = optional(bool, true), standards = optional(list(string), ["fsbp"]), disabled_controls = optional(map(string), {}), enabled_controls = optional(list(string), []), aggregator = optional(object({ regions = optional(list(string), []) })), alerts = optional(object({ enabled = optional(bool), severity = optional(string, "high") }), { "enabled" = null, "severity" = "high" }) })
  default     = {}
  description = "Security Hub CSPM, the first version of Security Hub: standards that it checks the account against, and the findings of other services. It is disabled by default, because AWS bills every check, and often the organization enables it. The second version, which writes findings in OCSF, needs a newer provider than this product requires, and is not managed.\n- enabled: Whether Security Hub CSPM is enabled in the region, with the standards. Leave it false where the organization enabled it, or it is enabled already: AWS refuses to enable it twice.\n- auto_enable_controls: Whether controls that AWS adds to a standard are enabled. Set false to enable them one by one, in `enabled_controls`.\n- standards: Standards to enable: fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging. AWS bills every check of a resource; a control that several standards contain is checked, billed and reported once.\n- disabled_controls: Controls to disable, each as `<standard>/<control>`, and why. A control that several standards contain has to be disabled in each. Removing one from here leaves it disabled, because the provider cannot undo it: move it to `enabled_controls`.\n- enabled_controls: Controls to enable, each as `<standard>/<control>`: those that were disabled, or are new while `auto_enable_controls` is false.\n- aggregator: Collects the findings of other regions in this one. `{}` collects those of every region. A member account of an organization cannot do so.\n  - regions: Regions whose findings are collected. Each needs a hub of its own. Empty: every region, also those that are enabled later.\n- alerts: Alerts of findings that other products report to Security Hub; GuardDuty, IAM Access Analyzer and AWS Config are omitted where they have alerts of their own. Findings of its own controls are never reported: each check sends them again as new, and no event rule can tell. Use `config.rules` for what has to be an alert, and the console or a weekly look at the score for the rest.\n  - enabled: Whether EventBridge rules report them, as long as `alerts.instant` is enabled. Unset: as `enabled`. Set it to true where the organization enabled the hub.\n  - severity: Lowest severity that is reported. Security Hub also has INFORMATIONAL, which is never reported."
  nullable    = false

  validation {
    condition     = length(distinct(var.security_hub.standards)) == length(var.security_hub.standards)
    error_message = "security_hub.standards must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.security_hub.standards : item != null])
    error_message = "security_hub.standards[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.security_hub.standards : item == null ? true : contains(["fsbp", "cis-1.2", "cis-1.4", "cis-3.0", "cis-5.0", "nist-800-53", "nist-800-171", "pci-dss-3.2.1", "pci-dss-4.0.1", "resource-tagging"], item)])
    error_message = "security_hub.standards[*] must be one of fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }

  validation {
    condition     = alltrue([for key in keys(var.security_hub.disabled_controls) : can(regex("^(fsbp|cis-1[.]2|cis-1[.]4|cis-3[.]0|cis-5[.]0|nist-800-53|nist-800-171|pci-dss-3[.]2[.]1|pci-dss-4[.]0[.]1|resource-tagging)/[A-Z][A-Za-z0-9]{1,40}[.][0-9]{1,4}$", key))])
    error_message = "Every key of security_hub.disabled_controls must be a standard and a control that it contains, such as fsbp/IAM.6; the standards are fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }

  validation {
    condition     = alltrue([for entry in values(var.security_hub.disabled_controls) : entry != null])
    error_message = "security_hub.disabled_controls[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.security_hub.disabled_controls) : entry == null ? true : can(regex("^[\\x20-\\x7e\\xa0-\\xff]*[\\x21-\\x7e\\xa1-\\xff][\\x20-\\x7e\\xa0-\\xff]*$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 1024])
    error_message = "security_hub.disabled_controls[*] must be a reason of 1 to 1024 characters of Latin-1 on one line, not only spaces."
  }

  validation {
    condition     = length(distinct(var.security_hub.enabled_controls)) == length(var.security_hub.enabled_controls)
    error_message = "security_hub.enabled_controls must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.security_hub.enabled_controls : item != null])
    error_message = "security_hub.enabled_controls[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.security_hub.enabled_controls : item == null ? true : can(regex("^(fsbp|cis-1[.]2|cis-1[.]4|cis-3[.]0|cis-5[.]0|nist-800-53|nist-800-171|pci-dss-3[.]2[.]1|pci-dss-4[.]0[.]1|resource-tagging)/[A-Z][A-Za-z0-9]{1,40}[.][0-9]{1,4}$", item))])
    error_message = "security_hub.enabled_controls[*] must be a standard and a control that it contains, such as fsbp/IAM.6; the standards are fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }

  validation {
    condition     = var.security_hub.aggregator == null ? true : length(distinct(var.security_hub.aggregator.regions)) == length(var.security_hub.aggregator.regions)
    error_message = "security_hub.aggregator.regions must not contain duplicates."
  }

  validation {
    condition     = var.security_hub.aggregator == null ? true : alltrue([for item in var.security_hub.aggregator.regions : item != null])
    error_message = "security_hub.aggregator.regions[*] must not be null."
  }

  validation {
    condition     = var.security_hub.aggregator == null ? true : alltrue([for item in var.security_hub.aggregator.regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "security_hub.aggregator.regions[*] must be an AWS region such as eu-west-1."
  }

  validation {
    condition     = contains(["low", "medium", "high", "critical"], var.security_hub.alerts.severity)
    error_message = "security_hub.alerts.severity must be one of low, medium, high, critical."
  }
}

variable "access_analyzer" {
  type        = object({ enabled = optional(bool, false), analyzer_name = optional(string, "security-monitoring"), unused_access_age_days = optional(number), unused_access_analyzer_name = optional(string, "security-monitoring-unused-access"), alerts = optional(object({ enabled = optional(bool), severity = optional(string, "high") }), { "enabled" = null, "severity" = "high" }) })
  default     = {}
  description = "IAM Access Analyzer: what others can reach in the account, and what nobody uses. All is disabled by default, because the organization often manages it for its accounts: an analyzer of the organization is in another account, and reports the same.\n- enabled: Whether an analyzer for external access is created. It is free. A region has one of an account: leave it false where one exists, or adopt that one.\n- analyzer_name: Name of the analyzer for external access. Another name replaces it: its findings are created anew.\n- unused_access_age_days: Days without use after which a role, a user's credential or a permission is a finding. Setting it creates an analyzer for unused access, whether or not `enabled` is set; AWS bills it for each role and user of the account, so set it in one region only. Another number replaces the analyzer: its findings are created anew. Unset: no such analyzer.\n- unused_access_analyzer_name: Name of the analyzer for unused access. Another name replaces it: its findings are created anew.\n- alerts: Alerts of its findings. A new analyzer sends a finding for all that others can access already: archive what is intended before you enable them.\n  - enabled: Whether EventBridge rules report them, as long as `alerts.instant` is enabled. Unset: as `enabled`. Set it to true where the account has an analyzer that is not managed here.\n  - severity: Lowest severity that is reported. IAM Access Analyzer has none, so: public access is critical, other access from outside high, access from within the organization medium, unused access low."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.-]*$", var.access_analyzer.analyzer_name)) && length(regexall("(?s).", var.access_analyzer.analyzer_name)) >= 1 && length(regexall("(?s).", var.access_analyzer.analyzer_name)) <= 255
    error_message = "access_analyzer.analyzer_name must be an analyzer name of 1 to 255 letters, digits and _ . -, starting with a letter."
  }

  validation {
    condition     = var.access_analyzer.unused_access_age_days == null ? true : var.access_analyzer.unused_access_age_days >= 1 && var.access_analyzer.unused_access_age_days <= 365 && floor(var.access_analyzer.unused_access_age_days) == var.access_analyzer.unused_access_age_days
    error_message = "access_analyzer.unused_access_age_days must be a whole number from 1 to 365."
  }

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.-]*$", var.access_analyzer.unused_access_analyzer_name)) && length(regexall("(?s).", var.access_analyzer.unused_access_analyzer_name)) >= 1 && length(regexall("(?s).", var.access_analyzer.unused_access_analyzer_name)) <= 255
    error_message = "access_analyzer.unused_access_analyzer_name must be an analyzer name of 1 to 255 letters, digits and _ . -, starting with a letter."
  }

  validation {
    condition     = contains(["low", "medium", "high", "critical"], var.access_analyzer.alerts.severity)
    error_message = "access_analyzer.alerts.severity must be one of low, medium, high, critical."
  }
}

variable "remediation" {
  type        = object({ modes = optional(map(string), {}), runbooks = optional(map(object({ rule = string, document = string, parameters = map(list(string)), role_arn = string, mode = optional(string, "propose"), severity = optional(string, "high") })), {}), exempt_tag = optional(string, "security-monitoring:exempt"), only = optional(list(string), []), never = optional(list(string), []), repairs_per_hour = optional(number, 10), sweep_hour = optional(number, 6), log_retention_days = optional(number, 365), permissions_boundary = optional(object({ arn = string })), bucket_name = optional(string), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false), object_lock = optional(object({ mode = string, days = number })) })
  default     = {}
  description = "Remediation: functions that make resources compliant again, or propose how. Disabled by default. Before each change a function writes the former state of the resource to a bucket, from which `npm run undo` restores it. Needs `alerts.instant`.\n- modes: Remediations to enable, by name. propose: an alert says what would be changed, and the command that changes it. automatic: the function changes it. off, as without an entry: there is no function. On the day a mode is set, all existing resources are proposed in one alert, and none is changed.\n- runbooks: Runbooks of AWS Systems Manager for other rules of AWS Config, by a name of yours. What a runbook does cannot be undone by a command.\n  - rule: Rule of AWS Config whose resources the runbook repairs, as in `config.rules`, without `name_prefix`.\n  - document: Automation runbook of AWS Systems Manager, owned by AWS.\n  - parameters: Parameters of the runbook, a list of values each. {resource} in a value becomes the resource's id.\n  - role_arn: Role that the runbook assumes (`AutomationAssumeRole`). The function may pass it to Systems Manager only.\n  - mode: As in `modes`.\n  - severity: Severity of the alerts.\n- exempt_tag: Tag that exempts a resource, whatever its value; a date in ISO 8601, year, month and day, is the last day. Whoever may set it can disable remediation for a resource, so that is an alert.\n- only: Resources by id, name or ARN. If there are any, no other one is repaired.\n- never: Resources by id, name or ARN that are not repaired.\n- repairs_per_hour: Repairs that each remediation may do within an hour. What exceeds it is reported, and repaired later.\n- sweep_hour: Hour (UTC) in which resources that still do not comply are examined every day: after a failure, or an exemption that ended.\n- log_retention_days: Days for which the logs of the functions are retained.\n- permissions_boundary: IAM policy that is the permissions boundary of the functions' roles. It must allow what a function does; docs/remediation.md says what that is.\n  - arn: ARN of the resource.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days for which an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 does not move files below 128 KB, which are most files of a small account; retrieval from an archive is slow and billed.\n  - after_days: Days after which a file moves.\n  - storage_class: Storage class that the file moves to.\n- force_destroy_bucket: Whether Terraform may delete the new bucket while it contains files. `evidence.deletion_protection` must be false as well.\n- object_lock: Object Lock of the bucket: what is needed to undo cannot be deleted or overwritten before its retention ends. It cannot be disabled again.\n  - mode: GOVERNANCE: an identity with s3:BypassGovernanceRetention can still delete files. COMPLIANCE: nobody can, not even the root user or Terraform.\n  - days: Days for which a file cannot be deleted or overwritten."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.remediation.modes) : contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed", "public-snapshot", "public-image", "public-database-snapshot", "stopped-trail"], key)])
    error_message = "Every key of remediation.modes must be one of restricted-ssh, s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, vpc-default-security-group-closed, public-snapshot, public-image, public-database-snapshot, stopped-trail."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.modes) : entry != null])
    error_message = "remediation.modes[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.modes) : entry == null ? true : contains(["off", "propose", "automatic"], entry)])
    error_message = "remediation.modes[*] must be one of off, propose, automatic."
  }

  validation {
    condition     = alltrue([for key in keys(var.remediation.runbooks) : can(regex("^[a-z][a-z0-9-]{0,32}$", key))])
    error_message = "Every key of remediation.runbooks must be a name of 1 to 33 lower-case letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for key in keys(var.remediation.runbooks) : !contains(["restricted-ssh", "s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "vpc-default-security-group-closed", "public-snapshot", "public-image", "public-database-snapshot", "stopped-trail"], key)])
    error_message = "Every key of remediation.runbooks must not be one of restricted-ssh, s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, vpc-default-security-group-closed, public-snapshot, public-image, public-database-snapshot, stopped-trail."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry != null])
    error_message = "remediation.runbooks[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.rule != null])
    error_message = "remediation.runbooks[*].rule must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.rule == null ? true : can(regex("^[A-Za-z0-9_-]{1,128}$", entry.rule))])
    error_message = "remediation.runbooks[*].rule must be the name of a rule in `config.rules`."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.document != null])
    error_message = "remediation.runbooks[*].document must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.document == null ? true : can(regex("^AWS[A-Za-z]*-[A-Za-z0-9]+$", entry.document))])
    error_message = "remediation.runbooks[*].document must be the name of a runbook of AWS, such as AWS-DisablePublicAccessForSecurityGroup."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.parameters != null])
    error_message = "remediation.runbooks[*].parameters must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for key in keys(entry.parameters) : length(regexall("(?s).", key)) >= 1 && length(regexall("(?s).", key)) <= 50])])
    error_message = "Every key of remediation.runbooks[*].parameters must be text of 1 to 50 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for entry in values(entry.parameters) : entry != null])])
    error_message = "remediation.runbooks[*].parameters[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for entry in values(entry.parameters) : entry == null ? true : alltrue([for item in entry : item != null])])])
    error_message = "remediation.runbooks[*].parameters[*][*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.parameters == null ? true : alltrue([for entry in values(entry.parameters) : entry == null ? true : alltrue([for item in entry : item == null ? true : length(regexall("(?s).", item)) >= 1 && length(regexall("(?s).", item)) <= 512])])])
    error_message = "remediation.runbooks[*].parameters[*][*] must be text of 1 to 512 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.role_arn != null])
    error_message = "remediation.runbooks[*].role_arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : entry.role_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", entry.role_arn))])
    error_message = "remediation.runbooks[*].role_arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : contains(["propose", "automatic"], entry.mode)])
    error_message = "remediation.runbooks[*].mode must be one of propose, automatic."
  }

  validation {
    condition     = alltrue([for entry in values(var.remediation.runbooks) : entry == null ? true : contains(["low", "medium", "high", "critical"], entry.severity)])
    error_message = "remediation.runbooks[*].severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", var.remediation.exempt_tag)) && !can(regex("^[aA][wW][sS]:", var.remediation.exempt_tag)) && length(regexall("(?s).", var.remediation.exempt_tag)) >= 1 && length(regexall("(?s).", var.remediation.exempt_tag)) <= 128
    error_message = "remediation.exempt_tag must be a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with \"aws:\"."
  }

  validation {
    condition     = length(distinct(var.remediation.only)) == length(var.remediation.only)
    error_message = "remediation.only must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.remediation.only : item != null])
    error_message = "remediation.only[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.remediation.only : item == null ? true : can(regex("^[A-Za-z0-9][!-~]{0,999}$", item))])
    error_message = "remediation.only[*] must be the id, the name or the ARN of a resource."
  }

  validation {
    condition     = length(distinct(var.remediation.never)) == length(var.remediation.never)
    error_message = "remediation.never must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.remediation.never : item != null])
    error_message = "remediation.never[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.remediation.never : item == null ? true : can(regex("^[A-Za-z0-9][!-~]{0,999}$", item))])
    error_message = "remediation.never[*] must be the id, the name or the ARN of a resource."
  }

  validation {
    condition     = var.remediation.repairs_per_hour >= 1 && var.remediation.repairs_per_hour <= 100 && floor(var.remediation.repairs_per_hour) == var.remediation.repairs_per_hour
    error_message = "remediation.repairs_per_hour must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.remediation.sweep_hour >= 0 && var.remediation.sweep_hour <= 23 && floor(var.remediation.sweep_hour) == var.remediation.sweep_hour
    error_message = "remediation.sweep_hour must be a whole number from 0 to 23."
  }

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.remediation.log_retention_days)
    error_message = "remediation.log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }

  validation {
    condition     = var.remediation.permissions_boundary == null ? true : var.remediation.permissions_boundary.arn != null
    error_message = "remediation.permissions_boundary.arn must not be null."
  }

  validation {
    condition     = var.remediation.permissions_boundary == null ? true : var.remediation.permissions_boundary.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::([0-9]{12}|aws):policy/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,128}$", var.remediation.permissions_boundary.arn))
    error_message = "remediation.permissions_boundary.arn must be an ARN such as arn:<partition>:iam::111122223333:policy/boundary."
  }

  validation {
    condition     = var.remediation.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.remediation.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.remediation.bucket_name)) && length(regexall("(?s).", var.remediation.bucket_name)) >= 3 && length(regexall("(?s).", var.remediation.bucket_name)) <= 63
    error_message = "remediation.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.remediation.expire_after_days >= 1 && var.remediation.expire_after_days <= 36500 && floor(var.remediation.expire_after_days) == var.remediation.expire_after_days
    error_message = "remediation.expire_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = var.remediation.expire_noncurrent_after_days >= 1 && var.remediation.expire_noncurrent_after_days <= 36500 && floor(var.remediation.expire_noncurrent_after_days) == var.remediation.expire_noncurrent_after_days
    error_message = "remediation.expire_noncurrent_after_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.remediation.transitions : item != null])
    error_message = "remediation.transitions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.remediation.transitions : item == null ? true : item.after_days != null])
    error_message = "remediation.transitions[*].after_days must not be null."
  }

  validation {
    condition     = alltrue([for item in var.remediation.transitions : item == null ? true : item.after_days == null ? true : item.after_days >= 0 && item.after_days <= 36500 && floor(item.after_days) == item.after_days])
    error_message = "remediation.transitions[*].after_days must be a whole number from 0 to 36500."
  }

  validation {
    condition     = alltrue([for item in var.remediation.transitions : item == null ? true : item.storage_class != null])
    error_message = "remediation.transitions[*].storage_class must not be null."
  }

  validation {
    condition     = alltrue([for item in var.remediation.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], item.storage_class)])
    error_message = "remediation.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }

  validation {
    condition     = var.remediation.object_lock == null ? true : var.remediation.object_lock.mode != null
    error_message = "remediation.object_lock.mode must not be null."
  }

  validation {
    condition     = var.remediation.object_lock == null ? true : var.remediation.object_lock.mode == null ? true : contains(["GOVERNANCE", "COMPLIANCE"], var.remediation.object_lock.mode)
    error_message = "remediation.object_lock.mode must be one of GOVERNANCE, COMPLIANCE."
  }

  validation {
    condition     = var.remediation.object_lock == null ? true : var.remediation.object_lock.days != null
    error_message = "remediation.object_lock.days must not be null."
  }

  validation {
    condition     = var.remediation.object_lock == null ? true : var.remediation.object_lock.days == null ? true : var.remediation.object_lock.days >= 1 && var.remediation.object_lock.days <= 36500 && floor(var.remediation.object_lock.days) == var.remediation.object_lock.days
    error_message = "remediation.object_lock.days must be a whole number from 1 to 36500."
  }
}

variable "dashboard" {
  type        = object({ enabled = optional(bool, false), name = optional(string, "security-monitoring"), logs_insights_enabled = optional(bool, true) })
  default     = {}
  description = "The CloudWatch dashboard: what is enabled here, on one screen.\n- enabled: Whether there is a dashboard. AWS bills each that has more than 50 metrics, and each after the first three of an account.\n- name: Name of the dashboard. Dashboards belong to no region: AWS overwrites one of the account that has this name.\n- logs_insights_enabled: Whether the dashboard shows who calls AWS, in which regions, from which addresses and with which errors. These are queries of CloudWatch Logs Insights on the log group of the trail: AWS bills what they scan each time somebody loads or refreshes the dashboard."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.dashboard.name))
    error_message = "dashboard.name must be a dashboard name of 1 to 255 letters, digits, _ and -."
  }
}

variable "athena" {
  type        = object({ enabled = optional(bool, false), database_name = optional(string, "security_monitoring"), key_prefix = optional(string, "AWSLogs/"), accounts = optional(list(string), []), regions = optional(list(string), []), history_days = optional(number, 2557), workgroup_name = optional(string, "security-monitoring"), scan_limit_megabytes = optional(number, 100000), bucket_name = optional(string), expire_after_days = optional(number, 30) })
  default     = {}
  description = "Amazon Athena: SQL over all events that the trail's bucket retains. Disabled by default. AWS bills what queries scan. The output `investigator_policy` is what an investigator needs.\n- enabled: Whether the files of the trail can be queried: a table over its bucket, new or existing, a workgroup with saved queries, and a bucket for their results. Without such a bucket nothing is created.\n- database_name: Name of the database in the AWS Glue Data Catalog. Athena allows no hyphen in it: each becomes an underscore. Another name replaces database and table, and no event is lost.\n- key_prefix: What the keys of the log files begin with, up to the number of the account. Another one than the default only with an existing trail: `logs/AWSLogs/` if its S3 key prefix is `logs`, `AWSLogs/o-a1b2c3d4e5/` if it is that of the organization with this id. With `organization` its id is added.\n- accounts: Accounts of the organization whose events can be queried. Empty: this account alone. A query that gives no account lists the days of each, so name those that matter.\n- regions: Regions whose events can be queried. Empty: those that are enabled in the account, as AWS says in each plan. List them where a region was disabled whose events still matter.\n- history_days: Days before today whose events can be queried: for as long as the bucket retains them. The default is seven years.\n- workgroup_name: Name of the workgroup. Another name replaces it, with the history of its queries.\n- scan_limit_megabytes: Megabytes that one query may scan, of 1,048,576 bytes each; Athena then cancels it. It bills what is scanned: the default is about half a US dollar.\n- bucket_name: Name of the new bucket. Unset: a generated, unique name.\n- expire_after_days: Days after which the result of a query is deleted. The events themselves are not."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9_-]{1,255}$", var.athena.database_name))
    error_message = "athena.database_name must be a database name of 1 to 255 lower-case letters, digits and _ -."
  }

  validation {
    condition     = can(regex("^([A-Za-z0-9_.-]+/)+$", var.athena.key_prefix))
    error_message = "athena.key_prefix must be a prefix that ends in / such as AWSLogs/, of letters, digits and _ . -."
  }

  validation {
    condition     = length(distinct(var.athena.accounts)) == length(var.athena.accounts)
    error_message = "athena.accounts must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.athena.accounts : item != null])
    error_message = "athena.accounts[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.athena.accounts : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "athena.accounts[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = length(distinct(var.athena.regions)) == length(var.athena.regions)
    error_message = "athena.regions must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.athena.regions : item != null])
    error_message = "athena.regions[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.athena.regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "athena.regions[*] must be an AWS region such as eu-west-1."
  }

  validation {
    condition     = var.athena.history_days >= 1 && var.athena.history_days <= 36500 && floor(var.athena.history_days) == var.athena.history_days
    error_message = "athena.history_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{1,128}$", var.athena.workgroup_name))
    error_message = "athena.workgroup_name must be a workgroup name of 1 to 128 letters, digits and . _ -."
  }

  validation {
    condition     = var.athena.scan_limit_megabytes >= 10 && var.athena.scan_limit_megabytes <= 10000000 && floor(var.athena.scan_limit_megabytes) == var.athena.scan_limit_megabytes
    error_message = "athena.scan_limit_megabytes must be a whole number from 10 to 10000000."
  }

  validation {
    condition     = var.athena.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.athena.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.athena.bucket_name)) && length(regexall("(?s).", var.athena.bucket_name)) >= 3 && length(regexall("(?s).", var.athena.bucket_name)) <= 63
    error_message = "athena.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.athena.expire_after_days >= 1 && var.athena.expire_after_days <= 36500 && floor(var.athena.expire_after_days) == var.athena.expire_after_days
    error_message = "athena.expire_after_days must be a whole number from 1 to 36500."
  }
}

variable "saved_queries" {
  type        = object({ enabled = optional(bool, false) })
  default     = {}
  description = "Saved queries over the trail's log group, for the first questions of an investigation.\n- enabled: Whether queries are saved in CloudWatch Logs Insights, in the folder security-monitoring with the `name_prefix` in front of it. They are free; AWS bills what a query scans when somebody runs it. Without a log group nothing is created."
  nullable    = false
}

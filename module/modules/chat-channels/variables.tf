# Written by terraform-aws-security-monitoring, sha256:73ce884b22e4ab5b109ce0b73f246173581a8249531fac321349b9f2a89a7e86

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the name of the role and of every channel configuration."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "topic_arn" {
  type        = string
  description = "Topic whose messages the channels show: alarms and custom notifications."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.topic_arn))
    error_message = "topic_arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "slack_channels" {
  type        = map(object({ workspace_id = string, channel_id = string }))
  default     = {}
  description = "Slack channels, by a name of your choice. An administrator must have authorized the workspace in the console once. A channel of another workspace needs another name, because AWS cannot change the workspace.\n- workspace_id: Workspace, as the console of Amazon Q Developer in chat applications shows it once it is authorized.\n- channel_id: Channel: the end of the link that Slack copies."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.slack_channels) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of slack_channels must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.slack_channels) : entry != null])
    error_message = "slack_channels[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.slack_channels) : entry == null ? true : entry.workspace_id != null])
    error_message = "slack_channels[*].workspace_id must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.slack_channels) : entry == null ? true : entry.workspace_id == null ? true : can(regex("^[0-9A-Z]{1,255}$", entry.workspace_id))])
    error_message = "slack_channels[*].workspace_id must be the id of a Slack workspace such as T07EA123LEP."
  }

  validation {
    condition     = alltrue([for entry in values(var.slack_channels) : entry == null ? true : entry.channel_id != null])
    error_message = "slack_channels[*].channel_id must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.slack_channels) : entry == null ? true : entry.channel_id == null ? true : can(regex("^[A-Za-z0-9]{1,255}$", entry.channel_id))])
    error_message = "slack_channels[*].channel_id must be the id of a Slack channel such as C07EZ1ABC23."
  }
}

variable "teams_channels" {
  type        = map(object({ tenant_id = string, team_id = string, channel_id = string }))
  default     = {}
  description = "Channels of Microsoft Teams, by a name of your choice; one for each team, because the AWS provider finds a channel by its team. An administrator must have authorized the team in the console once. A channel of another team needs another name, because AWS cannot change the team.\n- tenant_id: Tenant of Microsoft Entra.\n- team_id: Team, as the console of Amazon Q Developer in chat applications shows it once it is authorized.\n- channel_id: Channel: what stands in the link to it after `channel/`, up to the next slash."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.teams_channels) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of teams_channels must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.teams_channels) : entry != null])
    error_message = "teams_channels[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.teams_channels) : entry == null ? true : entry.tenant_id != null])
    error_message = "teams_channels[*].tenant_id must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.teams_channels) : entry == null ? true : entry.tenant_id == null ? true : can(regex("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", entry.tenant_id))])
    error_message = "teams_channels[*].tenant_id must be the id of a tenant such as 1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = alltrue([for entry in values(var.teams_channels) : entry == null ? true : entry.team_id != null])
    error_message = "teams_channels[*].team_id must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.teams_channels) : entry == null ? true : entry.team_id == null ? true : can(regex("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", entry.team_id))])
    error_message = "teams_channels[*].team_id must be the id of a team such as 1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = alltrue([for entry in values(var.teams_channels) : entry == null ? true : entry.channel_id != null])
    error_message = "teams_channels[*].channel_id must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.teams_channels) : entry == null ? true : entry.channel_id == null ? true : can(regex("^[A-Za-z0-9_=+/.,-]*%3[aA][A-Za-z0-9_=+/.,-]*%40[A-Za-z0-9_=+/.,-]*$", entry.channel_id)) && length(regexall("(?s).", entry.channel_id)) >= 1 && length(regexall("(?s).", entry.channel_id)) <= 255])
    error_message = "teams_channels[*].channel_id must be the id of a channel of Teams such as 19%3a0123456789abcdef%40thread.tacv2, as in the link to the channel."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the role and of the channel configurations."
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

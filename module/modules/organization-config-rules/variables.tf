# Written by terraform-aws-security-monitoring, sha256:f121c8b27613fa71aaf05eda5520f11e181cab71401d6873494b75ef3224b524

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Prefix of the name of every rule."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.name_prefix))
    error_message = "name_prefix must be at most 20 letters, digits, _ and -."
  }
}

variable "rules" {
  type        = map(object({ identifier = string, unlisted = optional(bool, false), description = optional(string), input_parameters = optional(map(string), {}), maximum_execution_frequency = optional(string), scope = optional(object({ resource_types = optional(list(string)), tag_key = optional(string), tag_value = optional(string), resource_id = optional(string) })) }))
  default     = {}
  description = "Managed rules by name, in addition to the standard ones, or replacing them: s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh.\n- identifier: Identifier of the managed rule. It often differs from the rule's name.\n- unlisted: Whether the rule is newer than the list of managed rules of October 2026, which identifiers are checked against.\n- description: Description of the rule.\n- input_parameters: Parameters of the rule, by name.\n- maximum_execution_frequency: How often AWS Config evaluates the rule. Only for periodic rules.\n- scope: Resources that the rule evaluates. Unset: all that it supports.\n  - resource_types: Only resources of these types.\n  - tag_key: Only resources with this tag.\n  - tag_value: Only resources whose tag has this value.\n  - resource_id: Only the resource with this id, of the one type in `resource_types`."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.rules) : can(regex("^[A-Za-z0-9_-]{1,128}$", key))])
    error_message = "Every key of rules must be a rule name of 1 to 128 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry != null])
    error_message = "rules[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.identifier != null])
    error_message = "rules[*].identifier must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.identifier == null ? true : can(regex("^[A-Z0-9_-]{1,256}$", entry.identifier))])
    error_message = "rules[*].identifier must be the identifier of a managed rule, such as INCOMING_SSH_DISABLED."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.description == null ? true : can(regex("^[^\\r\\n]{0,256}$", entry.description))])
    error_message = "rules[*].description must be at most 256 characters on one line."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : alltrue([for entry in values(entry.input_parameters) : entry != null])])
    error_message = "rules[*].input_parameters[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.maximum_execution_frequency == null ? true : contains(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"], entry.maximum_execution_frequency)])
    error_message = "rules[*].maximum_execution_frequency must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_key == null])
    error_message = "rules[*].scope.resource_id and rules[*].scope.tag_key cannot be combined: set one of them."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_value == null])
    error_message = "rules[*].scope.resource_id and rules[*].scope.tag_value cannot be combined: set one of them."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : (entry.scope.resource_types != null || entry.scope.tag_key != null || entry.scope.tag_value != null || entry.scope.resource_id != null)])
    error_message = "rules[*].scope needs resource_types or tag_key or tag_value or resource_id. Check the spelling: Terraform ignores an unknown attribute."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : length(distinct(entry.scope.resource_types)) == length(entry.scope.resource_types)])
    error_message = "rules[*].scope.resource_types must not contain duplicates."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : alltrue([for item in entry.scope.resource_types : item != null])])
    error_message = "rules[*].scope.resource_types[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : alltrue([for item in entry.scope.resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])])
    error_message = "rules[*].scope.resource_types[*] must be a resource type such as AWS::S3::Bucket."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.tag_key == null ? true : length(regexall("(?s).", entry.scope.tag_key)) >= 1 && length(regexall("(?s).", entry.scope.tag_key)) <= 128])
    error_message = "rules[*].scope.tag_key must be text of 1 to 128 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.tag_value == null ? true : length(regexall("(?s).", entry.scope.tag_value)) >= 1 && length(regexall("(?s).", entry.scope.tag_value)) <= 256])
    error_message = "rules[*].scope.tag_value must be text of 1 to 256 characters."
  }

  validation {
    condition     = alltrue([for entry in values(var.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null ? true : length(regexall("(?s).", entry.scope.resource_id)) >= 1 && length(regexall("(?s).", entry.scope.resource_id)) <= 768])
    error_message = "rules[*].scope.resource_id must be text of 1 to 768 characters."
  }
}

variable "disabled_rules" {
  type        = list(string)
  default     = []
  description = "Names of standard rules to disable."
  nullable    = false

  validation {
    condition     = length(distinct(var.disabled_rules)) == length(var.disabled_rules)
    error_message = "disabled_rules must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.disabled_rules : item != null])
    error_message = "disabled_rules[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.disabled_rules : item == null ? true : contains(["s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "restricted-ssh"], item)])
    error_message = "disabled_rules[*] must be one of s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh."
  }
}

variable "includes_account_wide" {
  type        = bool
  default     = true
  description = "Whether rules about the account as a whole are created, such as IAM_PASSWORD_POLICY. Set true in one region of an account, false in the others."
  nullable    = false
}

variable "excluded_account_ids" {
  type        = list(string)
  default     = []
  description = "Accounts without these rules. The account itself never has them: its own rules are the same."
  nullable    = false

  validation {
    condition     = length(distinct(var.excluded_account_ids)) == length(var.excluded_account_ids)
    error_message = "excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.excluded_account_ids : item != null])
    error_message = "excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }
}

variable "recorder_stack_set_name" {
  type        = string
  default     = null
  description = "Stack set that creates the recorders of these accounts, before the rules; unset where they exist."
  nullable    = true

  validation {
    condition     = var.recorder_stack_set_name == null ? true : can(regex("^[A-Za-z][A-Za-z0-9-]{0,127}$", var.recorder_stack_set_name))
    error_message = "recorder_stack_set_name must be the name of a stack set."
  }
}

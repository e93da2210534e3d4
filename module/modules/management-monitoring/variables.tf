# Written by terraform-aws-security-monitoring, sha256:1c9f1ffc0e079c7ff736bf2fc3aad5b8a51944c2fc9a385f35f6e7915bbe98e1

variable "region" {
  type        = string
  description = "Region of the provider."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", var.region))
    error_message = "region must be an AWS region such as eu-west-1."
  }
}

variable "home_region" {
  type        = string
  description = "Region of the monitoring, which events are sent to."
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", var.home_region))
    error_message = "home_region must be an AWS region such as eu-west-1."
  }
}

variable "monitoring" {
  type        = object({ name_prefix = optional(string, ""), tags = optional(map(string), {}), regions = list(string), organization = optional(object({ id = string, management_account_id = string, members = optional(object({ organizational_unit_ids = list(string), excluded_account_ids = optional(list(string), []), existing_recorder_account_ids = optional(list(string), []), recorder = optional(bool, true), remediation = optional(bool, false), retain_stacks = optional(bool, false) })), security_hub_targets = optional(list(string), []), config_rules = optional(object({ excluded_account_ids = optional(list(string), []) })) })), config = object({ enabled = optional(bool, true), recorder_name = optional(string, "security-monitoring"), recording_frequency = optional(string, "CONTINUOUS"), recording_override = optional(object({ resource_types = optional(list(string), []), frequency = optional(string, "DAILY") }), { "resource_types" = [], "frequency" = "DAILY" }), excluded_resource_types = optional(list(string), []), snapshot_frequency = optional(string, "TwentyFour_Hours"), rules_enabled = optional(bool, true), rules = optional(map(object({ identifier = string, unlisted = optional(bool, false), description = optional(string), input_parameters = optional(map(string), {}), maximum_execution_frequency = optional(string), scope = optional(object({ resource_types = optional(list(string)), tag_key = optional(string), tag_value = optional(string), resource_id = optional(string) })) })), {}), disabled_rules = optional(list(string), []) }), guardduty = object({ enabled = optional(bool, false), finding_publishing_frequency = optional(string, "FIFTEEN_MINUTES"), features = optional(list(string), []), runtime_agents = optional(list(string), []), export_findings = optional(bool, false), existing_key = optional(object({ arn = string })) }), security_hub = object({ enabled = optional(bool, false), auto_enable_controls = optional(bool, true), standards = optional(list(string), ["fsbp"]), disabled_controls = optional(map(string), {}), enabled_controls = optional(list(string), []) }), access_analyzer = object({ enabled = optional(bool, false), analyzer_name = optional(string, "security-monitoring") }), account = object({ encrypt_ebs_by_default = optional(bool, false) }), config_role_arn = optional(string), config_bucket_name = optional(string), recorder_stack_set_name = optional(string), log_key_arn = optional(string), guardduty_bucket_name = optional(string), guardduty_key_arn = optional(string), alerts_instantly = bool, event_bus_arn = optional(string), event_patterns = string, services = optional(list(string), []), member_services = optional(list(string), []) })
  description = "The output `regional` of the security account: settings that apply to every account, and where to deliver to.\n- name_prefix: Prefix of every name; the same as in the home region.\n- tags: Tags of every resource that can have tags.\n- regions: The further regions that the monitoring was told of.\n- organization: The organization of which this is the security account. Omitted: this account alone.\n  - id: ID of the organization, such as o-a1b2c3d4e5.\n  - management_account_id: ID of the management account of the organization.\n  - members: Accounts of the organization that get, in each region, an AWS Config recorder that delivers to the bucket of this account, and event rules that forward to it; new accounts as well. Needs trusted access for CloudFormation StackSets, and this account as their delegated administrator. Omitted: none.\n    - organizational_unit_ids: Organizational units whose accounts get a stack, those in nested units and new ones included; the root's ID stands for all.\n    - excluded_account_ids: Accounts of these units that get nothing. The security account is always one of them.\n    - existing_recorder_account_ids: Accounts that have an AWS Config recorder already, of which a region has one. They keep it, and get the event rules only.\n    - recorder: Whether the accounts get an AWS Config recorder, which needs that of this account: they deliver to its bucket.\n    - remediation: Whether the functions of remediation examine and repair resources of these accounts as well, with a role that each of them gets: what `remediation.modes` enables, by the same modes and limits. Runbooks and daily sweeps stay with this account.\n    - retain_stacks: Whether an account that leaves the units keeps its stacks, which nobody updates any more.\n  - security_hub_targets: Root of the organization, or organizational units, whose accounts Security Hub configures: also those that join later. Empty: this account only.\n  - config_rules: Creates the rules of `config.rules` in every account of the organization as well. `{}` excludes none. Set it once every account has a recorder in every region that is monitored: AWS refuses a rule in an account without one, and the apply fails.\n    - excluded_account_ids: Accounts without a recorder, where AWS refuses rules, and others without these rules.\n- config: AWS Config.\n  - enabled: Whether an AWS Config recorder is created, unless `existing_recorder` is set.\n  - recorder_name: Name of the recorder and of its delivery channel.\n  - recording_frequency: CONTINUOUS or DAILY. DAILY is cheaper if resources change often, but rules evaluate a change up to a day later.\n  - recording_override: Resource types with another recording frequency. DAILY is cheaper for types that change often; types whose changes a rule evaluates are refused, because the rule would notice a change up to a day later. CONTINUOUS, where `recording_frequency` is DAILY, lets rules notice changes of these types at once; the standard rules evaluate AWS::S3::Bucket and AWS::EC2::SecurityGroup.\n    - resource_types: Resource types that are recorded at `frequency`. Empty: every type is recorded at `recording_frequency`.\n    - frequency: CONTINUOUS or DAILY, whichever `recording_frequency` is not.\n  - excluded_resource_types: Resource types that are not recorded, usually because they change often and every change is billed.\n  - snapshot_frequency: How often a snapshot of the whole configuration is delivered.\n  - rules_enabled: Whether the rules are created.\n  - rules: Managed rules by name, in addition to the standard ones, or replacing them: s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh.\n    - identifier: Identifier of the managed rule. It often differs from the rule's name.\n    - unlisted: Whether the rule is newer than the list of managed rules of October 2026, which identifiers are checked against.\n    - description: Description of the rule.\n    - input_parameters: Parameters of the rule, by name.\n    - maximum_execution_frequency: How often AWS Config evaluates the rule. Only for periodic rules.\n    - scope: Resources that the rule evaluates. Unset: all that it supports.\n      - resource_types: Only resources of these types.\n      - tag_key: Only resources with this tag.\n      - tag_value: Only resources whose tag has this value.\n      - resource_id: Only the resource with this id, of the one type in `resource_types`.\n  - disabled_rules: Names of standard rules to disable.\n- guardduty: GuardDuty.\n  - enabled: Whether a GuardDuty detector is created. A region has one: leave this disabled if the account's organization manages it, and adopt one that belongs to the account. Disabling it again is refused, because the findings would be deleted; with guardduty-detector in `evidence.retain` it suspends the detector.\n  - finding_publishing_frequency: How often GuardDuty publishes that a finding occurred again. A new finding is published within 5 minutes in any case.\n  - features: Protection plans to enable. All others are disabled explicitly, because a new detector has most of them enabled. Unset: only the foundational detection in CloudTrail, VPC flow and DNS logs, which is the cheapest. Each plan is billed by what it analyses, after a trial of 30 days.\n  - runtime_agents: Agents that GuardDuty installs and updates by itself. They need RUNTIME_MONITORING in `features`, and are billed by the processors they run on.\n  - export_findings: Whether findings are exported to a bucket, those of `regions` to the same one. GuardDuty itself deletes them after 90 days.\n  - existing_key: Existing KMS key for the exported findings to use instead of a new one, in the region of the bucket. Its policy must allow GuardDuty to encrypt, as the output `required_policies` states. If the key is created in the same apply, give it the policy that the nested module `existing-guardduty-key` returns.\n    - arn: ARN of the resource.\n- security_hub: Security Hub CSPM.\n  - enabled: Whether Security Hub CSPM is enabled in the region, with the standards. Leave it false where the organization enabled it, or it is enabled already: AWS refuses to enable it twice.\n  - auto_enable_controls: Whether controls that AWS adds to a standard are enabled. Set false to enable them one by one, in `enabled_controls`.\n  - standards: Standards to enable: fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging. AWS bills every check of a resource; a control that several standards contain is checked, billed and reported once.\n  - disabled_controls: Controls to disable, each as `<standard>/<control>`, and why. A control that several standards contain has to be disabled in each. Removing one from here leaves it disabled, because the provider cannot undo it: move it to `enabled_controls`.\n  - enabled_controls: Controls to enable, each as `<standard>/<control>`: those that were disabled, or are new while `auto_enable_controls` is false.\n- access_analyzer: IAM Access Analyzer, for external access: unused access is the same in every region.\n  - enabled: Whether an analyzer for external access is created. It is free. A region has one of an account: leave it false where one exists, or adopt that one.\n  - analyzer_name: Name of the analyzer for external access. Another name replaces it: its findings are created anew.\n- account: Settings of the account.\n  - encrypt_ebs_by_default: Whether new EBS volumes in the region are encrypted by default, whoever creates them.\n- config_role_arn: Role of the recorders: a role belongs to no region.\n- config_bucket_name: Bucket that the recorders of all regions deliver to.\n- recorder_stack_set_name: Stack set that creates the recorders of these accounts, before the rules; unset where they exist.\n- log_key_arn: Key that encrypts what is delivered, in the region of the bucket.\n- guardduty_bucket_name: Bucket that the findings of all regions are exported to.\n- guardduty_key_arn: Key that GuardDuty encrypts them with, in the region of the bucket.\n- alerts_instantly: Whether events are forwarded to the region of the monitoring, which alerts on them.\n- event_bus_arn: Bus of the monitoring in that region, which may be in another account. Unset: the default bus of this account. With it the provider may be that of the home region as well: this bus is another one than the default bus, from which events are forwarded.\n- event_patterns: What to forward, as JSON: `{\"<key>\": {\"pattern\": {…}, \"reads\": false}}`, with `reads` for a pattern that needs the read-only calls of CloudTrail. The output `event_patterns` of the monitoring.\n- services: Services whose findings and evaluations are forwarded as well; the home region decides which of them are alerts.\n- member_services: Those of them that are forwarded from member accounts: findings of the others arrive in this account by themselves."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{0,20}$", var.monitoring.name_prefix))
    error_message = "monitoring.name_prefix must be at most 20 letters, digits, _ and -."
  }

  validation {
    condition     = length(var.monitoring.tags) <= 50
    error_message = "monitoring.tags must have at most 50 entries."
  }

  validation {
    condition     = length(distinct([for key in keys(var.monitoring.tags) : lower(key)])) == length(var.monitoring.tags)
    error_message = "monitoring.tags must not have keys that differ only in case."
  }

  validation {
    condition     = alltrue([for key in keys(var.monitoring.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", key)) && !can(regex("^[aA][wW][sS]:", key)) && length(regexall("(?s).", key)) >= 1 && length(regexall("(?s).", key)) <= 128])
    error_message = "Every key of monitoring.tags must be a tag key of 1 to 128 letters, digits, spaces and _ . : / = + @ -, not starting with \"aws:\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.monitoring.tags) : entry != null])
    error_message = "monitoring.tags[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.monitoring.tags) : entry == null ? true : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 256])
    error_message = "monitoring.tags[*] must be a tag value of 1 to 256 letters, digits, spaces and _ . : / = + @ -."
  }

  validation {
    condition     = var.monitoring.regions != null
    error_message = "monitoring.regions must not be null."
  }

  validation {
    condition     = var.monitoring.regions == null ? true : length(distinct(var.monitoring.regions)) == length(var.monitoring.regions)
    error_message = "monitoring.regions must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.regions == null ? true : alltrue([for item in var.monitoring.regions : item != null])
    error_message = "monitoring.regions[*] must not be null."
  }

  validation {
    condition     = var.monitoring.regions == null ? true : alltrue([for item in var.monitoring.regions : item == null ? true : can(regex("^[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}$", item))])
    error_message = "monitoring.regions[*] must be an AWS region such as eu-west-1."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.id != null
    error_message = "monitoring.organization.id must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.monitoring.organization.id))
    error_message = "monitoring.organization.id must be the id of an organization: o- and 10 to 32 lower-case letters and digits, such as o-a1b2c3d4e5."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.management_account_id != null
    error_message = "monitoring.organization.management_account_id must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.management_account_id == null ? true : can(regex("^[0-9]{12}$", var.monitoring.organization.management_account_id))
    error_message = "monitoring.organization.management_account_id must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : var.monitoring.organization.members.organizational_unit_ids != null
    error_message = "monitoring.organization.members.organizational_unit_ids must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : var.monitoring.organization.members.organizational_unit_ids == null ? true : length(distinct(var.monitoring.organization.members.organizational_unit_ids)) == length(var.monitoring.organization.members.organizational_unit_ids)
    error_message = "monitoring.organization.members.organizational_unit_ids must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : var.monitoring.organization.members.organizational_unit_ids == null ? true : alltrue([for item in var.monitoring.organization.members.organizational_unit_ids : item != null])
    error_message = "monitoring.organization.members.organizational_unit_ids[*] must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : var.monitoring.organization.members.organizational_unit_ids == null ? true : alltrue([for item in var.monitoring.organization.members.organizational_unit_ids : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "monitoring.organization.members.organizational_unit_ids[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : length(distinct(var.monitoring.organization.members.excluded_account_ids)) == length(var.monitoring.organization.members.excluded_account_ids)
    error_message = "monitoring.organization.members.excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : alltrue([for item in var.monitoring.organization.members.excluded_account_ids : item != null])
    error_message = "monitoring.organization.members.excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : alltrue([for item in var.monitoring.organization.members.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "monitoring.organization.members.excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : length(distinct(var.monitoring.organization.members.existing_recorder_account_ids)) == length(var.monitoring.organization.members.existing_recorder_account_ids)
    error_message = "monitoring.organization.members.existing_recorder_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : alltrue([for item in var.monitoring.organization.members.existing_recorder_account_ids : item != null])
    error_message = "monitoring.organization.members.existing_recorder_account_ids[*] must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.members == null ? true : alltrue([for item in var.monitoring.organization.members.existing_recorder_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "monitoring.organization.members.existing_recorder_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : length(distinct(var.monitoring.organization.security_hub_targets)) == length(var.monitoring.organization.security_hub_targets)
    error_message = "monitoring.organization.security_hub_targets must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : alltrue([for item in var.monitoring.organization.security_hub_targets : item != null])
    error_message = "monitoring.organization.security_hub_targets[*] must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : alltrue([for item in var.monitoring.organization.security_hub_targets : item == null ? true : can(regex("^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$", item))])
    error_message = "monitoring.organization.security_hub_targets[*] must be the id of a root or of an organizational unit, such as r-a1b2 or ou-a1b2-c3d4e5f6."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.config_rules == null ? true : length(distinct(var.monitoring.organization.config_rules.excluded_account_ids)) == length(var.monitoring.organization.config_rules.excluded_account_ids)
    error_message = "monitoring.organization.config_rules.excluded_account_ids must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.config_rules == null ? true : alltrue([for item in var.monitoring.organization.config_rules.excluded_account_ids : item != null])
    error_message = "monitoring.organization.config_rules.excluded_account_ids[*] must not be null."
  }

  validation {
    condition     = var.monitoring.organization == null ? true : var.monitoring.organization.config_rules == null ? true : alltrue([for item in var.monitoring.organization.config_rules.excluded_account_ids : item == null ? true : can(regex("^[0-9]{12}$", item))])
    error_message = "monitoring.organization.config_rules.excluded_account_ids[*] must be an AWS account id of 12 digits, quoted."
  }

  validation {
    condition     = var.monitoring.config != null
    error_message = "monitoring.config must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : can(regex("^[!-~]([ -~]{0,254}[!-~])?$", var.monitoring.config.recorder_name))
    error_message = "monitoring.config.recorder_name must be a name of 1 to 256 ASCII characters, with spaces only between them."
  }

  validation {
    condition     = var.monitoring.config == null ? true : contains(["CONTINUOUS", "DAILY"], var.monitoring.config.recording_frequency)
    error_message = "monitoring.config.recording_frequency must be one of CONTINUOUS, DAILY."
  }

  validation {
    condition     = var.monitoring.config == null ? true : length(distinct(var.monitoring.config.recording_override.resource_types)) == length(var.monitoring.config.recording_override.resource_types)
    error_message = "monitoring.config.recording_override.resource_types must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for item in var.monitoring.config.recording_override.resource_types : item != null])
    error_message = "monitoring.config.recording_override.resource_types[*] must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for item in var.monitoring.config.recording_override.resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])
    error_message = "monitoring.config.recording_override.resource_types[*] must be a resource type such as AWS::EC2::NetworkInterface."
  }

  validation {
    condition     = var.monitoring.config == null ? true : contains(["CONTINUOUS", "DAILY"], var.monitoring.config.recording_override.frequency)
    error_message = "monitoring.config.recording_override.frequency must be one of CONTINUOUS, DAILY."
  }

  validation {
    condition     = var.monitoring.config == null ? true : length(distinct(var.monitoring.config.excluded_resource_types)) == length(var.monitoring.config.excluded_resource_types)
    error_message = "monitoring.config.excluded_resource_types must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for item in var.monitoring.config.excluded_resource_types : item != null])
    error_message = "monitoring.config.excluded_resource_types[*] must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for item in var.monitoring.config.excluded_resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])
    error_message = "monitoring.config.excluded_resource_types[*] must be a resource type such as AWS::EC2::NetworkInterface."
  }

  validation {
    condition     = var.monitoring.config == null ? true : contains(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"], var.monitoring.config.snapshot_frequency)
    error_message = "monitoring.config.snapshot_frequency must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for key in keys(var.monitoring.config.rules) : can(regex("^[A-Za-z0-9_-]{1,128}$", key))])
    error_message = "Every key of monitoring.config.rules must be a rule name of 1 to 128 letters, digits, _ and -."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry != null])
    error_message = "monitoring.config.rules[*] must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.identifier != null])
    error_message = "monitoring.config.rules[*].identifier must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.identifier == null ? true : can(regex("^[A-Z0-9_-]{1,256}$", entry.identifier))])
    error_message = "monitoring.config.rules[*].identifier must be the identifier of a managed rule, such as INCOMING_SSH_DISABLED."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.description == null ? true : can(regex("^[^\\r\\n]{0,256}$", entry.description))])
    error_message = "monitoring.config.rules[*].description must be at most 256 characters on one line."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : alltrue([for entry in values(entry.input_parameters) : entry != null])])
    error_message = "monitoring.config.rules[*].input_parameters[*] must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.maximum_execution_frequency == null ? true : contains(["One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"], entry.maximum_execution_frequency)])
    error_message = "monitoring.config.rules[*].maximum_execution_frequency must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_key == null])
    error_message = "monitoring.config.rules[*].scope.resource_id and monitoring.config.rules[*].scope.tag_key cannot be combined: set one of them."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_value == null])
    error_message = "monitoring.config.rules[*].scope.resource_id and monitoring.config.rules[*].scope.tag_value cannot be combined: set one of them."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : (entry.scope.resource_types != null || entry.scope.tag_key != null || entry.scope.tag_value != null || entry.scope.resource_id != null)])
    error_message = "monitoring.config.rules[*].scope needs resource_types or tag_key or tag_value or resource_id. Check the spelling: Terraform ignores an unknown attribute."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : length(distinct(entry.scope.resource_types)) == length(entry.scope.resource_types)])
    error_message = "monitoring.config.rules[*].scope.resource_types must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : alltrue([for item in entry.scope.resource_types : item != null])])
    error_message = "monitoring.config.rules[*].scope.resource_types[*] must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : alltrue([for item in entry.scope.resource_types : item == null ? true : can(regex("^AWS::[A-Za-z0-9]{1,100}::[A-Za-z0-9:]{1,140}$", item))])])
    error_message = "monitoring.config.rules[*].scope.resource_types[*] must be a resource type such as AWS::S3::Bucket."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.tag_key == null ? true : length(regexall("(?s).", entry.scope.tag_key)) >= 1 && length(regexall("(?s).", entry.scope.tag_key)) <= 128])
    error_message = "monitoring.config.rules[*].scope.tag_key must be text of 1 to 128 characters."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.tag_value == null ? true : length(regexall("(?s).", entry.scope.tag_value)) >= 1 && length(regexall("(?s).", entry.scope.tag_value)) <= 256])
    error_message = "monitoring.config.rules[*].scope.tag_value must be text of 1 to 256 characters."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for entry in values(var.monitoring.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null ? true : length(regexall("(?s).", entry.scope.resource_id)) >= 1 && length(regexall("(?s).", entry.scope.resource_id)) <= 768])
    error_message = "monitoring.config.rules[*].scope.resource_id must be text of 1 to 768 characters."
  }

  validation {
    condition     = var.monitoring.config == null ? true : length(distinct(var.monitoring.config.disabled_rules)) == length(var.monitoring.config.disabled_rules)
    error_message = "monitoring.config.disabled_rules must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for item in var.monitoring.config.disabled_rules : item != null])
    error_message = "monitoring.config.disabled_rules[*] must not be null."
  }

  validation {
    condition     = var.monitoring.config == null ? true : alltrue([for item in var.monitoring.config.disabled_rules : item == null ? true : contains(["s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited", "restricted-ssh"], item)])
    error_message = "monitoring.config.disabled_rules[*] must be one of s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh."
  }

  validation {
    condition     = var.monitoring.guardduty != null
    error_message = "monitoring.guardduty must not be null."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : contains(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"], var.monitoring.guardduty.finding_publishing_frequency)
    error_message = "monitoring.guardduty.finding_publishing_frequency must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : length(distinct(var.monitoring.guardduty.features)) == length(var.monitoring.guardduty.features)
    error_message = "monitoring.guardduty.features must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : alltrue([for item in var.monitoring.guardduty.features : item != null])
    error_message = "monitoring.guardduty.features[*] must not be null."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : alltrue([for item in var.monitoring.guardduty.features : item == null ? true : contains(["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"], item)])
    error_message = "monitoring.guardduty.features[*] must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : length(distinct(var.monitoring.guardduty.runtime_agents)) == length(var.monitoring.guardduty.runtime_agents)
    error_message = "monitoring.guardduty.runtime_agents must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : alltrue([for item in var.monitoring.guardduty.runtime_agents : item != null])
    error_message = "monitoring.guardduty.runtime_agents[*] must not be null."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : alltrue([for item in var.monitoring.guardduty.runtime_agents : item == null ? true : contains(["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"], item)])
    error_message = "monitoring.guardduty.runtime_agents[*] must be one of EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT, EC2_AGENT_MANAGEMENT."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : var.monitoring.guardduty.existing_key == null ? true : var.monitoring.guardduty.existing_key.arn != null
    error_message = "monitoring.guardduty.existing_key.arn must not be null."
  }

  validation {
    condition     = var.monitoring.guardduty == null ? true : var.monitoring.guardduty.existing_key == null ? true : var.monitoring.guardduty.existing_key.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.monitoring.guardduty.existing_key.arn))
    error_message = "monitoring.guardduty.existing_key.arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = var.monitoring.security_hub != null
    error_message = "monitoring.security_hub must not be null."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : length(distinct(var.monitoring.security_hub.standards)) == length(var.monitoring.security_hub.standards)
    error_message = "monitoring.security_hub.standards must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : alltrue([for item in var.monitoring.security_hub.standards : item != null])
    error_message = "monitoring.security_hub.standards[*] must not be null."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : alltrue([for item in var.monitoring.security_hub.standards : item == null ? true : contains(["fsbp", "cis-1.2", "cis-1.4", "cis-3.0", "cis-5.0", "nist-800-53", "nist-800-171", "pci-dss-3.2.1", "pci-dss-4.0.1", "resource-tagging"], item)])
    error_message = "monitoring.security_hub.standards[*] must be one of fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : alltrue([for key in keys(var.monitoring.security_hub.disabled_controls) : can(regex("^(fsbp|cis-1[.]2|cis-1[.]4|cis-3[.]0|cis-5[.]0|nist-800-53|nist-800-171|pci-dss-3[.]2[.]1|pci-dss-4[.]0[.]1|resource-tagging)/[A-Z][A-Za-z0-9]{1,40}[.][0-9]{1,4}$", key))])
    error_message = "Every key of monitoring.security_hub.disabled_controls must be a standard and a control that it contains, such as fsbp/IAM.6; the standards are fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : alltrue([for entry in values(var.monitoring.security_hub.disabled_controls) : entry != null])
    error_message = "monitoring.security_hub.disabled_controls[*] must not be null."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : alltrue([for entry in values(var.monitoring.security_hub.disabled_controls) : entry == null ? true : can(regex("^[\\x20-\\x7e\\xa0-\\xff]*[\\x21-\\x7e\\xa1-\\xff][\\x20-\\x7e\\xa0-\\xff]*$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 1024])
    error_message = "monitoring.security_hub.disabled_controls[*] must be a reason of 1 to 1024 characters of Latin-1 on one line, not only spaces."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : length(distinct(var.monitoring.security_hub.enabled_controls)) == length(var.monitoring.security_hub.enabled_controls)
    error_message = "monitoring.security_hub.enabled_controls must not contain duplicates."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : alltrue([for item in var.monitoring.security_hub.enabled_controls : item != null])
    error_message = "monitoring.security_hub.enabled_controls[*] must not be null."
  }

  validation {
    condition     = var.monitoring.security_hub == null ? true : alltrue([for item in var.monitoring.security_hub.enabled_controls : item == null ? true : can(regex("^(fsbp|cis-1[.]2|cis-1[.]4|cis-3[.]0|cis-5[.]0|nist-800-53|nist-800-171|pci-dss-3[.]2[.]1|pci-dss-4[.]0[.]1|resource-tagging)/[A-Z][A-Za-z0-9]{1,40}[.][0-9]{1,4}$", item))])
    error_message = "monitoring.security_hub.enabled_controls[*] must be a standard and a control that it contains, such as fsbp/IAM.6; the standards are fsbp, cis-1.2, cis-1.4, cis-3.0, cis-5.0, nist-800-53, nist-800-171, pci-dss-3.2.1, pci-dss-4.0.1, resource-tagging."
  }

  validation {
    condition     = var.monitoring.access_analyzer != null
    error_message = "monitoring.access_analyzer must not be null."
  }

  validation {
    condition     = var.monitoring.access_analyzer == null ? true : can(regex("^[A-Za-z][A-Za-z0-9_.-]*$", var.monitoring.access_analyzer.analyzer_name)) && length(regexall("(?s).", var.monitoring.access_analyzer.analyzer_name)) >= 1 && length(regexall("(?s).", var.monitoring.access_analyzer.analyzer_name)) <= 255
    error_message = "monitoring.access_analyzer.analyzer_name must be an analyzer name of 1 to 255 letters, digits and _ . -, starting with a letter."
  }

  validation {
    condition     = var.monitoring.account != null
    error_message = "monitoring.account must not be null."
  }

  validation {
    condition     = var.monitoring.config_role_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/([!-.0-~]+/)*[A-Za-z0-9+=,.@_-]{1,64}$", var.monitoring.config_role_arn))
    error_message = "monitoring.config_role_arn must be an ARN such as arn:<partition>:iam::111122223333:role/name."
  }

  validation {
    condition     = var.monitoring.config_bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.monitoring.config_bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.monitoring.config_bucket_name)) && length(regexall("(?s).", var.monitoring.config_bucket_name)) >= 3 && length(regexall("(?s).", var.monitoring.config_bucket_name)) <= 63
    error_message = "monitoring.config_bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.monitoring.recorder_stack_set_name == null ? true : can(regex("^[A-Za-z][A-Za-z0-9-]{0,127}$", var.monitoring.recorder_stack_set_name))
    error_message = "monitoring.recorder_stack_set_name must be the name of a stack set."
  }

  validation {
    condition     = var.monitoring.log_key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.monitoring.log_key_arn))
    error_message = "monitoring.log_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = var.monitoring.guardduty_bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.monitoring.guardduty_bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.monitoring.guardduty_bucket_name)) && length(regexall("(?s).", var.monitoring.guardduty_bucket_name)) >= 3 && length(regexall("(?s).", var.monitoring.guardduty_bucket_name)) <= 63
    error_message = "monitoring.guardduty_bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no prefix or suffix that S3 reserves."
  }

  validation {
    condition     = var.monitoring.guardduty_key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]{1,64}$", var.monitoring.guardduty_key_arn))
    error_message = "monitoring.guardduty_key_arn must be an ARN such as arn:<partition>:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition     = var.monitoring.alerts_instantly != null
    error_message = "monitoring.alerts_instantly must not be null."
  }

  validation {
    condition     = var.monitoring.event_bus_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:events:[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9_-]{1,256}$", var.monitoring.event_bus_arn))
    error_message = "monitoring.event_bus_arn must be an ARN such as arn:<partition>:events:eu-west-1:111122223333:event-bus/security-events."
  }

  validation {
    condition     = var.monitoring.event_patterns != null
    error_message = "monitoring.event_patterns must not be null."
  }

  validation {
    condition     = var.monitoring.event_patterns == null ? true : can(regex("^[{][^\\x00]*[}]$", var.monitoring.event_patterns))
    error_message = "monitoring.event_patterns must be a JSON object, the output `event_patterns` of the monitoring."
  }

  validation {
    condition     = length(distinct(var.monitoring.services)) == length(var.monitoring.services)
    error_message = "monitoring.services must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.monitoring.services : item != null])
    error_message = "monitoring.services[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.monitoring.services : item == null ? true : contains(["access-analyzer", "config", "guardduty", "security-hub"], item)])
    error_message = "monitoring.services[*] must be one of access-analyzer, config, guardduty, security-hub."
  }

  validation {
    condition     = length(distinct(var.monitoring.member_services)) == length(var.monitoring.member_services)
    error_message = "monitoring.member_services must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.monitoring.member_services : item != null])
    error_message = "monitoring.member_services[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.monitoring.member_services : item == null ? true : contains(["access-analyzer", "config", "guardduty", "security-hub"], item)])
    error_message = "monitoring.member_services[*] must be one of access-analyzer, config, guardduty, security-hub."
  }
}

variable "existing_recorder" {
  type        = object({ name = string })
  default     = null
  description = "Existing recorder of the region to use instead of a new one. Nothing of it is changed.\n- name: Name of the resource."
  nullable    = true

  validation {
    condition     = var.existing_recorder == null ? true : var.existing_recorder.name != null
    error_message = "existing_recorder.name must not be null."
  }

  validation {
    condition     = var.existing_recorder == null ? true : var.existing_recorder.name == null ? true : can(regex("^[!-~]([ -~]{0,254}[!-~])?$", var.existing_recorder.name))
    error_message = "existing_recorder.name must be a name of 1 to 256 ASCII characters, with spaces only between them."
  }
}

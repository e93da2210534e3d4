# Written by terraform-aws-security-monitoring, sha256:f314775736013a8728438175b46b6c6bd7834a505aa4978125e7a45ab415b91c

variable "name_prefix" {
  type        = string
  default     = ""
  description = "Put in front of every name, so that two instances do not collide. The second one in a region also needs `config.existing_recorder`, the second one in an account `config.existing_role`."
  nullable    = false

  validation {
    condition     = can(regex("^([a-z][a-z0-9]*(-[a-z0-9]+)*-?)?$", var.name_prefix)) && length(regexall("(?s).", var.name_prefix)) <= 20
    error_message = "name_prefix must be at most 20 lower-case letters, digits and single hyphens, starting with a letter."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of every resource that can have some. AWS takes 50, the provider's default tags included."
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
  description = "Whether Terraform looks at what is brought along, and warns where that lacks what the monitoring needs. On, no plan is empty any more, because Terraform reads in every apply what it checks: switch it on to have a look."
  nullable    = false
}

variable "alerts" {
  type        = object({ topic_name = optional(string, "security-alerts"), existing_topic = optional(object({ arn = string })), topics_by_severity = optional(map(object({ arn = string })), {}), emails = optional(list(string), []), emails_by_name = optional(map(string), {}), https_endpoints = optional(map(string), {}), sqs_queues = optional(map(object({ arn = string })), {}), lambda_functions = optional(map(object({ arn = string })), {}), existing_key = optional(object({ arn = string })) })
  default     = {}
  description = "Who gets the alerts.\n- topic_name: Name of the SNS topic.\n- existing_topic: Topic to use instead of a new one. It must have the policy that the output required_policies says; so must each of `topics_by_severity`, with its own ARN in it. Its key, if it is encrypted, must let CloudWatch in. Created in the same run, it gets the policy that the nested module existing-topic states, and the ARN is taken from that policy.\n  - arn: Its ARN.\n- topics_by_severity: Topics for alarms of one severity, instead of the one topic: a pager for the critical ones.\n  - arn: ARN of the topic.\n- emails: Addresses that get every alert of the topic. Each one has to confirm the mail AWS sends it.\n- emails_by_name: More such addresses, by a name of your choice: those that are sensitive in Terraform, or known only after the apply.\n- https_endpoints: https:// addresses that get every alert of the topic, by a name of your choice. Each one has to confirm the subscription. Plans and outputs show the name only, since an address often has a token in it; the state has the address.\n- sqs_queues: Queues of this account that get every alert of the topic, by a name of your choice. Their policy must let the topic send. Another account's queue is subscribed from there.\n  - arn: Its ARN.\n- lambda_functions: Functions of this account and region that get every alert of the topic, by a name of your choice. The topic may then invoke them. Another account's function is subscribed from there.\n  - arn: Its ARN.\n- existing_key: Key to encrypt the new topic with. Its policy must let CloudWatch use it: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-alert-key states.\n  - arn: Its ARN."
  nullable    = false

  validation {
    condition     = var.alerts.existing_topic == null || var.alerts.existing_key == null
    error_message = "alerts.existing_topic and alerts.existing_key exclude each other: give one of them."
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
    condition     = alltrue([for key in keys(var.alerts.topics_by_severity) : contains(["low","medium","high","critical"], key)])
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
    condition     = length(distinct(var.alerts.emails)) == length(var.alerts.emails)
    error_message = "alerts.emails must not name anything twice."
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
    error_message = "alerts.https_endpoints[*] must be an https:// address without user and password, which AWS never shows again: a token belongs in the path or the query."
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
  type        = object({ enabled = optional(bool, true), name = optional(string, "security-monitoring-trail"), bucket_name = optional(string), existing_bucket = optional(object({ name = string })), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false), object_lock = optional(object({ mode = string, days = number })), log_group_name = optional(string, "security-monitoring-trail"), existing_log_group = optional(object({ name = optional(string), name_prefix = optional(string) })), log_retention_days = optional(number, 365), delivery_role_name = optional(string, "security-monitoring-trail-delivery") })
  default     = {}
  description = "The audit trail, its bucket and its log group.\n- enabled: Whether there is a trail. False where another trail, such as the organization's, fills an existing log group.\n- name: Name of the trail.\n- bucket_name: Name of the new bucket. Unset: a generated name that is free.\n- existing_bucket: Bucket to use instead of a new one. Its policy must let the trail deliver: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-trail-bucket states, and the name is taken from that policy.\n  - name: Its name.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 leaves files below 128 KB where they are, which most of a small account's are; retrieval from an archive is billed, and slow.\n  - after_days: Days after which a file moves.\n  - storage_class: Where it moves to.\n- force_destroy_bucket: Whether the new bucket may be deleted while it still holds files, once `evidence.deletion_protection` does not refuse it.\n- object_lock: Object Lock of the new bucket: files cannot be deleted or overwritten before their time. It cannot be switched off again.\n  - mode: GOVERNANCE: whoever has s3:BypassGovernanceRetention may still delete. COMPLIANCE: nobody can, not even the root user, and neither can Terraform.\n  - days: Days a file cannot be deleted or overwritten.\n- log_group_name: Name of the log group.\n- existing_log_group: Log group to use instead of a new one, such as Control Tower's in the management account.\n  - name: Its name.\n  - name_prefix: Or the start of it, where it ends in a suffix, as Control Tower's does; known before the plan. Terraform looks the name up: with depends_on on the module call it can do so only during the apply, and plans to replace every metric filter.\n- log_retention_days: Days an event stays searchable. Less than 365 fails Security Hub CloudWatch.16; the bucket keeps its copy.\n- delivery_role_name: Name of the role CloudTrail writes to the log group with."
  nullable    = false

  validation {
    condition     = var.trail.bucket_name == null || var.trail.existing_bucket == null
    error_message = "trail.bucket_name and trail.existing_bucket exclude each other: give one of them."
  }

  validation {
    condition     = var.trail.object_lock == null || var.trail.existing_bucket == null
    error_message = "trail.object_lock and trail.existing_bucket exclude each other: give one of them."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", var.trail.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$", var.trail.name)) && length(regexall("(?s).", var.trail.name)) >= 3 && length(regexall("(?s).", var.trail.name)) <= 128
    error_message = "trail.name must be a trail name: 3 to 128 letters, digits and single . _ - between them, no IP address."
  }

  validation {
    condition     = var.trail.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.trail.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.trail.bucket_name)) && length(regexall("(?s).", var.trail.bucket_name)) >= 3 && length(regexall("(?s).", var.trail.bucket_name)) <= 63
    error_message = "trail.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
  }

  validation {
    condition     = var.trail.existing_bucket == null ? true : var.trail.existing_bucket.name != null
    error_message = "trail.existing_bucket.name must not be null."
  }

  validation {
    condition     = var.trail.existing_bucket == null ? true : var.trail.existing_bucket.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.trail.existing_bucket.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.trail.existing_bucket.name)) && length(regexall("(?s).", var.trail.existing_bucket.name)) >= 3 && length(regexall("(?s).", var.trail.existing_bucket.name)) <= 63
    error_message = "trail.existing_bucket.name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
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
    condition     = alltrue([for item in var.trail.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA","INTELLIGENT_TIERING","ONEZONE_IA","GLACIER_IR","GLACIER","DEEP_ARCHIVE"], item.storage_class)])
    error_message = "trail.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }

  validation {
    condition     = var.trail.object_lock == null ? true : var.trail.object_lock.mode != null
    error_message = "trail.object_lock.mode must not be null."
  }

  validation {
    condition     = var.trail.object_lock == null ? true : var.trail.object_lock.mode == null ? true : contains(["GOVERNANCE","COMPLIANCE"], var.trail.object_lock.mode)
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
    error_message = "trail.existing_log_group.name and trail.existing_log_group.name_prefix exclude each other: give one of them."
  }

  validation {
    condition     = var.trail.existing_log_group == null ? true : (var.trail.existing_log_group.name != null || var.trail.existing_log_group.name_prefix != null)
    error_message = "trail.existing_log_group needs name or name_prefix: is an attribute misspelt? Terraform drops it without a word."
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
    condition     = contains([1,3,5,7,14,30,60,90,120,150,180,365,400,545,731,1096,1827,2192,2557,2922,3288,3653], var.trail.log_retention_days)
    error_message = "trail.log_retention_days must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.trail.delivery_role_name))
    error_message = "trail.delivery_role_name must be a role name of 1 to 64 letters, digits and + = , . @ _ -."
  }
}

variable "config" {
  type        = object({ enabled = optional(bool, true), recorder_name = optional(string, "security-monitoring"), existing_recorder = optional(object({ name = string })), existing_role = optional(object({ arn = string })), bucket_name = optional(string), existing_bucket = optional(object({ name = string })), expire_after_days = optional(number, 2557), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false), recording_frequency = optional(string, "CONTINUOUS"), excluded_resource_types = optional(list(string), []), records_global_resources = optional(bool, true), snapshot_frequency = optional(string, "TwentyFour_Hours"), rules_enabled = optional(bool, true), rules = optional(map(object({ identifier = string, unlisted = optional(bool, false), description = optional(string), input_parameters = optional(map(string), {}), maximum_execution_frequency = optional(string), scope = optional(object({ resource_types = optional(list(string)), tag_key = optional(string), tag_value = optional(string), resource_id = optional(string) })) })), {}), disabled_rules = optional(list(string), []) })
  default     = {}
  description = "AWS Config: the recorder, its bucket, and the rules.\n- enabled: Whether AWS Config records here, unless there is a recorder already.\n- recorder_name: Name of the recorder and of its delivery channel.\n- existing_recorder: Recorder the region has already, instead of a new one. It brings its delivery channel, bucket and role along: none of them is made or touched. Rules always use the one recorder of their region.\n  - name: Its name.\n- existing_role: Role for the recorder, which AWS Config must be able to assume. An account has the service-linked role once: where AWS Config was ever on, give AWSServiceRoleForConfig. Created in the same run, its ARN is taken from what waits for its policies.\n  - arn: Its ARN.\n- bucket_name: Name of the new bucket. Unset: a generated name that is free.\n- existing_bucket: Bucket to use instead of a new one. Its policy must let AWS Config deliver: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-config-bucket states, and the name is taken from that policy.\n  - name: Its name.\n- expire_after_days: Days after which a file is deleted. The default is seven years.\n- expire_noncurrent_after_days: Days an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 leaves files below 128 KB where they are, which most of a small account's are; retrieval from an archive is billed, and slow.\n  - after_days: Days after which a file moves.\n  - storage_class: Where it moves to.\n- force_destroy_bucket: Whether the new bucket may be deleted while it still holds files, once `evidence.deletion_protection` does not refuse it.\n- recording_frequency: CONTINUOUS, or DAILY: cheaper where resources change all the time, but rules look at a change up to a day later.\n- excluded_resource_types: Resource types that are not recorded, usually because they change all the time and every change is billed.\n- records_global_resources: Whether IAM users, groups, roles and policies are recorded. True in one region of an account, false in the others.\n- snapshot_frequency: How often a snapshot of the whole configuration is delivered.\n- rules_enabled: Whether there are rules.\n- rules: Managed rules by name, beside or instead of the standard ones: s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh.\n  - identifier: Identifier of the managed rule. It often differs from the rule's name.\n  - unlisted: Whether the rule is newer than the list of October 2026 that identifiers are checked against.\n  - description: What the rule is for.\n  - input_parameters: Parameters of the rule, by name.\n  - maximum_execution_frequency: How often a periodic rule runs. Only for rules that AWS runs periodically.\n  - scope: Which resources the rule looks at. Unset: all that it can.\n    - resource_types: Only resources of these types.\n    - tag_key: Only resources with this tag.\n    - tag_value: Only resources whose tag has this value.\n    - resource_id: Only this resource, of the one resource type that is named.\n- disabled_rules: Names of standard rules that are left out."
  nullable    = false

  validation {
    condition     = var.config.bucket_name == null || var.config.existing_bucket == null
    error_message = "config.bucket_name and config.existing_bucket exclude each other: give one of them."
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
    error_message = "config.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
  }

  validation {
    condition     = var.config.existing_bucket == null ? true : var.config.existing_bucket.name != null
    error_message = "config.existing_bucket.name must not be null."
  }

  validation {
    condition     = var.config.existing_bucket == null ? true : var.config.existing_bucket.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.config.existing_bucket.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.config.existing_bucket.name)) && length(regexall("(?s).", var.config.existing_bucket.name)) >= 3 && length(regexall("(?s).", var.config.existing_bucket.name)) <= 63
    error_message = "config.existing_bucket.name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
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
    condition     = alltrue([for item in var.config.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA","INTELLIGENT_TIERING","ONEZONE_IA","GLACIER_IR","GLACIER","DEEP_ARCHIVE"], item.storage_class)])
    error_message = "config.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }

  validation {
    condition     = contains(["CONTINUOUS","DAILY"], var.config.recording_frequency)
    error_message = "config.recording_frequency must be one of CONTINUOUS, DAILY."
  }

  validation {
    condition     = length(distinct(var.config.excluded_resource_types)) == length(var.config.excluded_resource_types)
    error_message = "config.excluded_resource_types must not name anything twice."
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
    condition     = contains(["One_Hour","Three_Hours","Six_Hours","Twelve_Hours","TwentyFour_Hours"], var.config.snapshot_frequency)
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
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.maximum_execution_frequency == null ? true : contains(["One_Hour","Three_Hours","Six_Hours","Twelve_Hours","TwentyFour_Hours"], entry.maximum_execution_frequency)])
    error_message = "config.rules[*].maximum_execution_frequency must be one of One_Hour, Three_Hours, Six_Hours, Twelve_Hours, TwentyFour_Hours."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_key == null])
    error_message = "config.rules[*].scope.resource_id and config.rules[*].scope.tag_key exclude each other: give one of them."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_id == null || entry.scope.tag_value == null])
    error_message = "config.rules[*].scope.resource_id and config.rules[*].scope.tag_value exclude each other: give one of them."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : (entry.scope.resource_types != null || entry.scope.tag_key != null || entry.scope.tag_value != null || entry.scope.resource_id != null)])
    error_message = "config.rules[*].scope needs resource_types or tag_key or tag_value or resource_id: is an attribute misspelt? Terraform drops it without a word."
  }

  validation {
    condition     = alltrue([for entry in values(var.config.rules) : entry == null ? true : entry.scope == null ? true : entry.scope.resource_types == null ? true : length(distinct(entry.scope.resource_types)) == length(entry.scope.resource_types)])
    error_message = "config.rules[*].scope.resource_types must not name anything twice."
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
    error_message = "config.disabled_rules must not name anything twice."
  }

  validation {
    condition     = alltrue([for item in var.config.disabled_rules : item != null])
    error_message = "config.disabled_rules[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.config.disabled_rules : item == null ? true : contains(["s3-bucket-public-read-prohibited","s3-bucket-public-write-prohibited","restricted-ssh"], item)])
    error_message = "config.disabled_rules[*] must be one of s3-bucket-public-read-prohibited, s3-bucket-public-write-prohibited, restricted-ssh."
  }
}

variable "access_logs" {
  type        = object({ enabled = optional(bool, true), bucket_name = optional(string), existing_bucket = optional(object({ name = string })), expire_after_days = optional(number, 365), expire_noncurrent_after_days = optional(number, 90), transitions = optional(list(object({ after_days = number, storage_class = string })), []), force_destroy_bucket = optional(bool, false) })
  default     = {}
  description = "Who read the logs: the server access logs of their buckets.\n- enabled: Whether S3 notes down every access to the new buckets of the trail and of AWS Config.\n- bucket_name: Name of the new bucket. Unset: a generated name that is free.\n- existing_bucket: Bucket to use instead of a new one. Its policy must let S3's log delivery deliver: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-access-log-bucket states, and the name is taken from that policy.\n  - name: Its name.\n- expire_after_days: Days after which a file is deleted.\n- expire_noncurrent_after_days: Days an overwritten or deleted file can still be restored.\n- transitions: Storage classes that files move to as they age. S3 leaves files below 128 KB where they are, which most of a small account's are; retrieval from an archive is billed, and slow.\n  - after_days: Days after which a file moves.\n  - storage_class: Where it moves to.\n- force_destroy_bucket: Whether the new bucket may be deleted while it still holds files, once `evidence.deletion_protection` does not refuse it."
  nullable    = false

  validation {
    condition     = var.access_logs.bucket_name == null || var.access_logs.existing_bucket == null
    error_message = "access_logs.bucket_name and access_logs.existing_bucket exclude each other: give one of them."
  }

  validation {
    condition     = var.access_logs.bucket_name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.access_logs.bucket_name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.access_logs.bucket_name)) && length(regexall("(?s).", var.access_logs.bucket_name)) >= 3 && length(regexall("(?s).", var.access_logs.bucket_name)) <= 63
    error_message = "access_logs.bucket_name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
  }

  validation {
    condition     = var.access_logs.existing_bucket == null ? true : var.access_logs.existing_bucket.name != null
    error_message = "access_logs.existing_bucket.name must not be null."
  }

  validation {
    condition     = var.access_logs.existing_bucket == null ? true : var.access_logs.existing_bucket.name == null ? true : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", var.access_logs.existing_bucket.name)) && !can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$", var.access_logs.existing_bucket.name)) && length(regexall("(?s).", var.access_logs.existing_bucket.name)) >= 3 && length(regexall("(?s).", var.access_logs.existing_bucket.name)) <= 63
    error_message = "access_logs.existing_bucket.name must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with single dots between them, no IP address, and no start or end that S3 keeps for itself."
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
    condition     = alltrue([for item in var.access_logs.transitions : item == null ? true : item.storage_class == null ? true : contains(["STANDARD_IA","INTELLIGENT_TIERING","ONEZONE_IA","GLACIER_IR","GLACIER","DEEP_ARCHIVE"], item.storage_class)])
    error_message = "access_logs.transitions[*].storage_class must be one of STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE."
  }
}

variable "detections" {
  type        = object({ enabled = optional(bool, true), metric_namespace = optional(string, "SecurityMonitoring"), packs = optional(list(string), []), include = optional(list(string), ["root-account-usage"]), disabled = optional(list(string), []), overrides = optional(map(object({ severity = optional(string), threshold = optional(number), period_seconds = optional(number), evaluation_periods = optional(number), actions_enabled = optional(bool), except = optional(string) })), {}), custom = optional(map(object({ title = string, severity = optional(string, "medium"), why = optional(string, ""), first_steps = optional(string, ""), pattern = string, insights_filter = optional(string, "ispresent(eventName)"), threshold = optional(number, 1), period_seconds = optional(number, 300), evaluation_periods = optional(number, 1), actions_enabled = optional(bool, true), except = optional(string) })), {}) })
  default     = {}
  description = "What sets off an alert.\n- enabled: Whether there are metric filters and alarms.\n- metric_namespace: CloudWatch namespace of the metrics.\n- packs: Packs of detections that are switched on: cis, tamper, attack. Ten metrics and alarms are free.\n- include: Ids of detections that are switched on beside the packs.\n- disabled: Ids of detections that are switched off.\n- overrides: Changes to detections of the catalogue, by id.\n  - severity: Severity instead of the catalogue's.\n  - threshold: Matching events in a period from which on the alarm goes off.\n  - period_seconds: Seconds over which events are counted.\n  - evaluation_periods: Periods in a row that must reach the threshold.\n  - actions_enabled: Whether the alarm tells anybody.\n  - except: Events that do not count, as a condition of a JSON filter pattern without its braces. The filters stay as they are: a second metric is subtracted.\n- custom: Detections of your own, by id.\n  - title: What happened, in a few words.\n  - severity: How bad it is.\n  - why: Why it matters.\n  - first_steps: What to do first.\n  - pattern: CloudWatch Logs filter pattern.\n  - insights_filter: What follows `filter` in a Logs Insights query that shows these events.\n  - threshold: Matching events in a period from which on the alarm goes off.\n  - period_seconds: Seconds over which events are counted.\n  - evaluation_periods: Periods in a row that must reach the threshold.\n  - actions_enabled: Whether the alarm tells anybody.\n  - except: Events that do not count, as a condition of a JSON filter pattern without its braces. The filters stay as they are: a second metric is subtracted."
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._/#-]{1,255}$", var.detections.metric_namespace)) && !can(regex("^AWS/", var.detections.metric_namespace))
    error_message = "detections.metric_namespace must be a namespace of 1 to 255 letters, digits and . _ / # -, not starting with \"AWS/\"."
  }

  validation {
    condition     = length(distinct(var.detections.packs)) == length(var.detections.packs)
    error_message = "detections.packs must not name anything twice."
  }

  validation {
    condition     = alltrue([for item in var.detections.packs : item != null])
    error_message = "detections.packs[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.packs : item == null ? true : contains(["cis","tamper","attack"], item)])
    error_message = "detections.packs[*] must be one of cis, tamper, attack."
  }

  validation {
    condition     = length(distinct(var.detections.include)) == length(var.detections.include)
    error_message = "detections.include must not name anything twice."
  }

  validation {
    condition     = alltrue([for item in var.detections.include : item != null])
    error_message = "detections.include[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.include : item == null ? true : contains(["root-account-usage","unauthorized-api-calls","console-sign-in-without-mfa","iam-policy-changes","console-sign-in-failures","organizations-changes","cloudtrail-changes","kms-key-disabled-or-deleted","s3-bucket-policy-changes","config-changes","security-group-changes","network-acl-changes","network-gateway-changes","route-table-changes","vpc-changes","trail-stopped","trail-scope-changed","log-group-deleted","log-retention-shortened","metric-filter-changed","log-key-changed","alarm-disabled","alert-topic-changed","alert-subscription-removed","event-rule-disabled","config-recording-stopped","config-rules-removed","guardduty-disabled","guardduty-findings-suppressed","security-hub-disabled","scanner-disabled","root-credentials-changed","root-session-assumed","federation-token-issued","access-key-created","console-password-set","iam-user-created","mfa-device-removed","password-policy-changed","compromised-key-quarantined","denied-call-burst","role-trust-changed","admin-policy-attached","permission-limits-changed","identity-provider-changed","organization-guardrails-removed","region-opened","eks-access-granted","secrets-read-in-numbers","secrets-read-in-batches","parameters-decrypted-by-user","windows-passwords-requested","instance-user-data-read","instance-console-opened","instance-command-sent","instance-user-data-changed","gpu-instance-launched","function-made-public","function-changed-by-user","security-group-opened-to-all","network-acl-opened-to-all","snapshot-shared","image-shared","database-snapshot-shared","database-made-public","public-access-block-removed","machine-exported","traffic-mirrored","flow-logs-deleted","dns-query-logging-removed","model-safeguards-changed","bucket-recovery-weakened","disk-encryption-default-removed","backups-destroyed","database-safeguards-removed","model-access-requested","email-sending-set-up","domain-transferred"], item)])
    error_message = "detections.include[*] must be one of the 78 that the documentation lists, such as root-account-usage."
  }

  validation {
    condition     = length(distinct(var.detections.disabled)) == length(var.detections.disabled)
    error_message = "detections.disabled must not name anything twice."
  }

  validation {
    condition     = alltrue([for item in var.detections.disabled : item != null])
    error_message = "detections.disabled[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.detections.disabled : item == null ? true : contains(["root-account-usage","unauthorized-api-calls","console-sign-in-without-mfa","iam-policy-changes","console-sign-in-failures","organizations-changes","cloudtrail-changes","kms-key-disabled-or-deleted","s3-bucket-policy-changes","config-changes","security-group-changes","network-acl-changes","network-gateway-changes","route-table-changes","vpc-changes","trail-stopped","trail-scope-changed","log-group-deleted","log-retention-shortened","metric-filter-changed","log-key-changed","alarm-disabled","alert-topic-changed","alert-subscription-removed","event-rule-disabled","config-recording-stopped","config-rules-removed","guardduty-disabled","guardduty-findings-suppressed","security-hub-disabled","scanner-disabled","root-credentials-changed","root-session-assumed","federation-token-issued","access-key-created","console-password-set","iam-user-created","mfa-device-removed","password-policy-changed","compromised-key-quarantined","denied-call-burst","role-trust-changed","admin-policy-attached","permission-limits-changed","identity-provider-changed","organization-guardrails-removed","region-opened","eks-access-granted","secrets-read-in-numbers","secrets-read-in-batches","parameters-decrypted-by-user","windows-passwords-requested","instance-user-data-read","instance-console-opened","instance-command-sent","instance-user-data-changed","gpu-instance-launched","function-made-public","function-changed-by-user","security-group-opened-to-all","network-acl-opened-to-all","snapshot-shared","image-shared","database-snapshot-shared","database-made-public","public-access-block-removed","machine-exported","traffic-mirrored","flow-logs-deleted","dns-query-logging-removed","model-safeguards-changed","bucket-recovery-weakened","disk-encryption-default-removed","backups-destroyed","database-safeguards-removed","model-access-requested","email-sending-set-up","domain-transferred"], item)])
    error_message = "detections.disabled[*] must be one of the 78 that the documentation lists, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for key in keys(var.detections.overrides) : contains(["root-account-usage","unauthorized-api-calls","console-sign-in-without-mfa","iam-policy-changes","console-sign-in-failures","organizations-changes","cloudtrail-changes","kms-key-disabled-or-deleted","s3-bucket-policy-changes","config-changes","security-group-changes","network-acl-changes","network-gateway-changes","route-table-changes","vpc-changes","trail-stopped","trail-scope-changed","log-group-deleted","log-retention-shortened","metric-filter-changed","log-key-changed","alarm-disabled","alert-topic-changed","alert-subscription-removed","event-rule-disabled","config-recording-stopped","config-rules-removed","guardduty-disabled","guardduty-findings-suppressed","security-hub-disabled","scanner-disabled","root-credentials-changed","root-session-assumed","federation-token-issued","access-key-created","console-password-set","iam-user-created","mfa-device-removed","password-policy-changed","compromised-key-quarantined","denied-call-burst","role-trust-changed","admin-policy-attached","permission-limits-changed","identity-provider-changed","organization-guardrails-removed","region-opened","eks-access-granted","secrets-read-in-numbers","secrets-read-in-batches","parameters-decrypted-by-user","windows-passwords-requested","instance-user-data-read","instance-console-opened","instance-command-sent","instance-user-data-changed","gpu-instance-launched","function-made-public","function-changed-by-user","security-group-opened-to-all","network-acl-opened-to-all","snapshot-shared","image-shared","database-snapshot-shared","database-made-public","public-access-block-removed","machine-exported","traffic-mirrored","flow-logs-deleted","dns-query-logging-removed","model-safeguards-changed","bucket-recovery-weakened","disk-encryption-default-removed","backups-destroyed","database-safeguards-removed","model-access-requested","email-sending-set-up","domain-transferred"], key)])
    error_message = "Every key of detections.overrides must be one of the 78 that the documentation lists, such as root-account-usage."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry != null])
    error_message = "detections.overrides[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : (entry.severity != null || entry.threshold != null || entry.period_seconds != null || entry.evaluation_periods != null || entry.actions_enabled != null || entry.except != null)])
    error_message = "detections.overrides[*] needs severity or threshold or period_seconds or evaluation_periods or actions_enabled or except: is an attribute misspelt? Terraform drops it without a word."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.severity == null ? true : contains(["low","medium","high","critical"], entry.severity)])
    error_message = "detections.overrides[*].severity must be one of low, medium, high, critical."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.threshold == null ? true : entry.threshold >= 1 && entry.threshold <= 1000000 && floor(entry.threshold) == entry.threshold])
    error_message = "detections.overrides[*].threshold must be a whole number from 1 to 1000000."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.period_seconds == null ? true : contains([60,300,900,3600,21600,86400], entry.period_seconds)])
    error_message = "detections.overrides[*].period_seconds must be one of 60, 300, 900, 3600, 21600, 86400."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.evaluation_periods == null ? true : entry.evaluation_periods >= 1 && entry.evaluation_periods <= 100 && floor(entry.evaluation_periods) == entry.evaluation_periods])
    error_message = "detections.overrides[*].evaluation_periods must be a whole number from 1 to 100."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.overrides) : entry == null ? true : entry.except == null ? true : alltrue(flatten([for lexed in [replace(join(" ", ["{", entry.except, "}"]), "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "detections.overrides[*].except must be a condition of a JSON filter pattern, without its braces: quotes and brackets match, and each condition reads like $.eventName = \"ConsoleLogin\"."
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
    condition     = alltrue([for key in keys(var.detections.custom) : !contains(["root-account-usage","unauthorized-api-calls","console-sign-in-without-mfa","iam-policy-changes","console-sign-in-failures","organizations-changes","cloudtrail-changes","kms-key-disabled-or-deleted","s3-bucket-policy-changes","config-changes","security-group-changes","network-acl-changes","network-gateway-changes","route-table-changes","vpc-changes","trail-stopped","trail-scope-changed","log-group-deleted","log-retention-shortened","metric-filter-changed","log-key-changed","alarm-disabled","alert-topic-changed","alert-subscription-removed","event-rule-disabled","config-recording-stopped","config-rules-removed","guardduty-disabled","guardduty-findings-suppressed","security-hub-disabled","scanner-disabled","root-credentials-changed","root-session-assumed","federation-token-issued","access-key-created","console-password-set","iam-user-created","mfa-device-removed","password-policy-changed","compromised-key-quarantined","denied-call-burst","role-trust-changed","admin-policy-attached","permission-limits-changed","identity-provider-changed","organization-guardrails-removed","region-opened","eks-access-granted","secrets-read-in-numbers","secrets-read-in-batches","parameters-decrypted-by-user","windows-passwords-requested","instance-user-data-read","instance-console-opened","instance-command-sent","instance-user-data-changed","gpu-instance-launched","function-made-public","function-changed-by-user","security-group-opened-to-all","network-acl-opened-to-all","snapshot-shared","image-shared","database-snapshot-shared","database-made-public","public-access-block-removed","machine-exported","traffic-mirrored","flow-logs-deleted","dns-query-logging-removed","model-safeguards-changed","bucket-recovery-weakened","disk-encryption-default-removed","backups-destroyed","database-safeguards-removed","model-access-requested","email-sending-set-up","domain-transferred"], key)])
    error_message = "Every key of detections.custom must not be one of the 78 that the documentation lists, such as root-account-usage."
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
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : contains(["low","medium","high","critical"], entry.severity)])
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
    error_message = "detections.custom[*].pattern must be a filter pattern: quotes and brackets match, and each condition reads like $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.pattern == null ? true : length(regexall("(?s).", entry.pattern)) >= 1 && length(regexall("(?s).", entry.pattern)) <= 1024])
    error_message = "detections.custom[*].pattern must be text of 1 to 1024 characters."
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
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : contains([60,300,900,3600,21600,86400], entry.period_seconds)])
    error_message = "detections.custom[*].period_seconds must be one of 60, 300, 900, 3600, 21600, 86400."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.evaluation_periods >= 1 && entry.evaluation_periods <= 100 && floor(entry.evaluation_periods) == entry.evaluation_periods])
    error_message = "detections.custom[*].evaluation_periods must be a whole number from 1 to 100."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.except == null ? true : alltrue(flatten([for lexed in [replace(join(" ", ["{", entry.except, "}"]), "/\"(?:[^\"\\\\]|\\\\(?s:.))*(\")|(\\.)\\['[^']+'\\]/", "$2\u0001$1")] : [for reduced in [replace(replace(replace(lexed, "/%[A-Za-z0-9 :_#=@/;,^$?\\[\\]{}|\\\\*+.-]+%/", "\u0001\""), "/\\$\\.(?:[\\w-]+|\\*|\\x01)(?:\\.(?:[\\w-]+|\\*|\\x01)|\\[(?:\\*|[0-9]{1,9})\\])*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)|[\\s\\v\\p{Z}\\x{feff}]+(?i:IS[\\s\\v\\p{Z}\\x{feff}]+(?:NULL|TRUE|FALSE)|NOT[\\s\\v\\p{Z}\\x{feff}]+EXISTS))/", "\u0002"), "/[A-Za-z_][\\w-]*[\\s\\v\\p{Z}\\x{feff}]*(?:!?=[\\s\\v\\p{Z}\\x{feff}]*(?:\\x01\"|(?:[+-]?[0-9.]+[eE]\\+[0-9]+|\\+[0-9.]+(?:[eE][+-]?[0-9]+)?|[\\w.*-]+))|[<>]=?[\\s\\v\\p{Z}\\x{feff}]*[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)/", "\u0003")] : length(regexall("%[^%]*%", lexed)) <= 2 && can(regex("^[\\s\\v\\p{Z}\\x{feff}]*(?:\\{[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x02(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*[\\s\\v\\p{Z}\\x{feff}]*\\}|\\[[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*(?:,[\\s\\v\\p{Z}\\x{feff}]*(?:\\.\\.\\.|[A-Za-z_][\\w-]*|(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*(?:[\\s\\v\\p{Z}\\x{feff}]*(?:&&|\\|\\|)[\\s\\v\\p{Z}\\x{feff}]*(?:\\([\\s\\v\\p{Z}\\x{feff}]*)*\\x03(?:[\\s\\v\\p{Z}\\x{feff}]*\\))*)*)?[\\s\\v\\p{Z}\\x{feff}]*)*\\]|(?:[^%\"()\\[\\]{}\\x01-\\x03]|\\x01\")*)[\\s\\v\\p{Z}\\x{feff}]*$", reduced)) && alltrue([for part in split(",", substr(replace(reduced, "/[^(),]/", ""), 0, 1024)) : length(replace(part, "(", "")) == length(replace(part, ")", "")) && alltrue([for end in range(length(part)) : length(replace(substr(part, 0, end + 1), "(", "")) <= length(replace(substr(part, 0, end + 1), ")", ""))])])]]))])
    error_message = "detections.custom[*].except must be a condition of a JSON filter pattern, without its braces: quotes and brackets match, and each condition reads like $.eventName = \"ConsoleLogin\"."
  }

  validation {
    condition     = alltrue([for entry in values(var.detections.custom) : entry == null ? true : entry.except == null ? true : length(regexall("(?s).", entry.except)) >= 1 && length(regexall("(?s).", entry.except)) <= 400])
    error_message = "detections.custom[*].except must be text of 1 to 400 characters."
  }
}

variable "encryption" {
  type        = object({ existing_log_key = optional(object({ arn = string })), key_deletion_window_days = optional(number, 30) })
  default     = {}
  description = "The keys.\n- existing_log_key: Key to encrypt the buckets, the trail and the log group with. Its policy must let CloudTrail, CloudWatch Logs and AWS Config use it: the output required_policies says how. Created in the same run, it gets the policy that the nested module existing-log-key states.\n  - arn: Its ARN.\n- key_deletion_window_days: Days AWS waits before it really deletes a key that was destroyed. What it encrypted is lost with it."
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
  type        = object({ keep = optional(list(string), []), deletion_protection = optional(bool, true) })
  default     = {}
  description = "What was collected: the buckets, the log group, and the key that can read them.\n- keep: What was made here stays, though nothing fills it any more: to take the monitoring down, to hand the trail over to the organization's, to change to a bucket or key there is. With config-bucket the service-linked role of AWS Config stays as well. What is not there yet is made, so name only what is.\n- deletion_protection: Whether Terraform refuses a plan that would delete or replace a bucket, the log group or their key. Not where the whole call or construct is deleted from the code. Once it has been on, `npm run leave` gets past it."
  nullable    = false

  validation {
    condition     = length(distinct(var.evidence.keep)) == length(var.evidence.keep)
    error_message = "evidence.keep must not name anything twice."
  }

  validation {
    condition     = alltrue([for item in var.evidence.keep : item != null])
    error_message = "evidence.keep[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.evidence.keep : item == null ? true : contains(["trail-bucket","log-group","config-bucket","access-log-bucket","log-key"], item)])
    error_message = "evidence.keep[*] must be one of trail-bucket, log-group, config-bucket, access-log-bucket, log-key."
  }
}

variable "account" {
  type        = object({ block_public_access = optional(bool, false), encrypt_ebs_by_default = optional(bool, false), password_policy = optional(object({ minimum_length = optional(number, 14), reuse_prevention = optional(number, 24), maximum_age_days = optional(number, 90), hard_expiry = optional(bool, false) })), security_contact = optional(object({ name = string, title = string, email_address = string, phone_number = string })) })
  default     = {}
  description = "Settings of the account itself. They reach beyond the monitoring, so nothing is on unless asked for. Switching one off, or destroying the monitoring, removes it; what was there before does not come back.\n- block_public_access: Whether no bucket of the whole account can be public. Breaks what is public on purpose.\n- encrypt_ebs_by_default: Whether new EBS volumes of the region are encrypted, whoever makes them.\n- password_policy: Password policy of the IAM users of the account, instead of the one it has. `{}` takes the defaults.\n  - minimum_length: Shortest password, in characters. CIS and Security Hub IAM.15 ask for 14.\n  - reuse_prevention: How many former passwords cannot be used again. CIS and Security Hub IAM.16 ask for 24.\n  - maximum_age_days: Days after which a password expires. Security Hub IAM.7 and IAM.17 ask for 90; NIST advises against it.\n  - hard_expiry: Whether only an administrator can set a new password once the old one has expired.\n- security_contact: Whom AWS tells about abuse and compromise, instead of the one the account has.\n  - name: Who AWS asks for.\n  - title: Their function.\n  - email_address: Where AWS writes to.\n  - phone_number: Where AWS calls."
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

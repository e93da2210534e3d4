# Written by terraform-aws-security-monitoring, sha256:c69924ea1c3cfa47e9c46ad25931556fec13003a9bd908049847f3af727f1df9

variable "topic_arn" {
  type        = string
  description = "Topic to subscribe to."
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$", var.topic_arn))
    error_message = "topic_arn must be an ARN such as arn:<partition>:sns:eu-west-1:111122223333:security-alerts."
  }
}

variable "topic_is_new" {
  type        = bool
  default     = false
  description = "Whether the topic is created in the same apply and so has no other subscribers. Terraform then warns in every plan while there is no subscriber here."
  nullable    = false
}

variable "emails" {
  type        = list(string)
  default     = []
  description = "E-mail addresses that receive every alert of the topic. Each recipient must confirm the e-mail that AWS sends."
  nullable    = false

  validation {
    condition     = length(distinct(var.emails)) == length(var.emails)
    error_message = "emails must not contain duplicates."
  }

  validation {
    condition     = alltrue([for item in var.emails : item != null])
    error_message = "emails[*] must not be null."
  }

  validation {
    condition     = alltrue([for item in var.emails : item == null ? true : can(regex("^[A-Za-z0-9+.!#$%&'*/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9]+$", item)) && length(regexall("(?s).", item)) >= 1 && length(regexall("(?s).", item)) <= 254])
    error_message = "emails[*] must be an e-mail address such as security@example.com."
  }
}

variable "emails_by_name" {
  type        = map(string)
  default     = {}
  description = "Further e-mail addresses, by a name of your choice: for addresses that are sensitive in Terraform, or unknown until the apply."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.emails_by_name) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of emails_by_name must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.emails_by_name) : entry != null])
    error_message = "emails_by_name[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.emails_by_name) : entry == null ? true : can(regex("^[A-Za-z0-9+.!#$%&'*/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z0-9]+$", entry)) && length(regexall("(?s).", entry)) >= 1 && length(regexall("(?s).", entry)) <= 254])
    error_message = "emails_by_name[*] must be an e-mail address such as security@example.com."
  }
}

variable "https_endpoints" {
  type        = map(string)
  default     = {}
  description = "https:// addresses that receive every alert of the topic, by a name of your choice. Each endpoint must confirm the subscription. Plans and outputs show only the name, because an address often contains a token; the state contains the address."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.https_endpoints) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of https_endpoints must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.https_endpoints) : entry != null])
    error_message = "https_endpoints[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.https_endpoints) : entry == null ? true : can(regex("^https://[!-.0-?A-~]+(/[!-~]*)?$", entry))])
    error_message = "https_endpoints[*] must be an https:// address without user and password, which AWS never shows again: put a token into the path or the query."
  }
}

variable "sqs_queues" {
  type        = map(object({ arn = string }))
  default     = {}
  description = "SQS queues of this account that receive every alert of the topic, by a name of your choice. Their policy must allow the topic to send messages. Subscribe a queue of another account from that account.\n- arn: ARN of the subscriber."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.sqs_queues) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of sqs_queues must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.sqs_queues) : entry != null])
    error_message = "sqs_queues[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.sqs_queues) : entry == null ? true : entry.arn != null])
    error_message = "sqs_queues[*].arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.sqs_queues) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}$", entry.arn))])
    error_message = "sqs_queues[*].arn must be an ARN such as arn:<partition>:sqs:eu-west-1:111122223333:alerts, a standard queue: a FIFO queue cannot subscribe to a standard topic."
  }
}

variable "lambda_functions" {
  type        = map(object({ arn = string }))
  default     = {}
  description = "Lambda functions of this account and region that receive every alert of the topic, by a name of your choice. The topic is allowed to invoke them. Subscribe a function of another account from that account.\n- arn: ARN of the subscriber."
  nullable    = false

  validation {
    condition     = alltrue([for key in keys(var.lambda_functions) : can(regex("^[A-Za-z0-9_-]{1,64}$", key))])
    error_message = "Every key of lambda_functions must be a name of 1 to 64 letters, digits, _ and -."
  }

  validation {
    condition     = alltrue([for entry in values(var.lambda_functions) : entry != null])
    error_message = "lambda_functions[*] must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.lambda_functions) : entry == null ? true : entry.arn != null])
    error_message = "lambda_functions[*].arn must not be null."
  }

  validation {
    condition     = alltrue([for entry in values(var.lambda_functions) : entry == null ? true : entry.arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$", entry.arn))])
    error_message = "lambda_functions[*].arn must be an ARN such as arn:<partition>:lambda:eu-west-1:111122223333:function:name."
  }
}

# Written by terraform-aws-security-monitoring, sha256:a9c6da5542afa1f8c53ee0be631cde28ad9bbc3d6e63f6cab41d9fb7a1d08354

locals {
  emails_neither_sensitive_nor_unknown = { for address in var.emails : address => address }
  emails_by_name                       = { for name in nonsensitive(sensitive(keys(var.emails_by_name))) : name => var.emails_by_name[name] }
  https_endpoints                      = { for name in nonsensitive(sensitive(keys(var.https_endpoints))) : name => sensitive(var.https_endpoints[name]) }
  sqs_queues                           = { for name in nonsensitive(sensitive(keys(var.sqs_queues))) : name => var.sqs_queues[name].arn }
  lambda_functions                     = { for name in nonsensitive(sensitive(keys(var.lambda_functions))) : name => var.lambda_functions[name].arn }
  subscribers                          = merge([local.emails_neither_sensitive_nor_unknown, local.emails_by_name, local.https_endpoints, local.sqs_queues, local.lambda_functions]...)
}

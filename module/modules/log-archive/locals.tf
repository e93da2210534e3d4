# Written by terraform-aws-security-monitoring, sha256:22164e194ce3cb60f51791a9fa7a8c9e41a079ba69c0c29c292584235c54531f

locals {
  organization = var.organization == null ? null : { "id" = var.organization.id, "management_account_id" = var.organization.management_account_id, "trail_name" = "${var.name_prefix}${var.organization_trail_name}", "name_prefix" = var.name_prefix }
}

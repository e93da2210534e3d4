# Written by terraform-aws-security-monitoring, sha256:aae930e126428b66032a880d3fffe0889add662d9e3ff47010807ff5de1b86dd

locals {
  slack_channels = var.slack_channels
  teams_channels = var.teams_channels
}

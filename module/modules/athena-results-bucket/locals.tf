# Written by terraform-aws-security-monitoring, sha256:dfb4f6625427beb0a2d13b1e65584dc1a8cc823ec8efd99f2e23848319fb7096

locals {
  transitions = var.transitions
  storage_classes = {
    STANDARD_IA = {
      rank     = 0
      earliest = 30
      stay     = 30
    }
    INTELLIGENT_TIERING = {
      rank     = 1
      earliest = 0
      stay     = 1
    }
    ONEZONE_IA = {
      rank     = 2
      earliest = 30
      stay     = 30
    }
    GLACIER_IR = {
      rank     = 3
      earliest = 0
      stay     = 90
    }
    GLACIER = {
      rank     = 4
      earliest = 0
      stay     = 90
    }
    DEEP_ARCHIVE = {
      rank     = 5
      earliest = 0
      stay     = 0
    }
  }
  transition_problems = distinct(flatten([for at, to in local.transitions : [[for other in slice(local.transitions, 0, at) : format("transitions[%s].storage_class: got \"%s\"; must be a class that no other transition names.", at, to.storage_class) if other.storage_class == to.storage_class], [for from in local.transitions : format("transitions[%s].storage_class: got \"%s\"; must be a class that S3 moves files to from ONEZONE_IA: GLACIER or DEEP_ARCHIVE.", at, to.storage_class) if from.storage_class == "ONEZONE_IA" && to.storage_class == "GLACIER_IR"], [for earliest in [local.storage_classes[to.storage_class].earliest] : format("transitions[%s].after_days: got %s; must be at least %s: S3 moves no younger file to %s.", at, to.after_days, earliest, to.storage_class) if to.after_days < earliest], [for from in local.transitions : format("transitions[%s].after_days: got %s; must be at least %s: a file moves to %s after %s days, and S3 keeps it there for %s.", at, to.after_days, from.after_days + local.storage_classes[from.storage_class].stay, from.storage_class, from.after_days, local.storage_classes[from.storage_class].stay) if local.storage_classes[from.storage_class].rank < local.storage_classes[to.storage_class].rank && to.after_days < from.after_days + local.storage_classes[from.storage_class].stay], [for days in [var.expire_after_days] : format("transitions[%s].after_days: got %s; must be less than %s, the days after which files expire.", at, to.after_days, days) if to.after_days >= days]]]))
}

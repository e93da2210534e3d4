import { snakeCase } from "../../../src/terraform/naming";

test.each([
  ["name", "name"],
  ["logRetentionDays", "log_retention_days"],
  ["keyDeletionWindowDays", "key_deletion_window_days"],
])("%s is %s in Terraform", (setting, name) => {
  expect(snakeCase(setting)).toBe(name);
});

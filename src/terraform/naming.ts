/** `logRetentionDays` → `log_retention_days`: the name a setting has as a Terraform variable, attribute or output. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `logRetentionDays` → `log_retention_days`: the name a setting has as a Terraform variable, attribute or output. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A text in which settings are in backticks, `config.existingRole`, with the names that its readers use. */
export function withNames(text: string, naming: (property: string) => string): string {
  return text.replace(/`[a-z]\w*(\.[a-z]\w*)*`/g, naming);
}

/** `audit_trail`, `trail` → `audit_trail`; `audit_trail`, `delivery_role` → `audit_trail_delivery_role`. */
export function joinedName(ids: readonly string[]): string {
  return ids.reduce((name, id) => (name === id || name.endsWith(`_${id}`) ? name : `${name}_${id}`));
}

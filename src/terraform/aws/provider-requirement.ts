/**
 * Required versions. A range, because the caller chooses the version: only arguments that exist in both major versions of
 * the provider are used.
 */
export const requiredTerraform = ">= 1.5.0";
export const requiredProviders = { aws: { source: "hashicorp/aws", version: ">= 5.100.0" } };

/** An address of an earlier version, and where the resource is now: Terraform then moves it instead of replacing it. */
export interface Moved {
  readonly from: string;
  readonly to: string;
}

/**
 * Every address that changed, oldest first. An entry stays for ever: a state may come from the version before it. The
 * addresses themselves are recorded in docs/addresses.json.
 */
export const moved: { readonly stack: readonly Moved[]; readonly module: readonly Moved[] } = { stack: [], module: [] };

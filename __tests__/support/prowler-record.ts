/** What Prowler said of an account with the defaults and the pack `cis`: `npm run record:prowler` writes it. */
export interface ProwlerRecord {
  readonly date: string;
  readonly version: string;
  /** The services whose checks were run. */
  readonly services: readonly string[];
  readonly checks: Readonly<
    Record<
      string,
      {
        /** How many resources pass. */
        readonly passed: number;
        /** Which fail. */
        readonly failed: readonly string[];
        /** Whether it fails in an account with the opposite of what it asks for: if not, a pass proves nothing. */
        readonly failsWhereItShould: boolean;
      }
    >
  >;
}

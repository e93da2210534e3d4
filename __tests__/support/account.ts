/** The account that the emulator plays. */
export const EMULATED_ACCOUNT = "123456789012";

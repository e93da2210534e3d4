/** What the grammar of JSON allows next; strings may stand before {@link COLON}, values up to {@link VALUE_OR_CLOSE}. */
export const VALUE = 0;
export const VALUE_OR_CLOSE = 1;
export const KEY = 2;
export const KEY_OR_CLOSE = 3;
export const COLON = 4;
export const COMMA_OR_CLOSE = 5;

/** What is open. */
export const ARRAY = 0;
export const OBJECT = 1;

/** Names of commands to come: no command of today takes one of them, so that none has to be renamed. */
export const reservedNames = ["regions"];

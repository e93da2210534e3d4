/** Why there is no going on, in a sentence for whoever runs the command. */
export class LeaveError extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

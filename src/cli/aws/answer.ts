import { AccountError, isAbsence, isDenial, problemOfCredentials } from "./failures";

/** A question without an answer, which says nothing about what it asked for. */
export class Unanswered {
  constructor(
    readonly permission: string,
    /** Undefined if the permission is missing. */
    readonly failure?: string,
  ) {}
}

/** What AWS answered: undefined if there is no such thing. */
export type Answer<T> = T | undefined | Unanswered;

/** Asks AWS, under the permission that the call needs. */
export type Ask<Permission extends string> = <T>(
  permission: Permission,
  call: () => Promise<T | undefined>,
) => Promise<Answer<T>>;

/**
 * @param onAnswer Called for every answer.
 * @returns What throws {@link AccountError} if no call can succeed.
 */
export function asking<Permission extends string>(onAnswer: () => void): Ask<Permission> {
  return async (permission, call) => {
    try {
      return await call();
    } catch (error) {
      const failure = error as Error;
      if (isAbsence(failure)) return undefined;
      const problem = problemOfCredentials(failure);
      if (problem !== undefined) throw new AccountError(problem);
      return new Unanswered(permission, isDenial(failure) ? undefined : `${failure.name}: ${failure.message}`);
    } finally {
      onAnswer();
    }
  };
}

/** Whether AWS answered, and the thing exists. */
export function isAnswered<T>(answer: Answer<T>): answer is T {
  return answer !== undefined && !(answer instanceof Unanswered);
}

/** What follows from an answer, if there is one. */
export function following<T, U>(answer: Answer<T>, next: (value: T) => Answer<U>): Answer<U> {
  return isAnswered(answer) ? next(answer) : (answer as undefined | Unanswered);
}

/** One thing of a list that AWS answered with. */
export function oneOf<T>(answer: Answer<readonly T[]>, isWanted: (item: T) => boolean): Answer<T> {
  return following(answer, (items) => items.find(isWanted));
}

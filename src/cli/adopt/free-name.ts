/** A name that nothing has yet: the wish, or the wish with the first number that is free. */
export function freeName(preferred: string, isTaken: (name: string) => boolean): string {
  let name = preferred;
  for (let count = 2; isTaken(name); count++) name = `${preferred}-${count}`;
  return name;
}

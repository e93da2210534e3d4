/** A name that is not taken: the preferred one, or that with the first free number. */
export function freeName(preferred: string, isTaken: (name: string) => boolean): string {
  let name = preferred;
  for (let count = 2; isTaken(name); count++) name = `${preferred}-${count}`;
  return name;
}

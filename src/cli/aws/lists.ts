/** All items of all pages. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** The pages of a call for which the SDK has no paginator. */
export async function* pagesOf<Page extends { readonly NextToken?: string }>(
  call: (NextToken: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
  let token: string | undefined;
  do {
    const page = await call(token);
    yield page;
    token = page.NextToken;
  } while (token !== undefined);
}

/** Each one once. */
export function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ""))] as string[];
}

/** AWS's lists of tags as a map; includes those of AWS itself, because they name the owner. */
export function tagsOf(
  list: readonly { Key?: string; Value?: string; TagKey?: string; TagValue?: string }[] = [],
): Record<string, string> {
  return Object.fromEntries(
    list.map(({ Key, Value, TagKey, TagValue }) => [Key ?? TagKey ?? "", Value ?? TagValue ?? ""]),
  );
}

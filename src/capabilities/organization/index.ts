// What an organization has in topics that a single account has as well, such as its trail, is among the capabilities of these.
export {};

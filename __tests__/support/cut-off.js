// Runs in a page: what of its text a person does not see.
(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const problems = scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} of ${clientWidth} pixels`] : [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent.trim();
    if (text === "") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()];
    const box = node.parentElement.getBoundingClientRect();
    const isWithin = ({ left, right, top, bottom }) =>
      left >= 0 &&
      right <= clientWidth + 1 &&
      left >= box.left - 1 &&
      right <= box.right + 1 &&
      (getComputedStyle(node.parentElement).display === "inline" || (top >= box.top - 1 && bottom <= box.bottom + 1));
    if (lines.length === 0) problems.push(`has no room: ${text}`);
    else if (!lines.every(isWithin)) problems.push(`is cut off: ${text}`);
  }
  return problems;
})();

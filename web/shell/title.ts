/** What the tab is called (WCAG 2.2, 2.4.2): as the page's own first heading is, in every room and in the language chosen. */
import { useEffect } from 'react';

export function useTitle(product: string): void {
  useEffect(() => {
    const page = document.getElementById('content');
    if (page === null) return;
    const show = () => {
      const heading = page.querySelector('h1')?.textContent?.trim() ?? '';
      const title = heading === '' ? product : `${heading} · ${product}`;
      if (document.title !== title) document.title = title;
    };
    show();
    const watching = new MutationObserver(show);
    watching.observe(page, { subtree: true, childList: true, characterData: true });
    return () => watching.disconnect();
  }, [product]);
}

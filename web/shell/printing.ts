/** What is folded on the screen is whole on paper. */
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed now. It is drawn anew before the browser goes on: what it prints is what stands then. */
export function usePrinting(): boolean {
  return useSyncExternalStore(follow, () => isPrinting);
}

let isPrinting = false;

function follow(notify: () => void): () => void {
  const become = (printing: boolean) => () => {
    isPrinting = printing;
    flushSync(notify);
  };
  const begin = become(true);
  const end = become(false);
  const document = matchMedia('print');
  const change = ({ matches }: MediaQueryListEvent) => become(matches)();
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  document.addEventListener('change', change);
  return () => {
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
    document.removeEventListener('change', change);
  };
}

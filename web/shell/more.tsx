import { Button } from '@mantine/core';
import { CHOOSER_TEXTS } from './chooser-texts.ts';
import { useTexts } from './language.tsx';

/** The next page of a list, where there is one. */
export function More({
  query,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown };
}) {
  const says = useTexts(CHOOSER_TEXTS);
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="default"
      className="no-print"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {says.more}
    </Button>
  );
}

/** The same list as a file: made by the API, every row of it. */
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileSpreadsheet, IconTable } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { FileFormat } from '../../domain/vocabulary/formats.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { fill } from '../texts/index.ts';
import { CHOOSER_TEXTS } from './chooser-texts.ts';
import { ApiProblem, headersOfChange } from './client.ts';
import { useLanguage, useTexts } from './language.tsx';

type ExportQuery = Readonly<Record<string, unknown>>;

/** `body` instead of `query`: what is asked for may name people, and belongs into no address. */
export function ExportMenu({
  path,
  ...request
}: { path: string } & ({ query: ExportQuery } | { body: ExportQuery })) {
  const says = useTexts(CHOOSER_TEXTS);
  const { language, says: all } = useLanguage();
  const taking = useMutation({
    mutationFn: (format: FileFormat) => take(path, request, format, language),
    onSuccess: (file) => notifications.show({ message: fill(says.exported, { file }) }),
    onError: (error) =>
      notifications.show({
        color: 'red',
        title: error instanceof ApiProblem ? error.title : all.shell.unreachable,
        message: error instanceof ApiProblem ? error.message : all.shell.unreachableText,
      }),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          className="no-print"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={taking.isPending}
        >
          {says.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable size={16} aria-hidden />} onClick={() => taking.mutate('csv')}>
          {says.csv}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          onClick={() => taking.mutate('xlsx')}
        >
          {says.xlsx}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Asked by the page and not by a link, so that it comes in the chosen language and a refusal is told here. */
async function take(
  path: string,
  request: { query: ExportQuery } | { body: ExportQuery },
  format: FileFormat,
  language: Language,
): Promise<string> {
  const headers = { 'Accept-Language': language };
  const response =
    'body' in request
      ? await fetch(path, {
          method: 'POST',
          headers: { ...headers, ...headersOfChange(), 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...request.body, format }),
        })
      : await fetch(`${path}?${paramsOf({ ...request.query, format })}`, { headers });
  if (!response.ok) throw new ApiProblem(response.status, await response.json().catch(() => ({})));
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
  const file = named?.[1] ?? `motcua.${format}`;
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  URL.revokeObjectURL(url);
  return file;
}

function paramsOf(request: ExportQuery): URLSearchParams {
  const given = Object.entries(request).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

import { Button, Group, Stack, Tabs } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { AsOf } from './as-of.tsx';
import { CaseBreaches } from './case-breaches.tsx';
import { CaseDifference } from './difference.tsx';
import { type CaseLook, readCaseLook, VIEWS } from './filters.ts';
import { Heading } from './heading.tsx';
import { ReadList } from './read-list.tsx';
import { TEXTS } from './texts.ts';
import { Verified } from './verified.tsx';

/** One case, looked into. */
export default function CaseAudit() {
  const says = useTexts(TEXTS);
  const { code } = useParams({ from: '/audit/cases/$code' });
  const look = useSearch({ from: '/audit/cases/$code' });
  const navigate = useNavigate({ from: '/audit/cases/$code' });
  const change = (part: { readonly [K in keyof CaseLook]?: CaseLook[K] | undefined }) =>
    void navigate({ search: (before: CaseLook) => readCaseLook({ ...before, ...part }), replace: true });
  return (
    <Stack gap="md">
      <Heading title={fill(says.caseTitle, { code })}>
        <Group gap="xs" className="no-print">
          <Button
            component={Link}
            to={`/cases/${code}`}
            variant="default"
            leftSection={<IconFolderOpen size={16} aria-hidden />}
          >
            {says.openCase}
          </Button>
        </Group>
      </Heading>
      <Tabs
        value={look.view}
        onChange={(view) => change({ view: VIEWS.find((each) => each === view) })}
        keepMounted={false}
      >
        <Tabs.List>
          {VIEWS.map((view) => (
            <Tabs.Tab key={view} value={view}>
              {says.views[view]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="verification" pt="md">
          <Verified code={code} />
        </Tabs.Panel>
        <Tabs.Panel value="as-of" pt="md">
          <AsOf code={code} at={look.at} onChange={(at) => change({ at })} />
        </Tabs.Panel>
        <Tabs.Panel value="difference" pt="md">
          <CaseDifference code={code} since={look.since} until={look.until} onChange={change} />
        </Tabs.Panel>
        <Tabs.Panel value="breaches" pt="md">
          <CaseBreaches code={code} />
        </Tabs.Panel>
        <Tabs.Panel value="reads" pt="md">
          <ReadList code={code} filters={{}} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

import { Alert, Stack, Text, Title } from '@mantine/core';
import { dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { JobCard } from './job-card.tsx';
import { type Job, type Known, useJobs } from './known.ts';
import { useOrders } from './queue.ts';
import { TEXTS } from './texts.ts';
import { Waiting } from './waiting.tsx';

/** For a telephone in the street: what to do, take, photograph and report, with or without a network. */
export default function Field() {
  const says = useTexts(TEXTS);
  return (
    <Stack gap="md" maw={560} mx="auto">
      <Title order={1} size="h3">
        {says.title}
      </Title>
      <Waiting />
      <Shown query={useJobs()} rows={3}>
        {(known) => <Jobs known={known} />}
      </Shown>
    </Stack>
  );
}

function Jobs({ known: { jobs, at, isOld } }: { known: Known }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const orders = useOrders();
  const reported = new Set(
    orders.filter(({ action }) => action === 'complete').map(({ input }) => input.taskId),
  );
  const taken = new Set(orders.filter(({ action }) => action === 'claim').map(({ input }) => input.taskId));
  const open = jobs.filter(({ task }) => !reported.has(task.id));
  const isMine = ({ task }: Job) => task.assignee !== null || taken.has(task.id);
  const parts = [
    { id: 'mine', title: says.mine, own: open.filter(isMine) },
    { id: 'free', title: says.free, own: open.filter((job) => !isMine(job)) },
  ];
  return (
    <>
      {isOld && (
        <Alert color="orange" variant="light" role="status">
          {fill(says.old, { time: dateTime(new Date(at).toISOString(), language) })}
        </Alert>
      )}
      {open.length === 0 && <Empty title={says.none}>{says.noneText}</Empty>}
      {parts.map(
        ({ id, title, own }) =>
          own.length > 0 && (
            <Stack key={id} component="section" gap="sm" aria-label={title}>
              <Title order={2} size="h5">
                {title}{' '}
                <Text span c="dimmed">
                  {own.length}
                </Text>
              </Title>
              {own.map((job) => (
                <JobCard key={job.task.id + job.complaint.id} job={job} isMine={id === 'mine'} />
              ))}
            </Stack>
          ),
      )}
    </>
  );
}

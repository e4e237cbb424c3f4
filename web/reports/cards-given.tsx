import { Badge, Stack, Table, Text } from '@mantine/core';
import { ClockName } from '../audit/clock-name.tsx';
import { CaseLink } from '../shell/case-link.tsx';
import { useAgencyNames } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { number } from '../shell/minutes.ts';
import { More } from '../shell/more.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { type GivenCard, useCards } from './data.ts';
import type { LeaderFilters } from './filters.ts';
import { TEXTS } from './texts.ts';

/** Which agencies were given a card in the period, and for which case. */
export function CardsGiven({ filters }: { filters: LeaderFilters }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const query = useCards(filters);
  return (
    <Shown query={query}>
      {({ pages }) => {
        const [first] = pages;
        const cards = pages.flatMap(({ items }) => items);
        return cards.length === 0 ? (
          <Empty title={says.noCardsAtAll}>{says.noCardsText}</Empty>
        ) : (
          <Stack gap="xs">
            <Text size="sm">
              {fill(says.cardsCounted, {
                yellow: number(first?.yellow ?? 0, language),
                red: number(first?.red ?? 0, language),
              })}
            </Text>
            <Stacked minWidth={620} head={[says.givenAt, says.card, says.to, says.case, says.clock]}>
              {cards.map((card) => (
                <CardRow key={`${card.caseId} ${card.clock} ${card.at} ${card.colour}`} card={card} />
              ))}
            </Stacked>
            <More query={query} />
          </Stack>
        );
      }}
    </Shown>
  );
}

const COLOURS = { yellow: 'yellow', red: 'red' } as const;

function CardRow({ card }: { card: GivenCard }) {
  const says = useTexts(TEXTS);
  const agencyName = useAgencyNames();
  return (
    <Table.Tr>
      <Cell of={says.givenAt}>
        <Moment at={card.at} />
      </Cell>
      <Cell of={says.card}>
        <Badge variant="dot" tt="none" color={COLOURS[card.colour]}>
          {says[card.colour]}
        </Badge>
      </Cell>
      <Cell of={says.to}>{agencyName(card.agency)}</Cell>
      <Cell of={says.case}>
        <CaseLink code={card.code} />
      </Cell>
      <Cell of={says.clock}>
        <ClockName {...card} />
      </Cell>
    </Table.Tr>
  );
}

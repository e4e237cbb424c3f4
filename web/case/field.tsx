import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  Input,
  MultiSelect,
  NumberInput,
  Radio,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import { instantOfLocal, localTime } from '../shell/days.ts';
import { useTexts } from '../shell/language.tsx';
import { DocumentField, type NamedFile } from './document-field.tsx';
import { kindOf, optionsOf, type Schema } from './schema.ts';
import { TEXTS } from './texts.ts';
import type { Document } from './versions.ts';

export interface FieldProps {
  readonly name: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly required: boolean;
  readonly error?: string | undefined;
  /** What this field, or a part of it, is called. */
  labelOf(name: string): string;
  /** What a value of this field is called. */
  titleOf(value: string): string;
  readonly rules: readonly { readonly value: string; readonly label: string }[];
  readonly wanted: readonly string[];
  readonly present: readonly Document[];
  readonly renews: boolean;
  onChange(value: unknown): void;
}

const FEW = 4;

/** One field of an action's form, as its schema wants it. */
export function Field(props: FieldProps) {
  const { name, schema, value, required, error, labelOf, titleOf, onChange } = props;
  const label = labelOf(name);
  const common = { label, required, error };
  const options = optionsOf(schema).map(({ value: each, title }) => ({
    value: each,
    label: title ?? titleOf(each),
  }));
  switch (kindOf(name, schema)) {
    case 'fixed':
      return null;
    case 'choice':
      return options.length <= FEW ? (
        <Radio.Group
          {...common}
          value={String(value ?? '')}
          onChange={onChange}
          description={schema.description}
        >
          <Stack gap={6} mt={4}>
            {options.map((each) => (
              <Radio key={each.value} {...each} />
            ))}
          </Stack>
        </Radio.Group>
      ) : (
        <Select
          {...common}
          data={options}
          searchable
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          description={schema.description}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          data={options}
          searchable
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    case 'documents':
      return (
        <DocumentField
          {...common}
          rules={props.rules}
          wanted={props.wanted}
          present={props.present}
          renews={props.renews}
          value={(value as readonly NamedFile[] | undefined) ?? []}
          onChange={onChange}
        />
      );
    case 'position':
      return <PositionField {...common} value={value} onChange={onChange} />;
    case 'flag':
      return (
        <Checkbox
          label={label}
          error={error}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? true : undefined)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          onChange={(given) => onChange(given === '' ? undefined : Number(given))}
        />
      );
    case 'group':
      return (
        <Fieldset legend={label}>
          <Stack gap="sm">
            {Object.entries(schema.properties ?? {}).map(([part, each]) => (
              <Field
                key={part}
                {...props}
                name={part}
                schema={each}
                required={schema.required?.includes(part) ?? false}
                value={(value as Record<string, unknown> | undefined)?.[part]}
                onChange={(given) => onChange({ ...(value as object | undefined), [part]: given })}
              />
            ))}
          </Stack>
        </Fieldset>
      );
    case 'moment':
      return (
        <TextInput
          {...common}
          type="datetime-local"
          value={typeof value === 'string' ? localTime(value).slice(0, 16) : ''}
          onChange={({ currentTarget }) => onChange(instantOfLocal(currentTarget.value) ?? undefined)}
        />
      );
    case 'longText':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}

interface PositionProps {
  readonly label: string;
  readonly required: boolean;
  readonly error: string | undefined;
  readonly value: unknown;
  onChange(value: unknown): void;
}

function PositionField({ label, required, error, value, onChange }: PositionProps) {
  const says = useTexts(TEXTS);
  const [notice, setNotice] = useState<string | null>(null);
  const here = value as { lat: number; lon: number; accuracy?: number } | undefined;
  const find = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setNotice(null);
        onChange({ lat: coords.latitude, lon: coords.longitude, accuracy: Math.round(coords.accuracy) });
      },
      () => setNotice(says.noPosition),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  return (
    <Input.Wrapper label={label} required={required} error={error ?? notice}>
      <Group gap="sm">
        <Button variant="default" leftSection={<IconMapPin size={16} aria-hidden />} onClick={find}>
          {says.findPosition}
        </Button>
        {here !== undefined && (
          <Text size="sm">
            {here.lat.toFixed(5)}, {here.lon.toFixed(5)}
          </Text>
        )}
      </Group>
    </Input.Wrapper>
  );
}

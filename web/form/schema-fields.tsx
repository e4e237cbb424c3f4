import { Checkbox, NumberInput, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useLanguage } from '../shell/language.tsx';
import { choicesOf, type FormSchema, type Rule, titleOf } from './rule.ts';

interface Props {
  readonly schema: FormSchema;
  readonly values: Readonly<Record<string, unknown>>;
  /** What was said of a field, by its name. */
  errorOf(name: string): string | undefined;
  onChange(name: string, value: unknown): void;
}

/** The fields of a procedure's form, in its order. */
export function SchemaFields({ schema, values, errorOf, onChange }: Props) {
  return (
    <Stack gap="md">
      {Object.entries(schema.properties ?? {}).map(([name, rule]) => (
        <SchemaField
          key={name}
          name={name}
          rule={rule}
          required={schema.required?.includes(name) ?? false}
          value={values[name]}
          error={errorOf(name)}
          onChange={(value) => onChange(name, value)}
        />
      ))}
    </Stack>
  );
}

interface FieldProps {
  readonly name: string;
  readonly rule: Rule;
  readonly required: boolean;
  readonly value: unknown;
  readonly error: string | undefined;
  onChange(value: unknown): void;
}

const FEW = 4;
const LONG = 300;

function SchemaField({ name, rule, required, value, error, onChange }: FieldProps) {
  const { language } = useLanguage();
  const common = { label: titleOf(name, rule, language), required, error };
  const text = typeof value === 'string' ? value : '';
  const typed = ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value);
  if (rule.enum !== undefined) {
    const choices = choicesOf(rule, language);
    const numeric = rule.type === 'integer' || rule.type === 'number';
    const chosen = (given: string | null) =>
      onChange(given === null ? undefined : numeric ? Number(given) : given);
    const current = value === undefined ? null : String(value);
    return choices.length <= FEW ? (
      <Radio.Group {...common} value={current ?? ''} onChange={chosen}>
        <Stack gap={6} mt={4}>
          {choices.map((each) => (
            <Radio key={each.value} {...each} />
          ))}
        </Stack>
      </Radio.Group>
    ) : (
      <Select {...common} searchable data={[...choices]} value={current} onChange={chosen} />
    );
  }
  switch (rule.type) {
    case 'boolean':
      return (
        <Checkbox
          label={common.label}
          error={error}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'integer':
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          allowDecimal={rule.type === 'number'}
          {...(rule.minimum === undefined ? {} : { min: rule.minimum })}
          {...(rule.maximum === undefined ? {} : { max: rule.maximum })}
          onChange={(given) => onChange(given === '' ? undefined : Number(given))}
        />
      );
    default:
      if (rule.format === 'date') return <TextInput {...common} type="date" value={text} onChange={typed} />;
      return (rule.maxLength ?? 0) > LONG ? (
        <Textarea {...common} autosize minRows={2} value={text} onChange={typed} />
      ) : (
        <TextInput {...common} value={text} onChange={typed} />
      );
  }
}

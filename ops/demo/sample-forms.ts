/** Answers to a procedure's form, as an applicant might give them. */
import { asObject } from '../../domain/procedures/language/json.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Chance } from './chance.ts';
import { address, businessName, complaintText, personName } from './sample-texts.ts';

/** How often a question that may be left out is answered. */
const ANSWERED = 0.6;

const BY_NAME: Readonly<Record<string, (chance: Chance, field: string) => unknown>> = {
  address,
  birthplace: (chance) => chance.pick(['Bệnh viện Trung ương Huế', 'Trạm y tế phường', 'Tại nhà']),
  brideName: (chance) => personName(chance, 'female'),
  groomName: (chance) => personName(chance, 'male'),
  childName: (chance) => personName(chance),
  motherName: (chance) => personName(chance, 'female'),
  fatherName: (chance) => personName(chance, 'male'),
  businessName,
  capital: (chance) => chance.between(2, 60) * 5_000_000,
  copies: (chance) => chance.between(1, 5),
  days: (chance) => chance.between(1, 10),
  depth: (chance) => chance.between(3, 45),
  description: complaintText,
  documentName: (chance) =>
    chance.pick(['Bằng tốt nghiệp', 'Căn cước', 'Giấy khai sinh', 'Hợp đồng lao động']),
  area: (chance) => chance.between(20, 400),
  floorArea: (chance) => chance.between(60, 420),
  floors: (chance) => chance.between(1, 5),
  formerPlaces: () => 'Thành phố Đà Nẵng, 2018-2022',
  household: () => 'Sống cùng con, không có lương hưu.',
  meals: (chance) => chance.between(10, 400),
  pages: (chance) => chance.between(1, 8),
  parcel: (chance) => `Thửa ${chance.between(1, 400)}, tờ ${chance.between(1, 60)}`,
  persons: (chance) => chance.between(1, 6),
  pole: (chance) => `TĐ-${chance.between(100, 999)}`,
  premises: (chance) => chance.between(1, 3),
  purpose: () => 'Bổ sung hồ sơ xin việc',
  sick: (chance) => chance.between(0, 12),
};

/** Answers that the form accepts; `given` go before what would be made up. @throws RangeError for a type that no answer is known for. */
export function sampleForm(
  { form, field }: Pick<Procedure, 'form' | 'field'>,
  chance: Chance,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const required = new Set(Array.isArray(form.required) ? form.required : []);
  const answers: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(asObject(form.properties))) {
    if (Object.hasOwn(given, name)) answers[name] = given[name];
    else if (name !== 'ward' && (required.has(name) || chance.happens(ANSWERED)))
      answers[name] = answer(name, asObject(rule), field, chance);
  }
  return answers;
}

function answer(
  name: string,
  rule: Readonly<Record<string, unknown>>,
  field: string,
  chance: Chance,
): unknown {
  if (Array.isArray(rule.enum)) return chance.pick(rule.enum);
  if (rule.type === 'boolean') return chance.happens(0.3);
  if (rule.format === 'date')
    return `${name === 'bornOn' ? chance.between(1938, 2026) : 2027}-0${chance.between(1, 8)}-15`;
  const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (known !== undefined) return known(chance, field);
  if (rule.type === 'integer' || rule.type === 'number')
    return Math.max(Number(rule.minimum ?? 1), Number(rule.exclusiveMinimum ?? 0) + 1);
  if (rule.type === 'string') return 'Không có';
  throw new RangeError(`no answer is known for ${name}`);
}

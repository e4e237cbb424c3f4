/** What goes in and comes out: form, facts, documents, supplement, fee, result. */

import { compileForm } from '../language/form.ts';
import { asObject } from '../language/json.ts';
import { type Finding, finding, pathText } from '../language/problem.ts';
import type { Procedure, Proof } from '../language/types.ts';
import { checkFee } from './fee.ts';

export function checkDocuments(procedure: Procedure): Finding[] {
  return [
    ...form(procedure),
    ...facts(procedure),
    ...documents(procedure),
    ...proofs(procedure),
    ...supplement(procedure),
    ...fee(procedure),
    ...checkFee(procedure),
    ...result(procedure),
    ...repeated('channels', procedure.channels),
    ...repeated('result.delivery', procedure.result?.delivery ?? []),
  ];
}

function form({ form }: Procedure): Finding[] {
  if (form.type !== 'object') {
    return [
      finding(
        'form.type',
        'form-not-object',
        { vi: 'Biểu mẫu phải là một object.', en: 'A form must be an object.' },
        { vi: 'Viết type: object và properties: {…}.', en: 'Write type: object and properties: {…}.' },
      ),
    ];
  }
  const compiled = compileForm(form);
  if (!compiled.ok) {
    return [
      finding(
        'form',
        'form-does-not-compile',
        { vi: `Biểu mẫu không dùng được: ${compiled.why}.`, en: `The form cannot be used: ${compiled.why}.` },
        {
          vi: 'Sửa theo JSON Schema 2020-12; từ khóa và format lạ không được chấp nhận.',
          en: 'Correct it according to JSON Schema 2020-12; unknown keywords and formats are not accepted.',
        },
      ),
    ];
  }
  const properties = Object.keys(asObject(form.properties));
  const required = Array.isArray(form.required) ? form.required.map(String) : [];
  return required.flatMap((name, index) =>
    properties.includes(name)
      ? []
      : finding(
          pathText(['form', 'required', index]),
          'required-unknown',
          {
            vi: `Biểu mẫu bắt buộc mục “${name}” mà không có nó.`,
            en: `The form requires “${name}”, which it does not have.`,
          },
          {
            vi: `Thêm form.properties.${name} hoặc bỏ khỏi required.`,
            en: `Add form.properties.${name}, or remove it from required.`,
          },
        ),
  );
}

/** That a fact exists and carries no free text is told by `parse.ts`, which needs the same answer to type it. */
function facts({ facts }: Procedure): Finding[] {
  return repeated(
    'facts',
    facts.map(({ name }) => name),
  );
}

function repeated(path: string, values: readonly string[]): Finding[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : finding(
          `${path}[${index}]`,
          'repeated',
          { vi: `“${value}” được ghi hai lần.`, en: `“${value}” stands here twice.` },
          { vi: 'Bỏ một lần.', en: 'Remove one.' },
        ),
  );
}

function documents({ documents }: Procedure): Finding[] {
  return documents.flatMap(({ id }, index) => {
    const path = pathText(['documents', index, 'id']);
    if (id === 'other') {
      return finding(
        path,
        'document-named-other',
        {
          vi: '“other” là tên dành cho giấy tờ ngoài danh mục.',
          en: '“other” means documents outside the list.',
        },
        { vi: 'Đặt id khác.', en: 'Give it another id.' },
      );
    }
    if (documents.findIndex((rule) => rule.id === id) === index) return [];
    return finding(
      path,
      'duplicate-document',
      { vi: `Có hai giấy tờ cùng id “${id}”.`, en: `Two documents have the id “${id}”.` },
      { vi: 'Mỗi giấy tờ cần một id riêng.', en: 'Give each document an id of its own.' },
    );
  });
}

/** What an outcome demands must be a document that the procedure knows. */
function proofs({ steps, documents: known }: Procedure): Finding[] {
  const ids = [...known.map(({ id }) => id), 'other'];
  const of = (
    outcomes: Readonly<Record<string, { readonly requires?: Proof }>>,
    keys: readonly (string | number)[],
  ) =>
    Object.entries(outcomes).flatMap(([outcome, { requires }]) => {
      const rules = requires?.documents ?? [];
      const path = [...keys, 'outcomes', outcome, 'requires', 'documents'];
      return [
        ...rules.flatMap((rule, at) => (ids.includes(rule) ? [] : unknownDocument([...path, at], rule, ids))),
        ...repeated(pathText(path), rules),
      ];
    });
  return steps.flatMap((step, index) =>
    step.parallel === null
      ? of(step.outcomes, ['steps', index])
      : step.parallel.branches.flatMap(({ outcomes }, at) =>
          of(outcomes, ['steps', index, 'parallel', 'branches', at]),
        ),
  );
}

function unknownDocument(
  path: readonly (string | number)[],
  rule: string,
  known: readonly string[],
): Finding {
  return finding(
    pathText(path),
    'unknown-document',
    { vi: `Thủ tục không có giấy tờ “${rule}”.`, en: `The procedure has no document “${rule}”.` },
    {
      vi: `Thêm vào documents (required: false), hoặc dùng: ${known.join(', ')}.`,
      en: `Add it to documents (required: false), or use one of: ${known.join(', ')}.`,
    },
  );
}

function supplement({ steps, supplement }: Procedure): Finding[] {
  if (supplement.max > 0) return [];
  return steps.flatMap((step, index) =>
    step.parallel === null && step.supplement
      ? finding(
          pathText(['steps', index, 'supplement']),
          'supplement-never',
          {
            vi: 'Bước này được yêu cầu bổ sung, nhưng supplement.max là 0.',
            en: 'This step may request documents, but supplement.max is 0.',
          },
          {
            vi: 'Tăng supplement.max, hoặc bỏ supplement ở bước này.',
            en: 'Raise supplement.max, or remove supplement here.',
          },
        )
      : [],
  );
}

function fee({ fee, kind, result }: Procedure): Finding[] {
  if (fee === null) return [];
  const found: Finding[] = [];
  if (kind === 'complaint') {
    found.push(
      finding(
        'fee',
        'fee-on-complaint',
        { vi: 'Phản ánh hiện trường không thu phí.', en: 'A complaint costs nothing.' },
        { vi: 'Bỏ fee.', en: 'Remove fee.' },
      ),
    );
  }
  if (fee.due !== 'at-intake' && result === null) {
    found.push(
      finding(
        'fee.due',
        'fee-without-result',
        {
          vi: `Phí thu ${fee.due} nhưng thủ tục không trả kết quả nào.`,
          en: `The fee is due ${fee.due}, but the procedure gives no result.`,
        },
        { vi: 'Thêm result, hoặc thu at-intake.', en: 'Add result, or collect it at-intake.' },
      ),
    );
  }
  return found;
}

function result({ kind, result }: Procedure): Finding[] {
  if (kind === 'dossier' || result === null) return [];
  return [
    finding(
      'result',
      'result-on-complaint',
      {
        vi: 'Kết quả phản ánh được công khai, không trả giấy.',
        en: 'The result of a complaint is published, not handed over.',
      },
      { vi: 'Bỏ result.', en: 'Remove result.' },
    ),
  ];
}

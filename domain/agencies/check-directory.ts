/** What must hold of a province's directory: one province, one root per tree, no one above themselves. */
import { type Finding, finding, pathText } from '../procedures/language/problem.ts';
import type { Agency } from './types.ts';

/** `calendars`: the ids of those of the province; null: not known here. */
export function checkDirectory(
  agencies: readonly Agency[],
  calendars: readonly string[] | null = null,
): Finding[] {
  const found: Finding[] = [];
  const report = (
    index: number,
    key: string,
    code: string,
    message: Finding['message'],
    mend: Finding['mend'],
  ) => found.push(finding(pathText([index, key]), code, message, mend));
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));

  for (const [index, agency] of agencies.entries()) {
    const { id, code, parent, province } = agency;
    if (agencies.findIndex((other) => other.id === id) !== index) {
      report(
        index,
        'id',
        'duplicate-agency',
        { vi: `Có hai cơ quan cùng id “${id}”.`, en: `Two agencies have the id “${id}”.` },
        { vi: 'Mỗi cơ quan cần một id riêng.', en: 'Give each agency an id of its own.' },
      );
    }
    if (agencies.findIndex((other) => other.code === code) !== index) {
      report(
        index,
        'code',
        'duplicate-agency-code',
        { vi: `Có hai cơ quan cùng mã “${code}”.`, en: `Two agencies have the code “${code}”.` },
        {
          vi: 'Mã được in trên hồ sơ, nên phải là duy nhất.',
          en: 'It is printed in case codes: give each agency its own.',
        },
      );
    }
    if (province !== agencies[0]?.province) {
      report(
        index,
        'province',
        'other-province',
        { vi: `“${id}” thuộc tỉnh khác.`, en: `“${id}” is of another province.` },
        { vi: 'Mỗi tệp chỉ chứa một tỉnh.', en: 'Keep one province in a file.' },
      );
    }
    if (parent !== null && !byId.has(parent)) {
      report(
        index,
        'parent',
        'unknown-parent',
        { vi: `Không có cơ quan cấp trên “${parent}”.`, en: `There is no agency “${parent}” above it.` },
        { vi: 'Dùng id có trong tệp, hoặc null.', en: 'Use an id of this file, or null.' },
      );
    } else if (isAboveItself(agency, byId)) {
      report(
        index,
        'parent',
        'agency-cycle',
        { vi: `“${id}” là cấp trên của chính nó.`, en: `“${id}” stands above itself.` },
        { vi: 'Sửa parent để không còn vòng.', en: 'Change parent so that no circle is left.' },
      );
    }
    if (agency.calendar != null && calendars !== null && !calendars.includes(agency.calendar)) {
      report(
        index,
        'calendar',
        'unknown-calendar',
        {
          vi: `Tỉnh không có lịch “${agency.calendar}”.`,
          en: `The province has no calendar “${agency.calendar}”.`,
        },
        { vi: `Dùng: ${calendars.join(', ')}.`, en: `Use one of: ${calendars.join(', ')}.` },
      );
    }
    if (agency.level === 'commune' && agency.area === null) {
      report(
        index,
        'area',
        'commune-without-area',
        {
          vi: `“${id}” thuộc cấp xã nhưng không có địa bàn.`,
          en: `“${id}” is of a commune but serves no area.`,
        },
        {
          vi: 'Thêm area: tên phường, xã mà cơ quan phục vụ.',
          en: 'Add area: the commune that it serves.',
        },
      );
    }
  }
  return found;
}

function isAboveItself(agency: Agency, byId: ReadonlyMap<string, Agency>): boolean {
  const seen = new Set<string>();
  for (let at = agency.parent; at !== null && !seen.has(at); at = byId.get(at)?.parent ?? null) {
    if (at === agency.id) return true;
    seen.add(at);
  }
  return false;
}

import { MEDIA_TYPES, type MediaType } from './media-types.ts';

const MOST_CHARACTERS = 150;
/** Other ways to write the ending of a kind. */
const ALSO: Partial<Record<MediaType, readonly string[]>> = {
  'image/jpeg': ['jpeg'],
  'text/plain': ['csv', 'log', 'md'],
};

/**
 * What a file is called in lists and when it is saved: what somebody's device called it, without folders, without characters that hide
 * others or turn the line around, and with the ending of what it is.
 */
export function cleanName(given: string, type: MediaType): string {
  const ending = MEDIA_TYPES[type];
  const plain = (given.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    // Controls, formats (such as the right-to-left override), halves of characters, and what no file system takes.
    .replace(/[\p{C}\p{Zl}\p{Zp}"<>:|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const [, stem = '', last = ''] = /^(.*?)(?:\.([^.]*))?$/.exec(plain) ?? [];
  const fits = [ending, ...(ALSO[type] ?? [])].includes(last.toLowerCase());
  const kept = fits ? stem : plain;
  const short = [...kept].slice(0, MOST_CHARACTERS).join('').trimEnd();
  return `${short === '' ? 'giấy tờ' : short}.${fits ? last.toLowerCase() : ending}`;
}

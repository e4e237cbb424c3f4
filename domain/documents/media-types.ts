/** What kinds of files are taken. Which of them a document may be is for its procedure to say. */

export const MEDIA_TYPES = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'text/plain': 'txt',
} as const satisfies Record<string, string>;

export type MediaType = keyof typeof MEDIA_TYPES;

export function isMediaType(type: string): type is MediaType {
  return Object.hasOwn(MEDIA_TYPES, type);
}

/** Of which small pictures can be made. */
export function isPicture(type: string): boolean {
  return isMediaType(type) && type.startsWith('image/');
}

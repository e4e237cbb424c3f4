import type { PictureSize } from '../../contracts/documents/files.ts';

/** Behind the key of the object of which a picture was made. */
const MADE_OF: Readonly<Record<PictureSize, string>> = { thumbnail: '.thumbnail.jpg', shown: '.shown.jpg' };

export const madeOf = (key: string, size: PictureSize): string => key + MADE_OF[size];

/** The key of the object that a picture was made of; of any other object its own. */
export function originalOf(key: string): string {
  const suffix = Object.values(MADE_OF).find((each) => key.endsWith(each));
  return suffix === undefined ? key : key.slice(0, -suffix.length);
}

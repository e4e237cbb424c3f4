/** What a start says when all is up. */

export async function introduce(at: {
  url: string;
  temporalUi: string | null;
  folder: string;
}): Promise<string> {
  return `
Motcua is ready.

  API            ${at.url}
  Documentation  ${at.url}/docs${at.temporalUi === null ? '' : `\n  Temporal       ${at.temporalUi}`}
  Data           ${at.folder}

Ctrl-C stops it; the data are kept.`;
}

import { FORM_NAMES, type FormName } from '../vocabulary/documents.ts';

export function isFormName(text: string): text is FormName {
  return FORM_NAMES.some((each) => each === text);
}

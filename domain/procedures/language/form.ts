/** The form of a procedure: JSON Schema 2020-12, compiled by the same compiler when it is published and when it is filled in. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Words of ours in a form: how it is shown, in the second language too. They check nothing. */
export const FORM_KEYWORDS = [
  'x-title-en',
  'x-description-en',
  'x-enum-titles',
  'x-enum-titles-en',
  'x-order',
  'x-widget',
];

export type CompiledForm =
  | { readonly ok: true; readonly validate: ValidateFunction }
  | { readonly ok: false; readonly why: string };

/** Asked about every form: compiling the schema of schemas takes longer than compiling most forms. */
const schemaOfSchemas = compilerWith(true);

/**
 * Compiles a form strictly: an unknown keyword or format is an error, not a rule silently ignored
 * (only `required` may stand apart from `properties`, for `if` and `then`). Slow (some
 * milliseconds), so keep the result. `validate.errors` lists everything that is wrong, not the first thing alone.
 */
export function compileForm(form: Readonly<Record<string, unknown>>): CompiledForm {
  try {
    schemaOfSchemas.validateSchema(form, true);
    // Each by a compiler of its own: forms may call themselves what they like.
    return { ok: true, validate: compilerWith(false).compile(form) };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function compilerWith(validateSchema: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    logger: false,
    validateSchema,
  });
  addFormats.default(ajv);
  ajv.addVocabulary(FORM_KEYWORDS);
  return ajv;
}

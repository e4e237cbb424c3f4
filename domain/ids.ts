/** Identifiers. Branded, so that the compiler refuses a user where an agency is meant. */
declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

/** Derived from the caller and the Idempotency-Key at filing (see `contracts/identity.ts`); 32 hex digits. */
export type CaseId = Branded<'CaseId'>;
/** The code printed on the receipt, for instance `H57.12-261123-0001`. See `domain/cases/state/case-code.ts`. */
export type CaseCode = Branded<'CaseCode'>;
/** An office: a department, a ward office, a one-stop counter, the operations centre. For instance `hue.thuan-hoa`. */
export type AgencyId = Branded<'AgencyId'>;
export type UserId = Branded<'UserId'>;
/** For instance `hue`. */
export type ProvinceId = Branded<'ProvinceId'>;
/** `<step>.<visit>` or `<step>.<visit>.<branch>`: the same task has the same id on every replay. */
export type TaskId = Branded<'TaskId'>;
/** `case`, `supplement`, or `task:<TaskId>`. */
export type ClockId = Branded<'ClockId'>;

/** Text in both languages in which Motcua speaks. */
export interface Localised {
  readonly vi: string;
  readonly en: string;
}

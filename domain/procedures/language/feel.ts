/** Conditions of procedures: what they mean (`holds`) and whether they can mean anything (`checkFeel`). */
import type { Localised } from '../../ids.ts';
import { type Comparison, type Expression, FeelError, readFeel, type Test } from './feel-syntax.ts';
import type { Feel } from './types.ts';

/** What a condition may look at. A fact that was not given, or a branch that has not answered, is null. */
export interface FeelContext {
  readonly form: Readonly<Record<string, number | boolean | string>>;
  readonly results: Readonly<Record<string, string | null>>;
  readonly case: { readonly channel: string; readonly urgency: string };
}

interface DateValue {
  readonly day: string;
}
type Value = number | string | boolean | DateValue | null;

/** The same few conditions are asked of every case; reading one costs more than answering it. */
const expressions = new Map<Feel, Expression | null>();
const MOST_KEPT = 1000;

function expressionOf(condition: Feel): Expression | null {
  const known = expressions.get(condition);
  if (known !== undefined) return known;
  if (expressions.size >= MOST_KEPT) expressions.clear();
  let expression: Expression | null = null;
  try {
    expression = readFeel(condition);
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
  }
  expressions.set(condition, expression);
  return expression;
}

/**
 * Whether a condition holds. By FEEL's logic of three values; anything but true is false, and so is a condition
 * that cannot be read (which `checkFeel` refuses before a procedure is published).
 */
export function holds(condition: Feel, context: FeelContext): boolean {
  const expression = expressionOf(condition);
  return expression !== null && evaluate(expression, context) === true;
}

function evaluate(expression: Expression, context: FeelContext): Value {
  const value = (of: Expression): Value => evaluate(of, context);
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return expression.value;
    case 'null':
      return null;
    case 'path': {
      const scope: Readonly<Record<string, Value>> = context[expression.scope];
      return Object.hasOwn(scope, expression.name) ? (scope[expression.name] ?? null) : null;
    }
    case 'date':
      return dateOf(value(expression.of));
    case 'not': {
      const of = value(expression.of);
      return typeof of === 'boolean' ? !of : null;
    }
    case 'minus': {
      const of = value(expression.of);
      return typeof of === 'number' ? -of : null;
    }
    case 'and':
      return both(value(expression.left), value(expression.right));
    case 'or':
      return either(value(expression.left), value(expression.right));
    case 'compare':
      return compared(expression.op, value(expression.left), value(expression.right));
    case 'arithmetic':
      return computed(expression.op, value(expression.left), value(expression.right));
    case 'between': {
      const of = value(expression.of);
      return both(compared('>=', of, value(expression.low)), compared('<=', of, value(expression.high)));
    }
    case 'in': {
      const of = value(expression.of);
      return expression.tests.map((test) => passes(test, of, value)).reduce(either, false);
    }
  }
}

function passes(test: Test, of: Value, value: (of: Expression) => Value): Value {
  if (test.kind === 'compare') return compared(test.op, of, value(test.right));
  return both(
    compared('>=', of, value(test.low)),
    compared(test.highOpen ? '<' : '<=', of, value(test.high)),
  );
}

function both(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : null;
}

function either(left: Value, right: Value): Value {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : null;
}

function compared(op: Comparison, left: Value, right: Value): boolean | null {
  if (op === '=' || op === '!=') {
    const equal = left === null || right === null ? left === right : equalOf(left, right);
    return equal === null ? null : equal === (op === '=');
  }
  const order = orderOf(left, right);
  if (order === null) return null;
  return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0;
}

function equalOf(left: Value, right: Value): boolean | null {
  if (isDate(left) && isDate(right)) return left.day === right.day;
  return typeof left === typeof right && !isDate(left) && !isDate(right) ? left === right : null;
}

/** Negative, zero or positive; null for what has no order. Texts by code unit, in no locale. */
function orderOf(left: Value, right: Value): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (isDate(left) && isDate(right)) return left.day < right.day ? -1 : left.day > right.day ? 1 : 0;
  return null;
}

function computed(op: '+' | '-' | '*' | '/', left: Value, right: Value): number | null {
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
  }
}

function isDate(value: Value): value is DateValue {
  return typeof value === 'object' && value !== null;
}

function dateOf(value: Value): DateValue | null {
  if (isDate(value)) return value;
  const parts = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) : null;
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= length ? { day: parts[0] } : null;
}

/** What a name stands for: its type and, for a choice, what can be chosen. */
export type KnownType =
  | { readonly type: 'number' | 'boolean' | 'date-text' }
  | { readonly type: 'text'; readonly choices: readonly string[] | null };

export interface KnownNames {
  readonly form: Readonly<Record<string, KnownType>>;
  readonly results: Readonly<Record<string, KnownType>>;
  readonly case: Readonly<Record<string, KnownType>>;
}

/**
 * Why a condition cannot be published: it cannot be read, reads an unknown name, compares what cannot be compared
 * (which at run time would be silently false), names a choice that does not exist, or is no yes-or-no question.
 */
export function checkFeel(condition: Feel, known: KnownNames): Localised | null {
  try {
    const type = typeOf(readFeel(condition), known);
    if (type.type !== 'boolean') {
      throw new FeelError(0, 'it does not answer yes or no', 'không phải câu hỏi có hoặc không');
    }
    return null;
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    return {
      vi: `${error.vi} (ký tự thứ ${error.at + 1})`,
      en: `${error.message} (at character ${error.at + 1})`,
    };
  }
}

type Type = KnownType | { readonly type: 'date' } | { readonly type: 'null' };

function typeOf(expression: Expression, known: KnownNames): Type {
  const { at } = expression;
  const of = (inner: Expression): Type => typeOf(inner, known);
  const must = (inner: Expression, type: 'number' | 'boolean'): Type => {
    if (of(inner).type === type) return { type };
    throw type === 'number'
      ? new FeelError(inner.at, 'a number is needed here', 'ở đây cần một số')
      : new FeelError(inner.at, 'a yes-or-no part is needed here', 'ở đây cần một vế có hoặc không');
  };
  switch (expression.kind) {
    case 'number':
    case 'boolean':
    case 'null':
      return { type: expression.kind };
    case 'text':
      return { type: 'text', choices: null };
    case 'path': {
      const names: Readonly<Record<string, KnownType>> = known[expression.scope];
      const found = Object.hasOwn(names, expression.name) ? names[expression.name] : undefined;
      if (found !== undefined) return found;
      const list = Object.keys(names).join(', ') || '–';
      const name = `${expression.scope}.${expression.name}`;
      throw new FeelError(
        at,
        `the name ${name} is not known; known under ${expression.scope}: ${list}`,
        `không biết tên ${name}; dưới ${expression.scope} có: ${list}`,
      );
    }
    case 'date': {
      const inner = expression.of;
      const { type } = of(inner);
      const readable = inner.kind === 'text' ? dateOf(inner.value) !== null : type === 'date-text';
      if (readable) return { type: 'date' };
      throw new FeelError(
        at,
        'date(…) needs a day such as "2026-01-31", or a fact that is a date',
        'date(…) cần một ngày như "2026-01-31" hoặc một dữ kiện kiểu ngày',
      );
    }
    case 'not':
      return must(expression.of, 'boolean');
    case 'minus':
      return must(expression.of, 'number');
    case 'and':
    case 'or':
      must(expression.left, 'boolean');
      return must(expression.right, 'boolean');
    case 'arithmetic':
      must(expression.left, 'number');
      return must(expression.right, 'number');
    case 'compare':
      comparable(expression.op, expression.left, expression.right, known);
      return { type: 'boolean' };
    case 'between':
      comparable('>=', expression.of, expression.low, known);
      comparable('<=', expression.of, expression.high, known);
      return { type: 'boolean' };
    case 'in':
      for (const test of expression.tests) {
        if (test.kind === 'compare') comparable(test.op, expression.of, test.right, known);
        else {
          comparable('>=', expression.of, test.low, known);
          comparable('<=', expression.of, test.high, known);
        }
      }
      return { type: 'boolean' };
  }
}

function comparable(op: Comparison, left: Expression, right: Expression, known: KnownNames): void {
  const [a, b] = [typeOf(left, known), typeOf(right, known)];
  const asksEquality = op === '=' || op === '!=';
  if (asksEquality && (a.type === 'null' || b.type === 'null')) return;
  if ((a.type === 'date-text' && b.type === 'date') || (a.type === 'date' && b.type === 'date-text')) {
    throw new FeelError(
      left.at,
      'a fact that is a date is compared as date(form.…)',
      'dữ kiện kiểu ngày được so sánh bằng date(form.…)',
    );
  }
  const ordered = a.type === 'number' || a.type === 'date';
  if (a.type !== b.type || a.type === 'date-text' || !(asksEquality || ordered)) {
    throw new FeelError(
      left.at,
      `${a.type} ${op} ${b.type} cannot be compared`,
      `không so sánh được ${a.type} ${op} ${b.type}`,
    );
  }
  for (const [side, other] of [
    [a, right],
    [b, left],
  ] as const) {
    if (side.type !== 'text' || side.choices === null || other.kind !== 'text') continue;
    if (side.choices.includes(other.value)) continue;
    const list = side.choices.map((choice) => `"${choice}"`).join(', ');
    throw new FeelError(
      other.at,
      `"${other.value}" can never be chosen; the choices are ${list}`,
      `"${other.value}" không thể được chọn; các lựa chọn là ${list}`,
    );
  }
}

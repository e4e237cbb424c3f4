/**
 * Reads the part of FEEL (the expression language of DMN) that conditions of procedures may use. What is not read
 * here cannot be said at all: there is no clock, no chance, no locale, no loop and no name from outside, so a
 * condition gives the same answer on every replay, and answers at once.
 *
 *   or, and, not(…); = != < <= > >=; between … and …; in [1..5], in ("a", "b"), in (< 3, > 7);
 *   + - * /; numbers, "texts", true, false, null; date("2026-01-31"), date(form.day);
 *   form.<fact>, results.<branch>, case.channel, case.urgency
 *
 * A name may hold hyphens, as FEEL allows; so a minus stands between spaces.
 */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'null'; readonly at: number }
  | { readonly kind: 'path'; readonly scope: Scope; readonly name: string; readonly at: number }
  | { readonly kind: 'date'; readonly of: Expression; readonly at: number }
  | { readonly kind: 'not' | 'minus'; readonly of: Expression; readonly at: number }
  | {
      readonly kind: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | Compared
  | {
      readonly kind: 'arithmetic';
      readonly op: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'between';
      readonly of: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly at: number;
    }
  | { readonly kind: 'in'; readonly of: Expression; readonly tests: readonly Test[]; readonly at: number };

type Compared = {
  readonly kind: 'compare';
  readonly op: Comparison;
  readonly left: Expression;
  readonly right: Expression;
  readonly at: number;
};

/** One member of what stands behind `in`. */
export type Test =
  | { readonly kind: 'compare'; readonly op: Comparison; readonly right: Expression }
  | {
      readonly kind: 'interval';
      readonly low: Expression;
      readonly high: Expression;
      readonly highOpen: boolean;
    };

export const SCOPES = ['form', 'results', 'case'] as const;
export type Scope = (typeof SCOPES)[number];

/** A condition that cannot be read; `at` counts characters from 0. */
export class FeelError extends Error {
  readonly at: number;
  readonly vi: string;
  constructor(at: number, en: string, vi: string) {
    super(en);
    this.name = 'FeelError';
    this.at = at;
    this.vi = vi;
  }
}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /(?<number>\d+(?:\.\d+)?|\.\d+)|(?<text>"(?:[^"\\]|\\.)*")|(?<name>[A-Za-z_]\w*(?:-\w+)*)|(?<sign>\.\.|[<>!]=|[-+*/=<>()[\],.])/uy;

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source)?.groups;
    const kind = (['number', 'text', 'name', 'sign'] as const).find((k) => found?.[k] !== undefined);
    const text = kind && found?.[kind];
    if (kind === undefined || text === undefined) {
      const char = source.charAt(at);
      throw new FeelError(at, `cannot read ${char}`, `không đọc được ${char}`);
    }
    tokens.push({ kind, text, at });
    at += text.length;
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}

const DEEPEST = 50;

/** Reads an expression, with or without its leading `=`. @throws FeelError where it is not of the language above. */
export function readFeel(expression: string): Expression {
  const tokens = tokensOf(expression.replace(/^\s*=/, (sign) => ' '.repeat(sign.length)));
  let position = 0;
  let depth = 0;

  const END: Token = { kind: 'end', text: '', at: expression.length };
  const next = (): Token => tokens[position] ?? END;
  const take = (): Token => {
    const token = next();
    position += 1;
    return token;
  };
  const isNext = (kind: Token['kind'], text: string): boolean => next().kind === kind && next().text === text;
  const takeIf = (kind: Token['kind'], text: string): boolean => {
    if (!isNext(kind, text)) return false;
    position += 1;
    return true;
  };
  const unexpected = (): FeelError => {
    const { kind, text, at } = next();
    return kind === 'end'
      ? new FeelError(at, 'the expression is not complete', 'biểu thức chưa đầy đủ')
      : new FeelError(at, `did not expect ${text}`, `không chờ ${text}`);
  };
  const need = (kind: Token['kind'], text: string): void => {
    if (!takeIf(kind, text)) throw unexpected();
  };

  function disjunction(): Expression {
    let left = conjunction();
    while (isNext('name', 'or')) left = { kind: 'or', at: take().at, left, right: conjunction() };
    return left;
  }
  function conjunction(): Expression {
    let left = comparison();
    while (isNext('name', 'and')) left = { kind: 'and', at: take().at, left, right: comparison() };
    return left;
  }
  function comparison(): Expression {
    const of = sum();
    const { at } = next();
    const op = comparisonSign();
    if (op !== null) return { kind: 'compare', op, at, left: of, right: sum() };
    if (takeIf('name', 'between')) {
      const low = sum();
      need('name', 'and');
      return { kind: 'between', at, of, low, high: sum() };
    }
    if (takeIf('name', 'in')) return { kind: 'in', at, of, tests: tests() };
    return of;
  }
  function comparisonSign(): Comparison | null {
    const { kind, text } = next();
    if (kind !== 'sign' || !/^([<>!]=|[<>=])$/.test(text)) return null;
    position += 1;
    return text as Comparison;
  }
  function tests(): Test[] {
    if (!takeIf('sign', '(')) return isNext('sign', '[') ? bracketed() : [test()];
    const all = isNext('sign', '[') ? bracketed() : [test()];
    while (takeIf('sign', ',')) all.push(...(isNext('sign', '[') ? bracketed() : [test()]));
    need('sign', ')');
    return all;
  }
  function test(): Test {
    const op = comparisonSign();
    return { kind: 'compare', op: op ?? '=', right: sum() };
  }
  /** `[1..5]`, `[1..5)` or a list. Below, an interval is always closed: `(1..5]` would be read as a group. */
  function bracketed(): Test[] {
    need('sign', '[');
    const low = sum();
    if (takeIf('sign', '..')) {
      const high = sum();
      const highOpen = takeIf('sign', ')');
      if (!highOpen) need('sign', ']');
      return [{ kind: 'interval', low, high, highOpen }];
    }
    const list: Test[] = [{ kind: 'compare', op: '=', right: low }];
    while (takeIf('sign', ',')) list.push({ kind: 'compare', op: '=', right: sum() });
    need('sign', ']');
    return list;
  }
  function sum(): Expression {
    let left = product();
    while (isNext('sign', '+') || isNext('sign', '-')) {
      const { text, at } = take();
      left = { kind: 'arithmetic', op: text as '+' | '-', at, left, right: product() };
    }
    return left;
  }
  function product(): Expression {
    let left = unary();
    while (isNext('sign', '*') || isNext('sign', '/')) {
      const { text, at } = take();
      left = { kind: 'arithmetic', op: text as '*' | '/', at, left, right: unary() };
    }
    return left;
  }
  function unary(): Expression {
    depth += 1;
    if (depth > DEEPEST) throw new FeelError(next().at, 'nested too deeply', 'lồng quá sâu');
    const { at } = next();
    const value: Expression = takeIf('sign', '-') ? { kind: 'minus', at, of: unary() } : primary();
    depth -= 1;
    return value;
  }
  function primary(): Expression {
    const { kind, text, at } = next();
    if (kind === 'number') return { kind, value: Number(take().text), at };
    if (kind === 'text') return { kind, value: unquoted(take()), at };
    if (takeIf('sign', '(')) {
      const inner = disjunction();
      need('sign', ')');
      return inner;
    }
    if (kind !== 'name') throw unexpected();
    position += 1;
    if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', at };
    if (text === 'null') return { kind: 'null', at };
    if (isNext('sign', '(')) return call(text, at);
    return path(text, at);
  }
  function call(name: string, at: number): Expression {
    if (name !== 'not' && name !== 'date') {
      throw new FeelError(
        at,
        `the function ${name} is not allowed in a condition; only not(…) and date(…) are`,
        `không được dùng hàm ${name} trong điều kiện; chỉ có not(…) và date(…)`,
      );
    }
    need('sign', '(');
    const of = disjunction();
    need('sign', ')');
    return { kind: name, of, at };
  }
  function path(name: string, at: number): Expression {
    const scope = SCOPES.find((known) => known === name);
    if (scope === undefined || !isNext('sign', '.')) {
      throw new FeelError(
        at,
        `the name ${name} is not known; write form.<fact>, results.<branch>, case.channel or case.urgency`,
        `không biết tên ${name}; hãy viết form.<dữ kiện>, results.<nhánh>, case.channel hoặc case.urgency`,
      );
    }
    position += 1;
    if (next().kind !== 'name') throw unexpected();
    return { kind: 'path', scope, name: take().text, at };
  }

  const whole = disjunction();
  if (next().kind !== 'end') throw unexpected();
  return whole;
}

function unquoted(token: Token): string {
  return token.text.slice(1, -1).replace(/\\(u[0-9A-Fa-f]{4}|.)/g, (_, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return { n: '\n', r: '\r', t: '\t' }[escaped] ?? escaped;
  });
}

/** The desk in a browser: the whole product behind it, with the provinces that ship. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import sharp from 'sharp';
import type { Settings } from '../../config/settings.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { publishDefinitions } from '../../ops/definitions/definitions.ts';
import { buildDesk, DESK_FOLDER } from '../../ops/install/desk.ts';
import { PROJECT } from '../../ops/install/node-part.ts';
import { type Engine, startEngine } from './engine.ts';
import { startTestServer } from './server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENS = join(PROJECT, 'docs', 'screens');
const DESK = { width: 1280, height: 860 };
/** What is waited for comes when the machine gets to it. */
const PATIENCE_MS = 60_000;
/** Pictures and answers of the API come after the page. */
const SETTLED_MS = 900;
/** It stays above what is scrolled to. */
const HEADER = 64;
export const PHONE = { width: 360, height: 740 };
/** WCAG 2.2, A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

export interface Desk {
  readonly url: string;
  readonly engine: Engine;
  /** A browser of their own, signed in; at this address. */
  as(user: string, to: string, language?: Language): Promise<Seat>;
  /** A browser of somebody who is not signed in. */
  stranger(to: string, options?: { readonly javaScript?: boolean }): Promise<Page>;
  /** What axe finds wrong with a page as it stands, in a line each. */
  faults(page: Page): Promise<string[]>;
  /** Keeps a picture of a stranger's page as it stands; only where SCREENS=1 asks for it. */
  picture(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

export interface Seat {
  readonly page: Page;
  faults(): Promise<string[]>;
  /** Keeps pictures for the README, in both languages, in the size of a desk and of a telephone (there from `subject` on); only where SCREENS=1 asks for them. */
  picture(name: string, subject?: Locator): Promise<void>;
  close(): Promise<void>;
}

/** `own`: what this installation is connected to. */
export async function startDesk(own: Partial<Settings> = {}): Promise<Desk> {
  const engine = await startEngine({ settings: own });
  await publishDefinitions(engine.settings.databaseUrl ?? '', join(PROJECT, 'procedures'), true);
  await buildDesk();
  const server = await startTestServer({
    settings: { ...engine.settings, port: 0 },
    keys: engine.keys,
    logger: pino({ level: 'silent' }),
    taskQueue: engine.taskQueue,
    desk: DESK_FOLDER,
  });
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // A camera that shows a test card.
    args: ['--no-sandbox', '--use-fake-device-for-media-stream'],
  });
  const contextOf = async (javaScriptEnabled: boolean): Promise<BrowserContext> => {
    const context = await browser.newContext({
      viewport: DESK,
      locale: 'vi-VN',
      javaScriptEnabled,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  /** Whoever signed in once comes back with their session, unless it has ended. */
  const signedIn = new Map<string, Cookies>();
  return {
    url: server.url,
    engine,
    async as(user, to, language = 'vi') {
      const context = await contextOf(true);
      await context.addInitScript({ content: `localStorage.setItem('motcua.language', '${language}')` });
      const page = await context.newPage();
      await context.addCookies(signedIn.get(user) ?? []);
      const session = await context.request.get(`${server.url}/auth/session`);
      if ((await session.json()).user !== null) {
        await page.goto(`${server.url}${to}`);
      } else {
        await page.goto(`${server.url}/auth/sign-in?to=${encodeURIComponent(to)}`);
        await page.locator(`button[value="${user}"]`).click();
        await page.waitForURL(`${server.url}${to}*`);
        signedIn.set(user, await context.cookies());
      }
      return seatOf(page, context);
    },
    async stranger(to, { javaScript = true } = {}) {
      const page = await (await contextOf(javaScript)).newPage();
      await page.goto(`${server.url}${to}`);
      return page;
    },
    faults,
    picture: (page, name) => keep(page, name),
    async close() {
      await browser.close();
      await server.close();
      await engine.close();
    },
  };
}

async function keep(page: Page, name: string): Promise<void> {
  if (process.env.SCREENS !== '1') return;
  mkdirSync(SCREENS, { recursive: true });
  const seen = await page.screenshot();
  await sharp(seen)
    .png({ palette: true })
    .toFile(join(SCREENS, `${name}.png`));
}

async function faults(page: Page): Promise<string[]> {
  // Evaluated, not loaded: the page's policy lets in no script but its own.
  if (await page.evaluate(`typeof axe === 'undefined'`)) await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] })`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

function seatOf(page: Page, context: BrowserContext): Seat {
  return {
    page,
    faults: () => faults(page),
    async picture(name, subject) {
      if (process.env.SCREENS !== '1') return;
      const before = page.viewportSize() ?? DESK;
      const look = async (suffix: string) => {
        await page.waitForTimeout(SETTLED_MS);
        // A list that was scrolled would stand there without its heading; a telephone shows what it is about.
        if (suffix.endsWith('-phone') && subject !== undefined)
          await page.evaluate(`scrollBy(0, ${(await subject.boundingBox())?.y ?? 0} - ${HEADER})`);
        else await page.evaluate('scrollTo(0, 0)');
        await keep(page, `${name}${suffix}`);
      };
      // The languages are switched behind whatever window is open.
      const otherLanguage = () =>
        page.evaluate(`document.querySelector('header button[lang]').click()`) as Promise<void>;
      const first = await page.evaluate<string>(`document.documentElement.lang`);
      for (const language of first === 'vi' ? ['vi', 'en'] : ['en', 'vi']) {
        await page.setViewportSize(DESK);
        await look(`-${language}`);
        await page.setViewportSize(PHONE);
        await look(`-${language}-phone`);
        await otherLanguage();
      }
      await page.setViewportSize(before);
    },
    close: () => context.close(),
  };
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

import type { Language } from '../../domain/vocabulary/languages.ts';

interface SignInTexts {
  readonly title: string;
  readonly text: string;
  /** Agencies that are not named. */
  readonly more: (count: number) => string;
}

/** Of the development identity provider. */
export const SIGN_IN_TEXTS: Readonly<Record<Language, SignInTexts>> = {
  vi: {
    title: 'Bạn muốn đăng nhập với tư cách ai?',
    text: 'Đây là bản trình diễn: mọi người dưới đây đều hư cấu, không cần mật khẩu.',
    more: (count) => `và ${count} đơn vị khác`,
  },
  en: {
    title: 'Choose a user to sign in as',
    text: 'This is a demonstration. All users are fictitious and no password is needed.',
    more: (count) => `and ${count} more`,
  },
};

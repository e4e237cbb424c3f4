import type { TextsOf } from '../texts/index.ts';

const vi = {
  title: 'Hồ sơ và phản ánh, đúng hạn và có bằng chứng',
  text: 'Cán bộ và công dân đăng nhập để làm việc, nộp và theo dõi hồ sơ, gửi phản ánh.',
  track: 'Hồ sơ đến đâu, bao giờ xong: bằng mã trên giấy hẹn, không cần đăng nhập.',
  published: 'Những gì người dân đã phản ánh và cơ quan đã trả lời, trên bản đồ.',
  refused: {
    unknown: 'Tài khoản này chưa được khai báo trong tỉnh. Hãy hỏi quản trị viên.',
    cancelled: 'Bạn đã thôi đăng nhập. Khi cần, hãy đăng nhập lại.',
    failed: 'Chưa đăng nhập được. Hãy thử lại; trình duyệt phải cho phép cookie.',
  },
};

const en: TextsOf<typeof vi> = {
  title: 'Dossiers and complaints, on time and with proof',
  text: 'Officers and citizens sign in to work, to file and follow dossiers, to report what is wrong.',
  track: 'Where a dossier is and when it will be done: by the code on the receipt, without an account.',
  published: 'What people reported and what the agencies answered, on a map.',
  refused: {
    unknown: 'This account is not known in the province. Ask an administrator.',
    cancelled: 'You left without signing in. Sign in whenever you like.',
    failed: 'Signing in did not work. Try again; the browser has to allow cookies.',
  },
};

export const TEXTS = { vi, en };

import type { Rating } from '../../domain/vocabulary/ratings.ts';
import type { TextsOf } from '../texts/index.ts';

const vi = {
  title: 'Phản ánh đã xử lý',
  text: 'Kết quả xử lý phản ánh của người dân, công khai cho mọi người xem. Không có thông tin cá nhân.',
  find: 'Tìm theo nội dung; không cần dấu',
  none: 'Chưa có kết quả nào',
  noneText: 'Thử từ khác, hoặc quay lại sau.',
  more: 'Xem thêm',
  answer: 'Trả lời',
  agency: 'Cơ quan',
  sent: 'Gửi lúc',
  handled: 'Xử lý xong',
  rating: 'Người dân đánh giá',
  ratings: {
    satisfied: 'Hài lòng',
    acceptable: 'Chấp nhận được',
    'not-satisfied': 'Không hài lòng',
  } satisfies Record<Rating, string>,
  photo: 'Ảnh {number}',
  report: 'Gửi phản ánh',
};

const en: TextsOf<typeof vi> = {
  title: 'Resolved complaints',
  text: 'Published results of complaints. Personal data has been removed.',
  find: 'Search the text; no accents needed',
  none: 'No results yet',
  noneText: 'Try another search, or come back later.',
  more: 'Show more',
  answer: 'Answer',
  agency: 'Agency',
  sent: 'Sent',
  handled: 'Resolved',
  rating: 'Rated by the citizen',
  ratings: { satisfied: 'Satisfied', acceptable: 'Acceptable', 'not-satisfied': 'Not satisfied' },
  photo: 'Photo {number}',
  report: 'Report a problem',
};

export const TEXTS = { vi, en };

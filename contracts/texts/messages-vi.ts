import type { MessageTexts } from './messages.ts';

export const MESSAGES_VI: MessageTexts = {
  layout: {
    greeting: 'Kính gửi ông/bà {name},',
    greetingNobody: 'Kính gửi ông/bà,',
    labels: {
      code: 'Mã hồ sơ',
      procedure: 'Thủ tục, lĩnh vực',
      agency: 'Cơ quan giải quyết',
      counter: 'Nơi tiếp nhận',
      due: 'Hạn',
      before: 'Hẹn trước đây',
      missing: 'Giấy tờ cần bổ sung',
      amount: 'Số tiền',
      receipt: 'Số biên lai',
      parcel: 'Bưu gửi',
      tracking: 'Số hiệu bưu gửi',
      attempts: 'Số lần phát',
      keptUntil: 'Giữ tại bưu cục đến',
      step: 'Bước xử lý',
      into: 'Phản ánh được gộp vào',
    },
    open: 'Xem tiến độ giải quyết',
    automatic: 'Thư này được gửi tự động, xin không trả lời. Mọi thắc mắc xin liên hệ nơi tiếp nhận hồ sơ.',
    unsubscribe: 'Ngừng nhận loại thư này',
    withoutDocument:
      'Văn bản kèm theo có dung lượng quá lớn nên không gửi được qua thư; ông/bà có thể nhận tại nơi tiếp nhận hồ sơ.',
  },
  topics: {
    'fee-due': {
      subject: 'Hồ sơ {code}: đề nghị nộp phí, lệ phí',
      paragraphs: [
        'Hồ sơ {code} có phí, lệ phí phải nộp là {amount}.',
        'Kết quả được trả sau khi ông/bà đã nộp. Việc chưa nộp không làm thay đổi thời gian giải quyết của cơ quan.',
      ],
      short: '{province}: hồ sơ {code} cần nộp phí, lệ phí {amount}.',
    },
    paid: {
      subject: 'Hồ sơ {code}: đã nhận phí, lệ phí',
      paragraphs: ['Chúng tôi đã nhận {amount} của ông/bà cho hồ sơ {code}. Số biên lai: {receipt}.'],
      short: '{province}: đã nhận {amount} cho hồ sơ {code}. Biên lai {receipt}.',
    },
    refunded: {
      subject: 'Hồ sơ {code}: hoàn trả phí, lệ phí',
      paragraphs: ['Số tiền {amount} đã nộp cho hồ sơ {code} được hoàn trả cho ông/bà.', 'Lý do: {reason}'],
      short: '{province}: hoàn trả {amount} đã nộp cho hồ sơ {code}.',
    },
    acknowledged: {
      subject: 'Phản ánh {code}: đã ghi nhận',
      paragraphs: [
        'Cảm ơn ông/bà đã phản ánh. Phản ánh đã được ghi nhận với mã {code}.',
        'Ông/bà có thể theo dõi việc xử lý bằng mã này. Thông tin cá nhân của ông/bà không được cung cấp cho cơ quan xử lý.',
      ],
      short: '{province}: đã ghi nhận phản ánh {code}. Xin giữ mã này để theo dõi.',
    },
    accepted: {
      subject: 'Hồ sơ {code}: đã tiếp nhận, hẹn trả kết quả',
      paragraphs: [
        'Hồ sơ của ông/bà đã được tiếp nhận với mã {code}.',
        'Hẹn trả kết quả: {due}.',
        'Giấy tiếp nhận hồ sơ và hẹn trả kết quả được gửi kèm thư này khi đã sẵn sàng.',
      ],
      short: '{province}: đã tiếp nhận hồ sơ {code}, hẹn trả kết quả {due}.',
    },
    supplement: {
      subject: 'Hồ sơ {code}: đề nghị bổ sung giấy tờ',
      paragraphs: [
        'Để tiếp tục giải quyết hồ sơ {code}, đề nghị ông/bà bổ sung: {missing}.',
        'Lý do: {reason}',
        'Xin bổ sung trước {due}. Quá thời hạn này hồ sơ sẽ dừng giải quyết.',
      ],
      short: '{province}: hồ sơ {code} cần bổ sung giấy tờ trước {due}. Chi tiết xin liên hệ nơi tiếp nhận.',
    },
    refused: {
      subject: '{code}: không được tiếp nhận, giải quyết',
      paragraphs: [
        'Rất tiếc, {code} không được tiếp nhận, giải quyết.',
        'Lý do: {reason}',
        'Ông/bà có quyền hỏi thêm tại nơi tiếp nhận và khiếu nại theo quy định của pháp luật.',
      ],
      short: '{province}: {code} không được tiếp nhận, giải quyết. Chi tiết xin liên hệ nơi tiếp nhận.',
    },
    apology: {
      subject: 'Hồ sơ {code}: xin lỗi và hẹn lại ngày trả kết quả',
      paragraphs: [
        'Chúng tôi xin lỗi ông/bà vì hồ sơ {code} chưa được giải quyết đúng hẹn ({before}).',
        'Lý do: {reason}',
        'Hẹn trả kết quả mới: {due}.',
      ],
      short: '{province}: xin lỗi ông/bà, hồ sơ {code} được hẹn lại vào {due}.',
    },
    rescheduled: {
      subject: '{code}: thay đổi ngày hẹn',
      paragraphs: [
        'Do lịch làm việc của cơ quan thay đổi ({reason}), thời hạn giải quyết {code} được tính lại.',
        'Ngày hẹn trước đây: {before}. Ngày hẹn mới: {due}.',
      ],
      short: '{province}: do lịch làm việc thay đổi, {code} được hẹn lại vào {due}.',
    },
    stopped: {
      subject: 'Hồ sơ {code}: thông báo dừng giải quyết',
      paragraphs: [
        'Hồ sơ {code} đã dừng giải quyết.',
        'Lý do: {reason}',
        'Ông/bà có thể nộp lại hồ sơ khi đã đủ giấy tờ.',
      ],
      short: '{province}: hồ sơ {code} đã dừng giải quyết. Chi tiết xin liên hệ nơi tiếp nhận.',
    },
    ready: {
      subject: 'Hồ sơ {code}: đã có kết quả',
      paragraphs: [
        'Hồ sơ {code} đã có kết quả.',
        'Mời ông/bà đến {counter} để nhận, mang theo giấy tiếp nhận hồ sơ.',
      ],
      short: '{province}: hồ sơ {code} đã có kết quả, mời nhận tại {counter}.',
    },
    posted: {
      subject: 'Hồ sơ {code}: kết quả đã gửi qua bưu chính công ích',
      paragraphs: [
        'Kết quả hồ sơ {code} đã được giao cho bưu chính để phát tận nơi.',
        'Số hiệu bưu gửi: {tracking}.',
        'Khi phát, bưu tá thu hộ phí, lệ phí: {amount}.',
      ],
      short: '{province}: kết quả hồ sơ {code} đã gửi bưu chính, số hiệu {tracking}.',
    },
    attempted: {
      subject: 'Hồ sơ {code}: bưu tá chưa gặp được ông/bà',
      paragraphs: [
        'Bưu tá đã đến nhưng chưa gặp được ông/bà cho hồ sơ {code}.',
        'Bưu gửi được giữ tại bưu cục đến {keptUntil}.',
        'Xin để ý điện thoại hoặc liên hệ bưu cục theo số hiệu {tracking}.',
      ],
      short: '{province}: bưu tá chưa gặp được ông/bà, hồ sơ {code}.',
    },
    delivered: {
      subject: 'Hồ sơ {code}: kết quả đã được trao',
      paragraphs: [
        'Kết quả hồ sơ {code} đã được trao.',
        'Nếu ông/bà chưa nhận được, xin báo ngay cho nơi tiếp nhận hồ sơ.',
      ],
      short: '{province}: kết quả hồ sơ {code} đã được trao. Nếu chưa nhận, xin báo nơi tiếp nhận.',
    },
    returned: {
      subject: 'Hồ sơ {code}: không phát được qua bưu chính',
      paragraphs: [
        'Chúng tôi xin lỗi: việc phát qua bưu chính cho hồ sơ {code} không thành công.',
        'Mời ông/bà liên hệ {counter} để nhận hoặc hẹn gửi lại.',
      ],
      short: '{province}: hồ sơ {code} không phát được qua bưu chính, mời liên hệ {counter}.',
    },
    'documents-failed': {
      subject: 'Hồ sơ {code}: giấy tờ gửi qua bưu chính chưa đến nơi',
      paragraphs: [
        'Giấy tờ của ông/bà gửi qua bưu chính cho hồ sơ {code} {failure}.',
        'Số hiệu bưu gửi: {tracking}.',
        'Xin liên hệ {counter} để hẹn nhận lại hoặc nộp trực tiếp.',
      ],
      short: '{province}: giấy tờ của ông/bà cho hồ sơ {code} {failure}. Xin liên hệ {counter}.',
    },
    answered: {
      subject: 'Phản ánh {code}: đã có kết quả xử lý',
      paragraphs: [
        'Phản ánh {code} đã được xử lý và kết quả đã được công khai.',
        'Nếu chưa đồng ý, ông/bà có thể phản hồi kèm ảnh chứng minh.',
      ],
      short: '{province}: phản ánh {code} đã có kết quả xử lý.',
    },
    merged: {
      subject: 'Phản ánh {code}: được gộp vào phản ánh {into}',
      paragraphs: [
        'Đã có người phản ánh cùng sự việc. Phản ánh {code} của ông/bà được gộp vào phản ánh {into}.',
        'Ông/bà sẽ được báo khi phản ánh đó có kết quả.',
      ],
      short: '{province}: phản ánh {code} được gộp vào phản ánh {into}.',
    },
    news: {
      subject: 'Phản ánh {code}: {news}',
      paragraphs: ['Phản ánh mà ông/bà theo dõi ({code}) có tin mới: {news}.'],
      short: '{province}: phản ánh {code} có tin mới.',
    },
    rate: {
      subject: '{code}: mời đánh giá sự phục vụ',
      paragraphs: [
        'Xin ông/bà dành một phút đánh giá việc giải quyết {code}: hài lòng, chấp nhận được hay không hài lòng.',
        'Ý kiến của ông/bà giúp chúng tôi phục vụ tốt hơn.',
      ],
      short: '{province}: mời ông/bà đánh giá việc giải quyết {code}.',
    },
    assigned: {
      subject: '{code}: được giao xử lý',
      paragraphs: ['Ông/bà được giao xử lý {code}, bước {step}.', 'Hạn: {due}.'],
      short: '{code}: được giao xử lý, hạn {due}.',
    },
    mentioned: {
      subject: '{code}: có ghi chú gửi ông/bà',
      paragraphs: ['Đồng nghiệp ghi chú gửi ông/bà trong {code}, {procedure}. Nội dung xem tại trang hồ sơ.'],
      short: '{code}: có ghi chú của đồng nghiệp gửi ông/bà.',
    },
    'delivery-failed': {
      subject: '{code}: {parcel} gửi qua bưu chính {failure}',
      paragraphs: [
        'Bưu gửi của hồ sơ {code} ({parcel}) {failure}.',
        'Số hiệu bưu gửi: {tracking}.',
        'Số tiền còn phải thu: {amount}.',
        'Xin xử lý tại trang hồ sơ: gửi lại, trao tại quầy hoặc liên hệ người nộp.',
      ],
      short: '{code}: {parcel} gửi qua bưu chính {failure}.',
    },
    'deadline-moved': {
      subject: '{code}: hạn xử lý chuyển sang {due}',
      paragraphs: [
        'Lịch làm việc thay đổi ({reason}): hạn xử lý {code}, bước {step}, chuyển từ {before} sang {due}.',
      ],
      short: '{code}: hạn xử lý chuyển sang {due}.',
    },
    reminder: {
      subject: '{code}: sắp đến hạn {due}',
      paragraphs: [
        '{clock} của {code} sắp đến hạn: {due}.',
        'Bước đang xử lý: {step}.',
        'Lời nhắc này đã đến lượt {times} lần trong lúc hệ thống gián đoạn.',
      ],
      short: '{code}: sắp đến hạn {due}.',
    },
    breach: {
      subject: '{code}: quá hạn {due}',
      paragraphs: [
        '{clock} của {code} đã quá hạn {due} tại {agency}.',
        'Bước đang xử lý: {step}.',
        'Lời nhắc này đã đến lượt {times} lần trong lúc hệ thống gián đoạn.',
      ],
      short: '{code}: quá hạn {due}.',
    },
    digest: {
      subject: 'Việc cần xử lý ngày {day}: {count}',
      paragraphs: ['Việc của ông/bà sáng ngày {day}: {count}.'],
      short: 'Việc cần xử lý ngày {day}: {count}.',
    },
  },
  names: {
    'fee-due': 'Phí, lệ phí phải nộp',
    paid: 'Đã nhận phí, lệ phí',
    refunded: 'Hoàn trả phí, lệ phí',
    acknowledged: 'Đã ghi nhận phản ánh',
    accepted: 'Tiếp nhận hồ sơ và hẹn trả kết quả',
    supplement: 'Yêu cầu bổ sung giấy tờ',
    refused: 'Từ chối tiếp nhận, giải quyết',
    apology: 'Xin lỗi và hẹn lại',
    rescheduled: 'Thay đổi ngày hẹn',
    'deadline-moved': 'Hạn xử lý thay đổi',
    stopped: 'Dừng giải quyết',
    ready: 'Có kết quả tại nơi tiếp nhận',
    posted: 'Đã gửi qua bưu chính',
    attempted: 'Phát chưa thành công',
    delivered: 'Đã trao kết quả',
    returned: 'Không phát được qua bưu chính',
    'documents-failed': 'Giấy tờ gửi qua bưu chính chưa đến nơi',
    answered: 'Kết quả xử lý phản ánh',
    merged: 'Gộp phản ánh',
    news: 'Tin về phản ánh đang theo dõi',
    rate: 'Mời đánh giá',
    assigned: 'Được giao việc',
    mentioned: 'Ghi chú của đồng nghiệp gửi mình',
    'delivery-failed': 'Bưu gửi gặp trục trặc',
    reminder: 'Sắp đến hạn',
    breach: 'Quá hạn',
    digest: 'Tổng hợp mỗi sáng',
  },
  weights: {
    mandatory: 'theo quy định, không tắt được',
    service: 'về hồ sơ của mình, có thể tắt',
    optional: 'tùy chọn',
  },
  news: {
    published: 'đã có kết quả xử lý',
    closed: 'đã kết thúc',
    disputed: 'đang được xem xét lại',
  },
  parcels: { result: 'kết quả', documents: 'giấy tờ của người nộp' },
  failures: {
    refused: 'không được bưu chính nhận chuyển',
    returned: 'đã bị chuyển hoàn',
    lost: 'bị thất lạc',
    damaged: 'bị hư hỏng',
    cancelled: 'đã bị bưu chính hủy',
    late: 'chưa đến nơi dù đã quá hạn',
    short: 'đã phát nhưng bưu tá thu chưa đủ tiền',
  },
  clocks: { case: 'Hạn chung', task: 'Bước xử lý', response: 'Hạn tiếp nhận' },
  lists: { overdue: 'Quá hạn', soon: 'Đến hạn hôm nay và ngày làm việc tới', fresh: 'Mới đến' },
  item: '{code}, {step}, hạn {due}',
  itemUndated: '{code}, {step}',
  more: 'và {count} việc khác',
  page: {
    title: 'Ngừng nhận thư',
    ask: 'Ngừng nhận loại thư “{topic}”?',
    button: 'Ngừng nhận',
    done: 'Đã ghi nhận. Ông/bà sẽ không nhận loại thư “{topic}” nữa.',
    still: 'Những thư theo quy định (tiếp nhận, bổ sung, từ chối, xin lỗi, dừng giải quyết) vẫn được gửi.',
    invalid: 'Liên kết này không dùng được. Xin mở lại từ thư đã nhận.',
  },
};

/** Texts of reports and of the tables that are exported. */
import type { PortalStatus } from '../../domain/cases/views/portal-status.ts';
import type { QualityGroup } from '../../domain/reports/service-quality.ts';
import type { Language } from './index.ts';

export type Heading =
  | 'code'
  | 'kind'
  | 'procedure'
  | 'procedureName'
  | 'status'
  | 'portalStatus'
  | 'ending'
  | 'urgency'
  | 'channel'
  | 'counter'
  | 'owner'
  | 'agency'
  | 'step'
  | 'clock'
  | 'filedAt'
  | 'acceptedAt'
  | 'decidedAt'
  | 'deliveredAt'
  | 'closedAt'
  | 'dueAt'
  | 'stoppedAt'
  | 'budget'
  | 'consumed'
  | 'lateMinutes'
  | 'lateWorking'
  | 'held'
  | 'idle'
  | 'paused'
  | 'holders'
  | 'rank'
  | 'name'
  | 'finished'
  | 'onTime'
  | 'early'
  | 'late'
  | 'overdue'
  | 'onTimePercent'
  | 'averageLate'
  | 'averageWorking'
  | 'finishedBefore'
  | 'lateBefore'
  | 'onTimePercentBefore'
  | 'worstCode'
  | 'worstLate'
  | 'at'
  | 'seq'
  | 'event'
  | 'type'
  | 'by'
  | 'behalf'
  | 'what'
  | 'median'
  | 'p90'
  | 'open';

export interface ReportTexts {
  readonly headings: Readonly<Record<Heading, string>>;
  readonly kinds: Readonly<Record<'dossier' | 'complaint', string>>;
  readonly tables: Readonly<Record<'cases' | 'breaches' | 'report' | 'history' | 'reads' | 'steps', string>>;
  readonly portal: Readonly<Record<PortalStatus, string>>;
  readonly groups: Readonly<Record<QualityGroup, string>>;
  /** What a group's figure is, or why there is none. */
  readonly notes: Readonly<Record<QualityGroup, string>>;
  /** What somebody looked at. */
  readonly looks: Readonly<Record<'case' | 'document', string>>;
  readonly tooFew: string;
  readonly noWard: string;
}

const vi: ReportTexts = {
  headings: {
    code: 'Mã hồ sơ',
    kind: 'Loại',
    procedure: 'Mã thủ tục',
    procedureName: 'Tên thủ tục',
    status: 'Trạng thái',
    portalStatus: 'Mã trạng thái Cổng DVC quốc gia',
    ending: 'Kết thúc',
    urgency: 'Mức khẩn',
    channel: 'Kênh tiếp nhận',
    counter: 'Nơi tiếp nhận',
    owner: 'Cơ quan giải quyết',
    agency: 'Cơ quan',
    step: 'Bước',
    clock: 'Đồng hồ',
    filedAt: 'Nộp lúc',
    acceptedAt: 'Tiếp nhận lúc',
    decidedAt: 'Xử lý xong lúc',
    deliveredAt: 'Trả kết quả lúc',
    closedAt: 'Đóng lúc',
    dueAt: 'Hạn xử lý',
    stoppedAt: 'Dừng đồng hồ lúc',
    budget: 'Thời hạn (phút làm việc)',
    consumed: 'Đã dùng (phút làm việc)',
    lateMinutes: 'Quá hạn (phút, cả ngày đêm)',
    lateWorking: 'Quá hạn (phút làm việc)',
    held: 'Có người giữ việc (phút làm việc)',
    idle: 'Không ai giữ việc (phút làm việc)',
    paused: 'Tạm dừng tính giờ (phút làm việc)',
    holders: 'Ai giữ việc (phút làm việc)',
    rank: 'Hạng',
    name: 'Tên',
    finished: 'Đã hoàn thành',
    onTime: 'Đúng hạn',
    early: 'Trong đó trước hạn',
    late: 'Quá hạn',
    overdue: 'Đang quá hạn',
    onTimePercent: 'Tỷ lệ đúng hạn (%)',
    averageLate: 'Quá hạn trung bình (phút, cả ngày đêm)',
    averageWorking: 'Thời gian xử lý trung bình (phút làm việc)',
    finishedBefore: 'Đã hoàn thành kỳ trước',
    lateBefore: 'Quá hạn kỳ trước',
    onTimePercentBefore: 'Tỷ lệ đúng hạn kỳ trước (%)',
    worstCode: 'Hồ sơ quá hạn lâu nhất',
    worstLate: 'Quá hạn lâu nhất (phút, cả ngày đêm)',
    at: 'Lúc',
    seq: 'Số thứ tự',
    event: 'Sự việc',
    type: 'Mã sự việc',
    by: 'Người thực hiện',
    behalf: 'Thay cho',
    what: 'Đã xem',
    median: 'Trung vị (phút làm việc)',
    p90: '90% xong trong (phút làm việc)',
    open: 'Việc đang mở',
  },
  kinds: { dossier: 'Hồ sơ', complaint: 'Phản ánh' },
  tables: {
    cases: 'Danh sách hồ sơ',
    breaches: 'Hồ sơ quá hạn',
    report: 'Báo cáo tiến độ',
    history: 'Nhật ký',
    reads: 'Nhật ký xem hồ sơ',
    steps: 'Điểm nghẽn',
  },
  portal: {
    1: 'Mới đăng ký',
    2: 'Được tiếp nhận',
    3: 'Không được tiếp nhận',
    4: 'Đang xử lý',
    5: 'Yêu cầu bổ sung giấy tờ',
    6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
    7: 'Công dân yêu cầu rút hồ sơ',
    8: 'Dừng xử lý',
    9: 'Đã xử lý xong',
    10: 'Đã trả kết quả',
  },
  groups: {
    openness: 'Công khai, minh bạch',
    progress: 'Tiến độ, kết quả giải quyết',
    digitisation: 'Số hóa hồ sơ',
    online: 'Cung cấp dịch vụ trực tuyến',
    satisfaction: 'Mức độ hài lòng',
  },
  notes: {
    openness: 'Không đo được: hệ thống không biết thủ tục đã được công khai ở đâu, khi nào.',
    progress: 'Số hồ sơ xử lý xong đúng hạn chia cho số hồ sơ tiếp nhận trong kỳ, nhân 20.',
    digitisation:
      'Chỉ đo một phần: tỷ lệ hồ sơ tiếp nhận có ít nhất một giấy tờ điện tử. Không tính điểm của cả nhóm.',
    online: 'Chỉ đo một phần: tỷ lệ hồ sơ tiếp nhận được nộp trực tuyến. Không tính điểm của cả nhóm.',
    satisfaction: 'Số đánh giá hài lòng hoặc chấp nhận chia cho số đánh giá, nhân 18.',
  },
  looks: { case: 'hồ sơ', document: 'giấy tờ' },
  tooFew: 'Quá ít để xếp hạng',
  noWard: '(không thuộc phường, xã nào)',
};

const en: ReportTexts = {
  headings: {
    code: 'Code',
    kind: 'Kind',
    procedure: 'Procedure',
    procedureName: 'Name of the procedure',
    status: 'Status',
    portalStatus: 'Status code of the national portal',
    ending: 'Ending',
    urgency: 'Urgency',
    channel: 'Channel',
    counter: 'Counter',
    owner: 'Responsible agency',
    agency: 'Agency',
    step: 'Step',
    clock: 'Clock',
    filedAt: 'Filed at',
    acceptedAt: 'Accepted at',
    decidedAt: 'Decided at',
    deliveredAt: 'Delivered at',
    closedAt: 'Closed at',
    dueAt: 'Due at',
    stoppedAt: 'Stopped at',
    budget: 'Term (working minutes)',
    consumed: 'Used (working minutes)',
    lateMinutes: 'Late by (minutes, day and night)',
    lateWorking: 'Late by (working minutes)',
    held: 'Held by somebody (working minutes)',
    idle: 'Held by nobody (working minutes)',
    paused: 'Clock stood still (working minutes)',
    holders: 'Who held it (working minutes)',
    rank: 'Rank',
    name: 'Name',
    finished: 'Finished',
    onTime: 'On time',
    early: 'Of these early',
    late: 'Late',
    overdue: 'Running and overdue',
    onTimePercent: 'On time (%)',
    averageLate: 'Average lateness (minutes, day and night)',
    averageWorking: 'Average time taken (working minutes)',
    finishedBefore: 'Finished in the period before',
    lateBefore: 'Late in the period before',
    onTimePercentBefore: 'On time in the period before (%)',
    worstCode: 'Latest case',
    worstLate: 'Its lateness (minutes, day and night)',
    at: 'At',
    seq: 'Number',
    event: 'What happened',
    type: 'Type of event',
    by: 'By',
    behalf: 'On behalf of',
    what: 'Looked at',
    median: 'Median (working minutes)',
    p90: '9 of 10 within (working minutes)',
    open: 'Tasks open now',
  },
  kinds: { dossier: 'Dossier', complaint: 'Complaint' },
  tables: {
    cases: 'Cases',
    breaches: 'Missed deadlines',
    report: 'Punctuality',
    history: 'History',
    reads: 'Who looked',
    steps: 'Bottlenecks',
  },
  portal: {
    1: 'Filed',
    2: 'Accepted',
    3: 'Refused at intake',
    4: 'In process',
    5: 'Papers requested',
    6: 'Financial duty due',
    7: 'Withdrawal requested by the citizen',
    8: 'Stopped',
    9: 'Decided',
    10: 'Result delivered',
  },
  groups: {
    openness: 'Openness',
    progress: 'Progress and results',
    digitisation: 'Digitisation',
    online: 'Online service',
    satisfaction: 'Satisfaction',
  },
  notes: {
    openness: 'Not measured: the record does not know where and when procedures were made public.',
    progress: 'Dossiers decided on time, of those received in the period, times 20.',
    digitisation:
      'Measured in part: the share of dossiers received with at least one electronic paper. No points of the group follow.',
    online:
      'Measured in part: the share of dossiers received that were filed online. No points of the group follow.',
    satisfaction: 'Ratings satisfied or acceptable, of all ratings, times 18.',
  },
  looks: { case: 'the case', document: 'a paper' },
  tooFew: 'Too few to be ranked',
  noWard: '(of no ward)',
};

export const REPORT_TEXTS: Readonly<Record<Language, ReportTexts>> = { vi, en };

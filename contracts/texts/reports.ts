/** Texts of reports and of the tables that are exported. */
import type { CaseKind } from '../../domain/vocabulary/kinds.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { ReadWhat } from '../../domain/vocabulary/reads.ts';
import type { QualityGroup } from '../../domain/vocabulary/reports.ts';
import type { PortalStatus } from '../../domain/vocabulary/statuses.ts';

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
  | 'lateTwice'
  | 'dueAgainAt'
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
  readonly kinds: Readonly<Record<CaseKind, string>>;
  readonly tables: Readonly<Record<'cases' | 'breaches' | 'report' | 'history' | 'reads' | 'steps', string>>;
  readonly portal: Readonly<Record<PortalStatus, string>>;
  readonly groups: Readonly<Record<QualityGroup, string>>;
  /** What a group's figure is, or why there is none. */
  readonly notes: Readonly<Record<QualityGroup, string>>;
  /** What somebody looked at. */
  readonly looks: Readonly<Record<ReadWhat, string>>;
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
    dueAgainAt: 'Hạn gia hạn cũng đã quá',
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
    lateTwice: 'Trong đó quá cả hạn đã gia hạn',
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
    kind: 'Type',
    procedure: 'Procedure',
    procedureName: 'Procedure name',
    status: 'Status',
    portalStatus: 'National portal status code',
    ending: 'Outcome',
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
    dueAgainAt: 'Extended deadline, also missed',
    stoppedAt: 'Stopped at',
    budget: 'Time limit (working minutes)',
    consumed: 'Used (working minutes)',
    lateMinutes: 'Late by (elapsed minutes)',
    lateWorking: 'Late by (working minutes)',
    held: 'Assigned (working minutes)',
    idle: 'Unassigned (working minutes)',
    paused: 'Clock paused (working minutes)',
    holders: 'Assigned officers (working minutes)',
    rank: 'Rank',
    name: 'Name',
    finished: 'Completed',
    onTime: 'On time',
    early: 'Of these, early',
    lateTwice: 'Of these, past the extended deadline too',
    late: 'Late',
    overdue: 'Open and overdue',
    onTimePercent: 'On time (%)',
    averageLate: 'Average delay (elapsed minutes)',
    averageWorking: 'Average processing time (working minutes)',
    finishedBefore: 'Completed in the previous period',
    lateBefore: 'Late in the previous period',
    onTimePercentBefore: 'On time in the previous period (%)',
    worstCode: 'Case with the longest delay',
    worstLate: 'Longest delay (elapsed minutes)',
    at: 'At',
    seq: 'Number',
    event: 'Event',
    type: 'Event type',
    by: 'By',
    behalf: 'On behalf of',
    what: 'Viewed',
    median: 'Median (working minutes)',
    p90: '90th percentile (working minutes)',
    open: 'Open tasks',
  },
  kinds: { dossier: 'Dossier', complaint: 'Complaint' },
  tables: {
    cases: 'Cases',
    breaches: 'Missed deadlines',
    report: 'Punctuality',
    history: 'History',
    reads: 'Access log',
    steps: 'Bottlenecks',
  },
  portal: {
    1: 'Filed',
    2: 'Accepted',
    3: 'Refused at intake',
    4: 'In process',
    5: 'Documents requested',
    6: 'Payment due',
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
    openness: 'Not measured: there is no record of where and when procedures were published.',
    progress: 'Dossiers decided on time divided by dossiers received in the period, times 20.',
    digitisation:
      'Measured in part: the share of dossiers received with at least one electronic document. No points are given for the group.',
    online:
      'Measured in part: the share of dossiers received that were filed online. No points are given for the group.',
    satisfaction: 'Ratings of satisfied or acceptable divided by all ratings, times 18.',
  },
  looks: { case: 'case', document: 'document' },
  tooFew: 'Too few to rank',
  noWard: '(no ward)',
};

export const REPORT_TEXTS: Readonly<Record<Language, ReportTexts>> = { vi, en };

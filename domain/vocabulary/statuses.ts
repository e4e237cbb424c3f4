/**
 * Where a case stands.
 * - `filed`: received, not yet accepted by the counter (mới đăng ký)
 * - `in-process`: agencies have tasks (đang xử lý)
 * - `supplement`: waits for documents of the applicant; clocks stand still (yêu cầu bổ sung)
 * - `suspended`: force majeure; clocks stand still (tạm dừng)
 * - `payment`: decided, the fee must be paid before the result goes out (yêu cầu thực hiện nghĩa vụ tài chính)
 * - `decided`: the work is done; the result waits for its delivery (đã xử lý xong), a complaint's for publication
 * - `delivered`: result handed over or published; may be rated, disputed, reopened (đã trả kết quả)
 * - `closed`: final
 */
export const CASE_STATUSES = [
  'filed',
  'in-process',
  'supplement',
  'suspended',
  'payment',
  'decided',
  'delivered',
  'closed',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/**
 * The status codes that the national public-service portal exchanges: 1 filed, 2 accepted, 3 refused at intake, 4 in
 * process, 5 supplement, 6 fee due, 7 withdrawn, 8 stopped, 9 decided, 10 result delivered.
 */
export const PORTAL_STATUSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type PortalStatus = (typeof PORTAL_STATUSES)[number];

/** What the simulated carrier has in its books, as a page that renews itself. */
import { isoOf } from '../../../domain/time/instant.ts';
import type { ScanKind } from '../../../domain/vocabulary/shipments.ts';
import type { BookedShipment } from './books.ts';

const TEXTS: Readonly<Record<ScanKind, string>> = {
  'picked-up': 'Đã lấy tại nhà',
  accepted: 'Đã chấp nhận',
  departed: 'Rời bưu cục',
  arrived: 'Đến bưu cục',
  'out-for-delivery': 'Đang phát',
  attempted: 'Phát không thành công',
  held: 'Lưu tại bưu cục',
  readdressed: 'Đổi địa chỉ',
  delivered: 'Phát thành công',
  returning: 'Đang chuyển hoàn',
  returned: 'Đã chuyển hoàn',
  lost: 'Thất lạc',
  damaged: 'Hư hỏng',
  cancelled: 'Đã hủy',
  'cod-remitted': 'Đã trả tiền thu hộ',
};
const SHOWN = 200;

export function pageOf(shipments: readonly BookedShipment[]): string {
  const rows = shipments
    .slice(-SHOWN)
    .reverse()
    .map(({ tracking, order, life, scans, coming }) => {
      const way = scans.map(
        ({ kind, at, reason }) =>
          `<li><time>${isoOf(at).slice(0, 19).replace('T', ' ')}</time> ${TEXTS[kind]}${reason === undefined ? '' : ` · ${escaped(reason)}`}</li>`,
      );
      const next = coming[0] === undefined ? '' : `<li class="next">… ${TEXTS[coming[0].kind]}</li>`;
      const cod = order.tienThuHo > 0 ? `${order.tienThuHo.toLocaleString('vi-VN')} đ` : '';
      return `<tr><td><b>${tracking}</b><br>${escaped(order.soDonHang)}</td><td>${order.chieu === 'TRA_KET_QUA' ? 'Trả kết quả' : 'Thu gom hồ sơ'}</td><td>${cod}</td><td>${escaped(life)}</td><td><ul>${way.join('')}${next}</ul></td></tr>`;
    });
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Bưu chính mô phỏng</title>
<style>body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem;color:#1d2733}
h1{font-size:1.3rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem .7rem;border-bottom:1px solid #d7dde4}
ul{margin:0;padding:0;list-style:none}time{color:#5a6775;font-variant-numeric:tabular-nums}.next{color:#8a6d1a}</style>
<h1>Bưu chính mô phỏng · simulated carrier</h1>
<table><thead><tr><th>Số hiệu, đơn hàng</th><th>Chiều</th><th>Thu hộ</th><th>Kịch bản</th><th>Hành trình (UTC)</th></tr></thead>
<tbody>${rows.join('') || '<tr><td colspan="5">Chưa có bưu gửi nào.</td></tr>'}</tbody></table></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Pages of the simulated payment provider. Numbers and references are of plain letters and digits: nothing has to be escaped. */
import type { Order, Refund, Transfer } from './simulator.ts';

const STYLE = `body{font:18px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b}
h1{font-size:1.4rem}h2{font-size:1.1rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.3rem 1rem}dt{color:#505a5f}dd{margin:0;font-weight:600}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.3rem;background:#00703c;color:#fff;cursor:pointer}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d5d9db}td.sum{text-align:right;white-space:nowrap}
p.done{background:#e7f3ec;padding:.8rem 1rem;border-left:.3rem solid #00703c}`;

const page = (title: string, body: string) => `<!doctype html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1>
<p>Không có tiền thật. · No real money moves here.</p>${body}</html>`;

const sum = (amount: number) => `${amount.toLocaleString('vi-VN')} đồng`;

export function payPage({ id, amount, reference }: Order, isPaid: boolean): string {
  const way = isPaid
    ? '<p class="done">Đã thanh toán. · Paid.</p>'
    : `<form method="post" action="/pay/${id}"><button>Thanh toán · Pay</button></form>`;
  return page(
    'Thanh toán thử · Trial payment',
    `<dl><dt>Số tiền · Amount</dt><dd>${sum(amount)}</dd><dt>Nội dung · Reference</dt><dd>${reference}</dd></dl>${way}`,
  );
}

/** Everything that the simulated bank knows. */
export function booksPage(
  orders: readonly Order[],
  transfers: readonly Transfer[],
  refunds: readonly Refund[],
): string {
  const waiting = orders.filter(({ reference }) => !transfers.some((each) => each.reference === reference));
  const rows = (lines: readonly string[]) =>
    lines.length === 0 ? '<p>Chưa có. · None yet.</p>' : `<table>${lines.join('')}</table>`;
  const waitingRows = waiting.map(
    ({ id, amount, reference }) =>
      `<tr><td><a href="/pay/${id}">${reference}</a><td class="sum">${sum(amount)}</tr>`,
  );
  const cameRows = transfers.map(
    ({ id, amount, reference }) => `<tr><td>${id}<td>${reference}<td class="sum">${sum(amount)}</tr>`,
  );
  const backRows = refunds.map(
    ({ transfer, amount }) => `<tr><td>${transfer}<td class="sum">${sum(amount)}</tr>`,
  );
  return page(
    'Ngân hàng thử · Trial bank',
    `<h2>Chờ thanh toán · To be paid</h2>${rows(waitingRows)}
<h2>Đã chuyển · Transferred</h2>${rows(cameRows)}<h2>Hoàn trả · Given back</h2>${rows(backRows)}`,
  );
}

/** The adapter over real HTTP: against the simulated carrier with its faults, and against servers that answer nonsense. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseS10 } from '../../domain/shipments/s10.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import {
  CITIZEN_ADDRESS,
  COUNTER_ADDRESS,
  resultOrder,
  startCarrier,
  type TestCarrier,
} from '../../test/support/carrier.ts';
import { httpCarrier } from './http.ts';
import { carrierOf } from './index.ts';
import { CarrierDown, CarrierRefused } from './types.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function post(...given: Parameters<typeof startCarrier>): Promise<TestCarrier> {
  const started = await startCarrier(...given);
  closing.push(started.close);
  return started;
}

/** A carrier that answers as the handler does. */
async function answering(handler: RequestListener) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return httpCarrier('post', { url, account: 'a', password: 'b' }, { withinMs: 500 });
}

/** Logged in, and then this. */
const afterLogin =
  (status: number, body: string, type = 'application/json'): RequestListener =>
  (req, res) => {
    if (req.url === '/api/v1/dang-nhap') res.end('{"maTruyCap":"t","hieuLuc":60}');
    else res.writeHead(status, { 'Content-Type': type }).end(body);
  };

describe('an order', () => {
  test('gets a number of the Universal Postal Union’s standard', async () => {
    const { carrier } = await post();
    const { tracking } = await carrier.create(resultOrder(), 'c1-s1');
    expect(parseS10(tracking)).toMatchObject({ service: 'EA', country: 'VN' });
  });

  test('under the same key is one shipment, however often and at once it is asked for', async () => {
    const { carrier, control } = await post();
    const created = await Promise.all(
      Array.from({ length: 10 }, () => carrier.create(resultOrder(), 'c1-s1')),
    );
    expect(new Set(created.map(({ tracking }) => tracking)).size).toBe(1);
    expect(control.shipments).toHaveLength(1);
    expect(control.requests).toEqual({ 'c1-s1': 10 });
  });

  test('under another key is another shipment', async () => {
    const { carrier, control } = await post();
    await carrier.create(resultOrder(), 'c1-s1');
    await carrier.create(resultOrder(), 'c1-s2');
    expect(control.shipments).toHaveLength(2);
  });

  test('of other content under a used key is refused', async () => {
    const { carrier } = await post();
    await carrier.create(resultOrder(), 'c1-s1');
    const other = resultOrder({ orderNumber: 'H57.12-261123-0002' });
    await expect(carrier.create(other, 'c1-s1')).rejects.toMatchObject({ why: 'MA_YEU_CAU_DA_DUNG' });
  });

  test('whose answer was lost is found by its key, and asking again makes no second one', async () => {
    const { carrier, control } = await post({ faults: { failAfter: 1 } });
    // The login's answer is lost too: log in first.
    control.faults({ failAfter: 0 });
    await expect(carrier.find('c1-s1')).resolves.toBeNull();
    control.faults({ failAfter: 1 });
    await expect(carrier.create(resultOrder(), 'c1-s1')).rejects.toThrow(CarrierDown);
    control.faults({ failAfter: 0 });
    const found = await carrier.find('c1-s1');
    expect(found?.tracking).toBe(control.shipments[0]?.tracking);
    await expect(carrier.create(resultOrder(), 'c1-s1')).resolves.toEqual(found);
    expect(control.shipments).toHaveLength(1);
  });

  test('that fails before anything was done leaves nothing', async () => {
    const { carrier, control } = await post();
    await carrier.find('log in');
    control.faults({ failBefore: 1 });
    await expect(carrier.create(resultOrder(), 'c1-s1')).rejects.toThrow(CarrierDown);
    control.faults({ failBefore: 0 });
    await expect(carrier.find('c1-s1')).resolves.toBeNull();
  });

  test('gets through a carrier that fails every other call, as one shipment', async () => {
    const { carrier, control } = await post({ faults: { failBefore: 0.3, failAfter: 0.3 } });
    const patient = async (): Promise<unknown> => carrier.create(resultOrder(), 'c1-s1').catch(patient);
    await Promise.all([patient(), patient(), patient()]);
    expect(control.shipments).toHaveLength(1);
  });

  test('to an address that is not served, or of an unknown customer, is refused with the carrier’s reason', async () => {
    const { carrier } = await post({ unserved: ['đảo xa'], customers: ['HUE-HCC'] });
    const island = { ...CITIZEN_ADDRESS, address: 'Thôn 1, đảo xa' };
    await expect(carrier.create(resultOrder({ receiver: island }), 'k1')).rejects.toEqual(
      new CarrierRefused('DIA_CHI_KHONG_PHUC_VU'),
    );
    await expect(carrier.create(resultOrder({ customer: 'X' }), 'k2')).rejects.toMatchObject({
      why: 'SAI_MA_KHACH_HANG',
    });
  });

  test('carries customer, item, order number, money, both names, addresses and phones', async () => {
    const { carrier, control } = await post();
    await carrier.create(resultOrder({ cod: 15_000, direction: 'documents' }), 'k1');
    expect(control.shipments[0]?.order).toEqual({
      maKhachHang: 'HUE-HCC',
      maHangHoa: 'HCC-HS',
      soDonHang: 'H57.12-261123-0001',
      chieu: 'THU_GOM_HO_SO',
      nguoiGui: {
        hoTen: 'Bộ phận Một cửa phường Thuận Hóa',
        dienThoai: '02343822000',
        diaChi: '1 Lê Lợi, phường Thuận Hóa, Huế',
      },
      nguoiNhan: {
        hoTen: 'Nguyễn Văn Lợi',
        dienThoai: '0905123456',
        diaChi: '12 Lê Lợi, phường Thuận Hóa, Huế',
      },
      tienThuHo: 15_000,
    });
  });
});

describe('a shipment', () => {
  test('can be taken back until it is handed over, and not after', async () => {
    const { carrier, control } = await post();
    const first = await carrier.create(resultOrder(), 'k1');
    await carrier.cancel(first.tracking);
    await carrier.cancel(first.tracking);
    expect((await carrier.scans(first.tracking)).map(({ kind }) => kind)).toEqual(['cancelled']);
    const second = await carrier.create(resultOrder(), 'k2');
    control.scan(second.tracking, { kind: 'accepted' });
    await expect(carrier.cancel(second.tracking)).rejects.toMatchObject({ why: 'QUA_MUON' });
  });

  test('goes to another address once under one key, and not when it has arrived', async () => {
    const { carrier, control } = await post();
    const { tracking } = await carrier.create(resultOrder(), 'k1');
    const to = { ...CITIZEN_ADDRESS, address: '8 Hùng Vương, Huế' };
    await carrier.readdress(tracking, 'result', to, 'a1');
    await carrier.readdress(tracking, 'result', to, 'a1');
    expect((await carrier.scans(tracking)).map(({ kind }) => kind)).toEqual(['readdressed']);
    control.scan(tracking, { kind: 'delivered' });
    await expect(carrier.readdress(tracking, 'result', to, 'a2')).rejects.toMatchObject({ why: 'QUA_MUON' });
  });

  test('of papers is fetched elsewhere until they are fetched, and still goes to the counter', async () => {
    const { carrier, control } = await post();
    const order = resultOrder({ direction: 'documents', sender: CITIZEN_ADDRESS, receiver: COUNTER_ADDRESS });
    const { tracking } = await carrier.create(order, 'k1');
    const from = { ...CITIZEN_ADDRESS, address: '8 Hùng Vương, Huế' };
    await carrier.readdress(tracking, 'documents', from, 'a1');
    await carrier.readdress(tracking, 'documents', from, 'a1');
    expect(Object.values(control.shipments[0]?.readdressed ?? {})).toMatchObject([{ diaChi: from.address }]);
    await expect(carrier.readdress(tracking, 'result', from, 'a2')).rejects.toMatchObject({
      why: 'DU_LIEU_SAI',
    });
    control.scan(tracking, { kind: 'picked-up' });
    await expect(carrier.readdress(tracking, 'documents', from, 'a3')).rejects.toMatchObject({
      why: 'QUA_MUON',
    });
  });

  test('tells its scans with all that they say', async () => {
    const { carrier, control } = await post();
    const { tracking } = await carrier.create(resultOrder({ cod: 15_000 }), 'k1');
    const at = instant('2026-11-23T08:00:00Z');
    control.scan(tracking, { kind: 'attempted', at, reason: 'Người nhận vắng mặt', place: 'Bưu cục Huế' });
    control.scan(tracking, {
      kind: 'held',
      at,
      until: instant('2026-11-30T08:00:00Z'),
      place: 'Bưu cục Huế',
    });
    const receiver = { name: 'Lê Thị Hoa', relation: 'Vợ/chồng' };
    control.scan(tracking, { kind: 'delivered', at, receiver, place: 'Bưu cục Huế' });
    const place = 'Bưu cục Huế';
    expect(await carrier.scans(tracking)).toEqual([
      { id: `${tracking}-1`, tracking, kind: 'attempted', at, place, reason: 'Người nhận vắng mặt' },
      { id: `${tracking}-2`, tracking, kind: 'held', at, place, until: instant('2026-11-30T08:00:00Z') },
      { id: `${tracking}-3`, tracking, kind: 'delivered', at, place, receiver, collected: 15_000 },
    ]);
  });

  test('has a picture as proof when it was delivered, and none before', async () => {
    const { carrier, control } = await post();
    const { tracking } = await carrier.create(resultOrder(), 'k1');
    await expect(carrier.proof(tracking)).resolves.toBeNull();
    control.scan(tracking, { kind: 'delivered' });
    const proof = await carrier.proof(tracking);
    expect(proof?.mediaType).toBe('image/png');
    const png = Buffer.from(proof?.content ?? []);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
    const data = png.indexOf('IDAT');
    const lines = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
    expect(lines).toHaveLength((size.width + 1) * size.height);
    // Somebody wrote on it.
    expect(lines.includes(20)).toBe(true);
  });

  test('that is not known is refused', async () => {
    const { carrier } = await post();
    await expect(carrier.scans('EA473124829VN')).rejects.toMatchObject({ why: 'KHONG_TIM_THAY' });
  });
});

describe('a carrier that is out', () => {
  test.each(['hangs-up', 'hangs', 'says-so'] as const)(
    'and %s is down, and goes on afterwards',
    async (kind) => {
      const { carrier, control } = await post();
      await carrier.find('log in');
      control.outage(kind);
      await expect(carrier.create(resultOrder(), 'k1')).rejects.toThrow(CarrierDown);
      await expect(carrier.scans('EA473124829VN')).rejects.toThrow(CarrierDown);
      control.outage(null);
      await expect(carrier.create(resultOrder(), 'k1')).resolves.toBeDefined();
      expect(control.shipments).toHaveLength(1);
    },
  );

  test('for a while comes back by itself', async () => {
    const { carrier, control } = await post();
    control.outage('says-so', 100);
    await expect(carrier.find('k')).rejects.toThrow(CarrierDown);
    await vi.waitFor(() => carrier.find('k'));
  });

  test('or that is nowhere, is down', async () => {
    const nowhere = httpCarrier('post', { url: 'http://127.0.0.1:9', account: 'a', password: 'b' });
    await expect(nowhere.find('k')).rejects.toThrow(CarrierDown);
  });
});

describe('the login', () => {
  test('is done once for many calls', async () => {
    let logins = 0;
    const carrier = await answering((req, res) => {
      if (req.url !== '/api/v1/dang-nhap') return afterLogin(404, '{"maLoi":"KHONG_TIM_THAY"}')(req, res);
      logins += 1;
      setTimeout(() => res.end('{"maTruyCap":"t","hieuLuc":60}'), 50);
      return undefined;
    });
    await Promise.all([carrier.find('a'), carrier.find('b'), carrier.find('c')]);
    await carrier.find('d');
    expect(logins).toBe(1);
  });

  test('is renewed when the token has ended, and when the carrier forgot it', async () => {
    const { carrier, control } = await post({ tokenSeconds: 1 });
    await carrier.find('a');
    await new Promise((done) => setTimeout(done, 1_100));
    await carrier.find('b');
    control.forgetTokens();
    await carrier.find('c');
  });

  test('with a wrong password is no refusal of the order: it can go out when the account is mended', async () => {
    const { url } = await post({ password: 'other' });
    const carrier = httpCarrier('post', { url, account: 'motcua', password: 'motcua' });
    await expect(carrier.create(resultOrder(), 'k')).rejects.toThrow(CarrierDown);
  });
});

describe('an answer', () => {
  test.each([
    ['no JSON', 200, '<html>'],
    ['of another shape', 200, '{"so":1}'],
    ['with a number whose check digit is wrong', 200, '{"soHieu":"EA473124828VN","dinhDang":"S10"}'],
    ['with a number that is none', 200, '{"soHieu":"../../x"}'],
    ['a refusal of something in between, without the carrier’s reason', 403, 'Forbidden'],
    ['to wait', 429, '{"maLoi":"CHAM_LAI"}'],
    ['to go elsewhere', 302, ''],
    ['that the token is not taken, again and again', 401, '{"maLoi":"CHUA_DANG_NHAP"}'],
  ])('%s says nothing about the order: it is asked again', async (_, status, body) => {
    const carrier = await answering(afterLogin(status, body));
    await expect(carrier.create(resultOrder(), 'k')).rejects.toThrow(CarrierDown);
  });

  test('with a number of another standard is taken as it is', async () => {
    const carrier = await answering(afterLogin(200, '{"soHieu":"HUE0001"}'));
    await expect(carrier.create(resultOrder(), 'k')).resolves.toEqual({ tracking: 'HUE0001' });
  });

  test('without end is given up', async () => {
    const carrier = await answering((req, res) => {
      if (req.url === '/api/v1/dang-nhap') return afterLogin(200, '')(req, res);
      const more = () => res.write(Buffer.alloc(1 << 20), () => !res.destroyed && more());
      more();
      return undefined;
    });
    await expect(carrier.proof('EA473124829VN')).rejects.toThrow(CarrierDown);
  });

  test('with scans of kinds that have no meaning here, or of next year, is read without them', async () => {
    const scans = [
      { maSuKien: '1', trangThai: 'CHIA_CHON', thoiGian: '2026-11-23T08:00:00+07:00' },
      { maSuKien: '3', trangThai: 'PHAT_THANH_CONG', thoiGian: '2127-11-23T08:00:00+07:00' },
      { maSuKien: '2', trangThai: 'CHAP_NHAN', thoiGian: '2026-11-23T09:00:00+07:00' },
    ];
    const carrier = await answering(afterLogin(200, JSON.stringify({ hanhTrinh: scans })));
    expect(await carrier.scans('EA1')).toEqual([
      { id: '2', tracking: 'EA1', kind: 'accepted', at: Date.parse('2026-11-23T02:00:00Z') as Instant },
    ]);
  });
});

test('no error and no address of a call carries a name, a phone or a street', async () => {
  const requests: string[] = [];
  const errors: unknown[] = [];
  const { name, phone, address } = CITIZEN_ADDRESS;
  for (const body of [`{"maLoi":"${name}"}`, `${address}`, `{"soHieu":"${phone} ${name}"}`])
    for (const status of [200, 400, 500]) {
      const carrier = await answering((req, res) => {
        requests.push(req.url ?? '');
        afterLogin(status, body)(req, res);
      });
      await carrier.create(resultOrder(), 'k').catch((error) => errors.push(error));
      await carrier.readdress('EA1', 'result', CITIZEN_ADDRESS, 'k').catch((error) => errors.push(error));
    }
  const reported = [...requests, ...errors.map((error) => `${String(error)} ${JSON.stringify(error)}`)].join(
    '\n',
  );
  expect(errors.length).toBeGreaterThan(10);
  for (const secret of [name, phone, address, encodeURIComponent(name)])
    expect(reported).not.toContain(secret);
});

test('without an address of a carrier nothing goes by post', () => {
  expect(carrierOf({ name: 'post', access: null, webhookSecrets: [] })).toBeNull();
});

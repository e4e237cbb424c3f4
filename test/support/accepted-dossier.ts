/** A dossier that a counter took in, paid for and accepted. */
import { randomUUID } from 'node:crypto';

export async function acceptedDossier(url: string, name: string): Promise<{ id: string; code: string }> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<{ id: string; code: string; token: string }>;
  };
  const { token } = await post('/dev/token', { user: 'hue.lan' });
  const as = { Authorization: `Bearer ${token}` };
  const sha256 = 'a'.repeat(64);
  const document = {
    rule: 'application',
    name: 'to-khai.pdf',
    mediaType: 'application/pdf',
    size: 1000,
    sha256,
  };
  const filing = {
    procedure: '1.004873',
    channel: 'counter',
    owner: 'hue.thuan-hoa',
    applicant: { name, phone: '0905123456' },
    form: { purpose: 'property', livedElsewhere: false },
    documents: [document],
  };
  const { id, code } = await post('/v1/dossiers', filing, as);
  await post(`/v1/cases/${id}/actions/pay`, { amount: 15_000, receipt: 'BL-0001' }, as);
  await post(`/v1/cases/${id}/actions/accept`, {}, as);
  return { id, code };
}

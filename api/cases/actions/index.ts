/** Every action, by its name: one module each. A name of the domain's list without a module does not compile. */
import type { ActionName } from '../../../domain/vocabulary/actions.ts';
import type { Action } from '../action.ts';
import { accept } from './accept.ts';
import { appeal } from './appeal.ts';
import { assign } from './assign.ts';
import { attach } from './attach.ts';
import { chooseDelivery } from './choose-delivery.ts';
import { claim } from './claim.ts';
import { classify } from './classify.ts';
import { close } from './close.ts';
import { complete } from './complete.ts';
import { deliver } from './deliver.ts';
import { dispute } from './dispute.ts';
import { extend } from './extend.ts';
import { fetchAtDoor } from './fetch.ts';
import { merge } from './merge.ts';
import { note } from './note.ts';
import { pay } from './pay.ts';
import { publish } from './publish.ts';
import { rate } from './rate.ts';
import { readdress } from './readdress.ts';
import { recall } from './recall.ts';
import { recategorise } from './recategorise.ts';
import { receiveSupplement } from './receive-supplement.ts';
import { refund } from './refund.ts';
import { refuse } from './refuse.ts';
import { release } from './release.ts';
import { reopen } from './reopen.ts';
import { requestSupplement } from './request-supplement.ts';
import { resume } from './resume.ts';
import { returnToStep } from './return.ts';
import { send } from './send.ts';
import { suspend } from './suspend.ts';
import { transfer } from './transfer.ts';
import { withdraw } from './withdraw.ts';

export type ActionModules = { readonly [N in ActionName]: Action<N> };

export const ACTION_MODULES: ActionModules = {
  accept,
  refuse,
  classify,
  recategorise,
  merge,
  'request-supplement': requestSupplement,
  'receive-supplement': receiveSupplement,
  claim,
  release,
  assign,
  complete,
  transfer,
  return: returnToStep,
  extend,
  suspend,
  resume,
  withdraw,
  note,
  attach,
  pay,
  refund,
  'choose-delivery': chooseDelivery,
  send,
  fetch: fetchAtDoor,
  readdress,
  recall,
  deliver,
  publish,
  rate,
  dispute,
  appeal,
  reopen,
  close,
};

import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import { useLanguage } from '../shell/language.tsx';
import { TimeLeft } from '../shell/time.tsx';
import { markOf } from '../shell/urgency-mark.ts';
import { fill } from '../texts/index.ts';
import { type ListedTask, taskKey } from './task.ts';

interface RowProps {
  readonly task: ListedTask;
  readonly place: number;
  /** The name of who has it; null: nobody. */
  readonly holder: string | null;
  readonly isHere: boolean;
  readonly isChosen: boolean;
  onChoose(task: ListedTask): void;
  onClaim(task: ListedTask): void;
  onFocus(task: ListedTask, place: number): void;
  measure(element: HTMLTableRowElement | null): void;
  linkRef(key: string, element: HTMLAnchorElement | null): void;
}

/** Of plain elements: dozens are drawn for each picture while somebody scrolls. */
export const TaskRow = memo(function TaskRow(props: RowProps) {
  const { task, place, holder, isHere, isChosen, onChoose, onClaim, onFocus, measure, linkRef } = props;
  const { says } = useLanguage();
  const navigate = useNavigate();
  const { urgency, code, procedure } = task.case;
  const mark = markOf(urgency, says.urgencies);
  const open = (event: MouseEvent) => {
    // With a key held down the browser opens another tab by itself.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate({ to: '/cases/$code', params: { code } });
  };
  return (
    <tr
      ref={measure}
      data-index={place}
      data-marked={isHere || isChosen || undefined}
      aria-rowindex={place + 2}
      onFocus={() => onFocus(task, place)}
    >
      <td>
        <input
          type="checkbox"
          aria-label={fill(says.inbox.choose, { code })}
          checked={isChosen}
          onChange={() => onChoose(task)}
        />
      </td>
      <td>
        <a
          href={`/cases/${code}`}
          onClick={open}
          ref={(element) => linkRef(taskKey(task), element)}
          className="strong-link"
        >
          {task.name}
        </a>
        {mark !== null && <b className={urgency}>{mark}</b>}
      </td>
      <td>
        {code}
        <small>{procedure.name}</small>
      </td>
      <td className="holder">
        {holder === null ? (
          <button
            type="button"
            className="claim"
            onClick={() => onClaim(task)}
            aria-label={fill(says.inbox.claimOf, { code })}
          >
            {says.inbox.claim}
          </button>
        ) : (
          `${holder}${task.behalf === null ? '' : ' ⇄'}`
        )}
      </td>
      <td>
        <TimeLeft dueAt={task.dueAt} phase={task.phase} />
      </td>
    </tr>
  );
});

import './diagram.css';
import { ScrollArea, VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { type DrawnLine, type DrawnNode, drawingOf } from './drawing.ts';
import { fitOf } from './fit.ts';
import { TEXTS } from './texts.ts';

export interface Mark {
  readonly state: 'here' | 'done' | 'late';
  /** For instance how long it took. */
  readonly label: string;
}

interface Props {
  readonly procedure: Procedure;
  /** By step, or `step/branch`. */
  readonly marks?: ReadonlyMap<string, Mark>;
}

const NONE: ReadonlyMap<string, Mark> = new Map();

/** The way of a case through the offices; where marks are given, also where one is and was. */
export function ProcedureDiagram({ procedure, marks = NONE }: Props) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { nodes, lines, view } = useMemo(
    () => drawingOf(procedure, language, (end) => says.ends[end as keyof typeof says.ends] ?? end),
    [procedure, language, says],
  );
  const here = nodes.find(({ id }) => marks.get(id)?.state === 'here' || marks.get(id)?.state === 'late');
  const viewport = useRef<HTMLDivElement>(null);
  const { ref: frame, width } = useElementSize();
  const { scale, left } = fitOf(view, width, here?.box);
  useEffect(() => {
    if (width > 0) viewport.current?.scrollTo({ left });
  }, [left, width]);
  const steps = nodes.filter(({ kind }) => kind === 'step');
  return (
    <>
      <ScrollArea
        ref={frame}
        type="auto"
        viewportRef={viewport}
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': says.diagram }}
        offsetScrollbars
      >
        <svg
          className="diagram"
          data-wide={width > 0 ? 'known' : 'unknown'}
          width={view.width * scale}
          height={view.height * scale}
          viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
          aria-hidden
        >
          <title>{says.diagram}</title>
          <defs>
            <marker
              id="diagram-tip"
              viewBox="0 0 8 8"
              refX="8"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0 L8 4 L0 8 Z" className="diagram-tip" />
            </marker>
          </defs>
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
          {nodes.map((node) => (
            <Node key={node.id} node={node} mark={marks.get(node.id)} />
          ))}
        </svg>
      </ScrollArea>
      <VisuallyHidden>
        <ol aria-label={says.steps}>
          {steps.map(({ id, name }) => {
            const mark = marks.get(id);
            return (
              <li key={id}>
                {mark === undefined ? name : `${name}: ${says.states[mark.state]}, ${mark.label}`}
              </li>
            );
          })}
        </ol>
      </VisuallyHidden>
    </>
  );
}

function Line({ line: { points, label, name } }: { line: DrawnLine }) {
  return (
    <>
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        className="diagram-line"
        markerEnd="url(#diagram-tip)"
      />
      {label !== null && (
        <foreignObject {...label} height={label.height + 2}>
          <div className="diagram-way diagram-over">{name}</div>
        </foreignObject>
      )}
    </>
  );
}

function Node({ node: { box, kind, name }, mark }: { node: DrawnNode; mark: Mark | undefined }) {
  const { x, y, width, height } = box;
  if (kind !== 'step')
    return (
      <>
        <circle cx={x + width / 2} cy={y + height / 2} r={width / 2 - 2} className={`diagram-${kind}`} />
        <foreignObject x={x - 40} y={y + height + 2} width={width + 80} height={34}>
          <div className="diagram-way">{name}</div>
        </foreignObject>
      </>
    );
  const state = mark?.state ?? 'ahead';
  return (
    <>
      <rect x={x} y={y} width={width} height={height} rx={8} className="diagram-step" data-state={state} />
      <foreignObject x={x} y={y} width={width} height={height}>
        <div className="diagram-name" data-state={state}>
          {state === 'done' ? `✓ ${name}` : name}
        </div>
      </foreignObject>
      {mark !== undefined && (
        <foreignObject x={x - 30} y={y + height + 4} width={width + 60} height={36}>
          <div className="diagram-way">{mark.label}</div>
        </foreignObject>
      )}
    </>
  );
}

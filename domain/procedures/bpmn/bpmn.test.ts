import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { permit } from '../checks/example.fixture.ts';
import type { Procedure } from '../language/types.ts';
import { bpmnOf } from './bpmn.ts';

type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

const PROCEDURES: Readonly<Record<string, Procedure>> = {
  'all agencies must answer': permit(),
  'two of three agencies suffice': permit(
    ['join: all', 'join: {atLeast: 2}'],
    ['due: 7 working-days}', 'due: 7 working-days}\n        - {agency: police, due: 1 working-days}'],
  ),
  'one answer suffices': permit(['join: all', 'join: any']),
  'agencies are asked at once and again': permit(
    ['    when: "= form.area > 200"\n', ''],
    ['return: {to: verify', 'return: {to: consult'],
  ),
  'one step alone': permit(['    when: "= form.area > 200"\n', ''], ['to: consult', 'to: granted']),
};

async function read(xml: string) {
  const { rootElement, elementsById, warnings } = await new BpmnModdle().fromXML(xml);
  const process = (rootElement.get('rootElements') as ModdleElement[])[0];
  const plane = (rootElement.get('diagrams') as ModdleElement[])[0]?.get('plane') as ModdleElement;
  return {
    warnings,
    byId: elementsById,
    elements: process?.get('flowElements') as (ModdleElement & { id: string; $type: string })[],
    drawn: plane.get('planeElement') as (ModdleElement & {
      bpmnElement: { id: string };
      bounds?: Box;
      waypoint?: { x: number; y: number }[];
    })[],
  };
}

describe('a procedure drawn as BPMN 2.0', () => {
  it.each(Object.entries(PROCEDURES))(
    'can be read back, with a place for everything: %s',
    async (_, procedure) => {
      const { warnings, elements, drawn } = await read(await bpmnOf(procedure, 'vi'));
      expect(warnings).toEqual([]);
      expect(drawn.map(({ bpmnElement }) => bpmnElement.id).sort()).toEqual(
        elements.map(({ id }) => id).sort(),
      );
      for (const { bpmnElement, bounds, waypoint } of drawn) {
        expect({ [bpmnElement.id]: (waypoint?.length ?? 0) >= 2 || bounds !== undefined }).toEqual({
          [bpmnElement.id]: true,
        });
      }
    },
  );

  it.each(Object.entries(PROCEDURES))(
    'has no node on another, and lines that begin and end at nodes: %s',
    async (_, procedure) => {
      const { elements, drawn } = await read(await bpmnOf(procedure, 'en'));
      const boxes = new Map(
        drawn.flatMap(({ bpmnElement, bounds }) => (bounds ? [[bpmnElement.id, bounds] as const] : [])),
      );
      const free = [...boxes].filter(([id]) => !id.startsWith('due_'));
      for (const [a, one] of free) {
        for (const [b, other] of free)
          if (a < b) expect({ a, b, meet: meet(one, other) }).toEqual({ a, b, meet: false });
      }
      for (const element of elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow')) {
        const line = drawn.find(({ bpmnElement }) => bpmnElement.id === element.id)?.waypoint ?? [];
        const [source, target] = [element.get('sourceRef'), element.get('targetRef')] as { id: string }[];
        expect(isAt(line[0], boxes.get(source?.id ?? ''))).toBe(true);
        expect(isAt(line.at(-1), boxes.get(target?.id ?? ''))).toBe(true);
      }
    },
  );

  it('waits for all agencies by a parallel gateway, and for some by a complex one that says how many', async () => {
    const join = async (name: string) =>
      node(await read(await bpmnOf(PROCEDURES[name] ?? permit(), 'en')), 'join_consult');
    expect((await join('all agencies must answer')).$type).toBe('bpmn:ParallelGateway');
    const some = await join('two of three agencies suffice');
    expect(some.$type).toBe('bpmn:ComplexGateway');
    expect(part(some, 'activationCondition').get('body')).toBe('activationCount >= 2');
    expect((await join('one answer suffices')).$type).toBe('bpmn:ComplexGateway');
  });

  it('never lets a gateway that splits also wait for several ways in', async () => {
    const { elements } = await read(
      await bpmnOf(PROCEDURES['agencies are asked at once and again'] ?? permit(), 'en'),
    );
    const forks = elements.filter(({ id }) => id.startsWith('fork_'));
    expect(forks.map((fork) => (fork.get('incoming') as unknown[]).length)).toEqual([1]);
  });

  it('shows the term of each task as a timer that does not interrupt it', async () => {
    const due = node(await read(await bpmnOf(permit(), 'en')), 'due_task_verify');
    expect(due.get('cancelActivity')).toBe(false);
    const timers = due.get('eventDefinitions') as ModdleElement[];
    expect(timers.map((timer) => part(timer, 'timeDuration').get('body'))).toEqual(['PT960M']);
  });

  it('says in the task what must come with an outcome', async () => {
    const proven = permit([
      'forward: {to: consult}',
      'forward: {to: consult, requires: {documents: [plan], position: true}}',
    ]);
    const task = node(await read(await bpmnOf(proven, 'en')), 'task_verify');
    const [documentation] = task.get('documentation') as ModdleElement[];
    expect(documentation?.get('text')).toContain('[plan, position]');
  });

  it('writes the same file for the same procedure', async () => {
    expect(await bpmnOf(permit(), 'vi')).toBe(await bpmnOf(permit(), 'vi'));
  });
});

function node({ byId }: Awaited<ReturnType<typeof read>>, id: string): ModdleElement {
  const found = byId[id];
  if (found === undefined) throw new Error(`no ${id} in the diagram`);
  return found;
}

function part(element: ModdleElement, name: string): ModdleElement {
  return element.get(name) as ModdleElement;
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isAt(point: { x: number; y: number } | undefined, box: Box | undefined): boolean {
  if (point === undefined || box === undefined) return false;
  const [dx, dy] = [point.x - box.x, point.y - box.y];
  return dx >= 0 && dx <= box.width && dy >= 0 && dy <= box.height;
}

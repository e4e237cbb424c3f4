/**
 * A procedure as a BPMN 2.0 diagram, for people and tools that read BPMN. A picture of the file, not a second source:
 * the process is marked as not executable, since office time, supplements and returns live in the engine.
 *
 * - a step is a user task; its term a timer on its border that does not interrupt it and leads to "overdue";
 * - the outcomes of a step leave by an exclusive gateway, and so does a step's `when`;
 * - agencies asked at once stand between parallel gateways; where fewer answers than branches are needed, the join
 *   is a complex gateway with the number as its activation condition, as BPMN has it.
 */
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { Localised } from '../../ids.ts';
import { waysOf } from '../language/flow.ts';
import type {
  Branch,
  Feel,
  ParallelStep,
  Procedure,
  Proof,
  SingleStep,
  Step,
  Target,
  Term,
} from '../language/types.ts';
import { type Box, type Column, type LayoutNode, layOut } from './layout.ts';

export type Language = keyof Localised;

const FEEL = 'https://www.omg.org/spec/DMN/20191111/FEEL/';
const OFFICE_TIME = 'urn:motcua:office-time';

/** The XML, with shapes and lines laid out; texts in one language. The same procedure gives the same XML. */
export async function bpmnOf(procedure: Procedure, language: Language): Promise<string> {
  const moddle = new BpmnModdle();
  const { xml } = await moddle.toXML(new Drawing(moddle, procedure, language).definitions(), {
    format: true,
  });
  return xml;
}

const ENDS: Readonly<Record<string, Localised>> = {
  granted: { vi: 'Đồng ý giải quyết', en: 'Granted' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  stopped: { vi: 'Dừng giải quyết', en: 'Stopped' },
  resolved: { vi: 'Đã xử lý', en: 'Resolved' },
  rejected: { vi: 'Không xử lý', en: 'Rejected' },
};
const GOOD_ENDS: readonly string[] = ['granted', 'resolved'];
const START: Readonly<Record<Procedure['kind'], Localised>> = {
  dossier: { vi: 'Đã tiếp nhận', en: 'Accepted' },
  complaint: { vi: 'Đã phân loại', en: 'Classified' },
};
const POSITION: Localised = { vi: 'vị trí', en: 'position' };
const OVERDUE: Localised = { vi: 'Quá hạn', en: 'Overdue' };
const OTHERWISE: Localised = { vi: 'Còn lại', en: 'Otherwise' };
const UNITS: Readonly<Record<Term['unit'], Localised>> = {
  'working-minutes': { vi: 'phút làm việc', en: 'working minutes' },
  'working-hours': { vi: 'giờ làm việc', en: 'working hours' },
  'working-days': { vi: 'ngày làm việc', en: 'working days' },
  'calendar-days': { vi: 'ngày', en: 'calendar days' },
  hours: { vi: 'giờ', en: 'hours' },
  weeks: { vi: 'tuần', en: 'weeks' },
  months: { vi: 'tháng', en: 'months' },
  years: { vi: 'năm', en: 'years' },
  'same-day': { vi: 'ngày, trong ngày tiếp nhận', en: 'day, that of receipt' },
};

/** Ids in the XML; each sort of node has a prefix of its own, so that no step's id can meet another's. */
const id = {
  task: (step: string, branch?: string) =>
    branch === undefined ? `task_${step}` : `task_${step}__${branch}`,
  end: (end: string) => `end_${end}`,
  asks: (step: string) => `when_${step}`,
  meets: (step: string) => `merge_${step}`,
  fork: (step: string) => `fork_${step}`,
  join: (step: string) => `join_${step}`,
  chooses: (step: string) => `outcome_${step}`,
};

interface Flow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isTimer: boolean;
  readonly element: ModdleElement;
}

class Drawing {
  private readonly moddle: BpmnModdle;
  private readonly procedure: Procedure;
  private readonly language: Language;
  private readonly nodes: ModdleElement[] = [];
  private readonly flows: Flow[] = [];
  private readonly byId = new Map<string, ModdleElement>();

  constructor(moddle: BpmnModdle, procedure: Procedure, language: Language) {
    this.moddle = moddle;
    this.procedure = procedure;
    this.language = language;
  }

  definitions(): ModdleElement {
    const { code, version, name, description, kind, steps } = this.procedure;
    const first = steps[0];
    if (first === undefined) throw new RangeError('a procedure has at least one step');

    this.node('bpmn:StartEvent', 'start', this.text(START[kind]));
    for (const step of steps) this.step(step);
    for (const end of new Set(waysOf(this.procedure).map(({ to }) => to))) {
      const label = ENDS[end];
      if (label) this.node('bpmn:EndEvent', id.end(end), this.text(label));
    }
    this.flow('start', this.entry(first.id));
    for (const step of steps) this.waysOn(step);

    const process = this.moddle.create('bpmn:Process', {
      id: `procedure_${code}`,
      name: this.text(name),
      isExecutable: false,
      documentation: [this.documentation(`${code} · ${version}\n${this.text(description)}`)],
      flowElements: [...this.nodes, ...this.flows.map(({ element }) => element)],
    });
    return this.moddle.create('bpmn:Definitions', {
      id: `definitions_${code}`,
      targetNamespace: 'urn:motcua:procedure',
      exporter: 'Motcua',
      rootElements: [process],
      diagrams: [this.diagram(process)],
    });
  }

  private diagram(process: ModdleElement): ModdleElement {
    const { boxes, lines, labels } = layOut(
      this.columns(),
      this.otherEnds(),
      this.flows.filter((flow) => !flow.isTimer),
    );
    const shape = (nodeId: string, box: Box, label?: Box): ModdleElement =>
      this.moddle.create('bpmndi:BPMNShape', {
        id: `shape_${nodeId}`,
        bpmnElement: this.byId.get(nodeId),
        ...(nodeId.startsWith('when_') || nodeId.startsWith('merge_') || nodeId.startsWith('outcome_')
          ? { isMarkerVisible: true }
          : {}),
        bounds: this.bounds(box),
        ...(label === undefined ? {} : { label: this.label(label) }),
      });
    const edge = (flow: Flow, points: readonly { x: number; y: number }[], label?: Box): ModdleElement =>
      this.moddle.create('bpmndi:BPMNEdge', {
        id: `edge_${flow.id}`,
        bpmnElement: flow.element,
        waypoint: points.map((point) => this.moddle.create('dc:Point', { ...point })),
        ...(label === undefined ? {} : { label: this.label(label) }),
      });

    const planeElement: ModdleElement[] = [];
    for (const [nodeId, box] of boxes) {
      // The name of a gateway stands above it: lines to the agencies that are asked leave below.
      const above = { x: box.x - 40, y: box.y - 36, width: box.width + 80, height: 14 };
      const isNamed = nodeId.startsWith('fork_') || nodeId.startsWith('join_');
      planeElement.push(isNamed ? shape(nodeId, box, above) : shape(nodeId, box));
      if (!this.byId.has(`due_${nodeId}`)) continue;
      const x = box.x + box.width - 40;
      const due = { x, y: box.y + box.height - 18, width: 36, height: 36 };
      const overdue = { x, y: box.y + box.height + 40, width: 36, height: 36 };
      planeElement.push(
        shape(`due_${nodeId}`, due, { x: box.x - 44, y: due.y + 20, width: 128, height: 14 }),
      );
      planeElement.push(
        shape(`overdue_${nodeId}`, overdue, { x: overdue.x - 60, y: overdue.y + 11, width: 54, height: 14 }),
      );
    }
    for (const flow of this.flows) {
      const timed = boxes.get(flow.from.replace(/^due_/, ''));
      if (flow.isTimer && timed !== undefined) {
        const [x, bottom] = [timed.x + timed.width - 22, timed.y + timed.height];
        planeElement.push(
          edge(flow, [
            { x, y: bottom + 18 },
            { x, y: bottom + 40 },
          ]),
        );
      } else planeElement.push(edge(flow, lines.get(flow.id) ?? [], labels.get(flow.id)));
    }
    return this.moddle.create('bpmndi:BPMNDiagram', {
      id: 'diagram',
      plane: this.moddle.create('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: process, planeElement }),
    });
  }

  /** The main row: each step with the gateways before and after it, and the good end. */
  private columns(): Column[] {
    const event = (eventId: string): LayoutNode => ({ id: eventId, size: 'event' });
    const gateway = (gatewayId: string): Column[] =>
      this.byId.has(gatewayId) ? [[{ id: gatewayId, size: 'gateway' }]] : [];
    const columns: Column[] = [[event('start')]];
    for (const step of this.procedure.steps) {
      const branches = step.parallel?.branches.map((branch) => id.task(step.id, branch.id));
      const tasks = (branches ?? [id.task(step.id)]).map((task): LayoutNode => ({ id: task, size: 'task' }));
      columns.push(
        ...gateway(id.asks(step.id)),
        ...gateway(id.meets(step.id)),
        ...gateway(id.fork(step.id)),
        tasks,
        ...gateway(id.join(step.id)),
        ...gateway(id.chooses(step.id)),
      );
    }
    const good = GOOD_ENDS.map(id.end).find((end) => this.byId.has(end));
    return good === undefined ? columns : [...columns, [event(good)]];
  }

  private otherEnds(): LayoutNode[] {
    return Object.keys(ENDS)
      .filter((end) => !GOOD_ENDS.includes(end) && this.byId.has(id.end(end)))
      .map((end) => ({ id: id.end(end), size: 'event' }));
  }

  private bounds(box: Box): ModdleElement {
    return this.moddle.create('dc:Bounds', { ...box });
  }

  private label(box: Box): ModdleElement {
    return this.moddle.create('bpmndi:BPMNLabel', { bounds: this.bounds(box) });
  }

  private step(step: Step): void {
    if (step.when !== null) this.node('bpmn:ExclusiveGateway', id.asks(step.id), '');
    if (step.parallel === null) this.single(step);
    else this.parallel(step);
  }

  private single(step: SingleStep): void {
    this.task(id.task(step.id), step, step.supplement);
    if (Object.keys(step.outcomes).length > 1) this.node('bpmn:ExclusiveGateway', id.chooses(step.id), '');
  }

  private parallel(step: ParallelStep): void {
    const { need, branches } = step.parallel;
    // A diverging parallel gateway with two ways in would wait for both, which is not what the procedure says.
    if (step.when === null && this.entrances(step.id) > 1) {
      this.node('bpmn:ExclusiveGateway', id.meets(step.id), '');
    }
    this.node('bpmn:ParallelGateway', id.fork(step.id), this.text(step.name));
    for (const branch of branches) this.task(id.task(step.id, branch.id), branch, false);
    if (need === branches.length) this.node('bpmn:ParallelGateway', id.join(step.id), '');
    else {
      this.node('bpmn:ComplexGateway', id.join(step.id), `${need}/${branches.length}`, {
        activationCondition: this.expression(`activationCount >= ${need}`, FEEL),
      });
    }
    if (step.then.length > 1) this.node('bpmn:ExclusiveGateway', id.chooses(step.id), '');
  }

  private task(taskId: string, holder: SingleStep | Branch, supplement: boolean): void {
    const opinions = Object.values(holder.outcomes).map(({ name, requires }) =>
      [this.text(name), ...this.proof(requires)].join(' '),
    );
    const documents = supplement
      ? [this.text({ vi: 'Được yêu cầu bổ sung hồ sơ', en: 'May request documents' })]
      : [];
    const task = this.node('bpmn:UserTask', taskId, `${this.text(holder.name)}\n(${holder.agency})`, {
      documentation: [this.documentation([...documents, opinions.join(' / ')].join('\n'))],
      resources: [
        this.moddle.create('bpmn:PotentialOwner', {
          id: `owner_${taskId}`,
          name: `${holder.agency} · ${holder.role}`,
          resourceAssignmentExpression: this.moddle.create('bpmn:ResourceAssignmentExpression', {
            expression: this.expression(`${holder.agency}:${holder.role}`),
          }),
        }),
      ],
    });
    const { amount, unit } = holder.due;
    this.node('bpmn:BoundaryEvent', `due_${taskId}`, `${amount} ${this.text(UNITS[unit])}`, {
      attachedToRef: task,
      cancelActivity: false,
      eventDefinitions: [
        this.moddle.create('bpmn:TimerEventDefinition', {
          id: `timer_${taskId}`,
          timeDuration: this.duration(holder.due),
        }),
      ],
    });
    this.node('bpmn:EndEvent', `overdue_${taskId}`, this.text(OVERDUE));
    this.flow(`due_${taskId}`, `overdue_${taskId}`);
  }

  /** What must come with an outcome, in brackets. */
  private proof(requires: Proof | undefined): readonly string[] {
    if (requires === undefined) return [];
    const { documents = [], position } = requires;
    return [`[${[...documents, ...(position ? [this.text(POSITION)] : [])].join(', ')}]`];
  }

  private waysOn(step: Step): void {
    if (step.when !== null && step.otherwise !== null) {
      this.flow(id.asks(step.id), this.inside(step), `= ${step.when}`, step.when);
      this.flow(id.asks(step.id), this.entry(step.otherwise), this.text(OTHERWISE), null, true);
    }
    if (step.parallel === null) {
      const outcomes = Object.values(step.outcomes);
      const from = outcomes.length > 1 ? id.chooses(step.id) : id.task(step.id);
      if (outcomes.length > 1) this.flow(id.task(step.id), from);
      for (const { name, to } of outcomes) this.flow(from, this.entry(to), this.text(name));
      return;
    }
    if (this.byId.has(id.meets(step.id))) this.flow(id.meets(step.id), id.fork(step.id));
    for (const branch of step.parallel.branches) {
      this.flow(id.fork(step.id), id.task(step.id, branch.id));
      this.flow(id.task(step.id, branch.id), id.join(step.id));
    }
    if (step.then.length === 1) {
      for (const { to } of step.then) this.flow(id.join(step.id), this.entry(to));
      return;
    }
    this.flow(id.join(step.id), id.chooses(step.id));
    for (const { when, to } of step.then) {
      const label = when === null ? this.text(OTHERWISE) : `= ${when}`;
      this.flow(id.chooses(step.id), this.entry(to), label, when, when === null);
    }
  }

  /** The node by which a target is entered: its condition if it has one, else what is inside. */
  private entry(target: Target): string {
    const step = this.procedure.steps.find((candidate) => candidate.id === target);
    if (step === undefined) return id.end(target);
    return step.when === null ? this.inside(step) : id.asks(step.id);
  }

  private inside(step: Step): string {
    if (step.parallel === null) return id.task(step.id);
    return this.byId.has(id.meets(step.id)) ? id.meets(step.id) : id.fork(step.id);
  }

  private entrances(step: string): number {
    const first = this.procedure.steps[0]?.id === step ? 1 : 0;
    return first + waysOf(this.procedure).filter(({ to }) => to === step).length;
  }

  private node(
    type: string,
    nodeId: string,
    name: string,
    rest: Readonly<Record<string, unknown>> = {},
  ): ModdleElement {
    const node = this.moddle.create(type, { id: nodeId, ...(name === '' ? {} : { name }), ...rest });
    this.nodes.push(node);
    this.byId.set(nodeId, node);
    return node;
  }

  private flow(from: string, to: string, name = '', when: Feel | null = null, isDefault = false): void {
    const [sourceRef, targetRef] = [this.byId.get(from), this.byId.get(to)];
    if (sourceRef === undefined || targetRef === undefined) throw new RangeError(`no node ${from} or ${to}`);
    const flowId = `flow_${this.flows.length + 1}`;
    const element = this.moddle.create('bpmn:SequenceFlow', {
      id: flowId,
      ...(name === '' ? {} : { name }),
      sourceRef,
      targetRef,
      ...(when === null ? {} : { conditionExpression: this.expression(when, FEEL) }),
    });
    this.flows.push({ id: flowId, from, to, label: name, isTimer: from.startsWith('due_'), element });
    for (const [node, end] of [
      [sourceRef, 'outgoing'],
      [targetRef, 'incoming'],
    ] as const) {
      node.set(end, [...((node.get(end) as ModdleElement[] | undefined) ?? []), element]);
    }
    if (isDefault) sourceRef.set('default', element);
  }

  /** ISO 8601 has no working days: office terms are given in hours of office time, and say so. */
  private duration({ amount, unit }: Term): ModdleElement {
    switch (unit) {
      case 'calendar-days':
        return this.expression(`P${amount}D`);
      case 'weeks':
        return this.expression(`P${amount}W`);
      case 'months':
        return this.expression(`P${amount}M`);
      case 'years':
        return this.expression(`P${amount}Y`);
      case 'hours':
        return this.expression(`PT${amount}H`);
      case 'working-minutes':
        return this.expression(`PT${amount}M`, OFFICE_TIME);
      case 'working-hours':
        return this.expression(`PT${amount}H`, OFFICE_TIME);
      case 'working-days':
      case 'same-day':
        return this.expression(`PT${amount * this.procedure.sla.minutesPerWorkingDay}M`, OFFICE_TIME);
    }
  }

  private expression(body: string, language?: string): ModdleElement {
    return this.moddle.create('bpmn:FormalExpression', {
      body,
      ...(language === undefined ? {} : { language }),
    });
  }

  private documentation(text: string): ModdleElement {
    return this.moddle.create('bpmn:Documentation', { text });
  }

  private text(localised: Localised): string {
    return localised[this.language];
  }
}

/** What we use of a library that brings no types of its own. */
declare module 'bpmn-moddle' {
  export interface ModdleElement {
    readonly $type: string;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  }
  export class BpmnModdle {
    create(type: string, properties?: Readonly<Record<string, unknown>>): ModdleElement;
    toXML(element: ModdleElement, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
    fromXML(xml: string): Promise<{
      readonly rootElement: ModdleElement;
      readonly elementsById: Readonly<Record<string, ModdleElement>>;
      readonly warnings: readonly { readonly message: string }[];
    }>;
  }
}

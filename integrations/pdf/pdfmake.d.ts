/** The part of pdfmake that the forms use. Its published types bring those of browsers into the whole project. */
declare module 'pdfmake' {
  export type Margin = readonly [left: number, top: number, right: number, bottom: number];

  export interface Look {
    readonly bold?: boolean;
    readonly italics?: boolean;
    readonly fontSize?: number;
    readonly lineHeight?: number;
    readonly characterSpacing?: number;
    readonly color?: string;
    readonly alignment?: 'left' | 'center' | 'right' | 'justify';
    readonly leadingIndent?: number;
    readonly margin?: Margin;
    readonly unbreakable?: boolean;
    /** Of a column. */
    readonly width?: number | string;
    /** Of a cell. */
    readonly colSpan?: number;
    readonly fillColor?: string;
  }

  export interface Text extends Look {
    readonly text: string | Text | readonly (string | Text)[];
  }

  export interface Line {
    readonly type: 'line';
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
    readonly lineWidth: number;
  }

  export interface TableLayout {
    readonly hLineWidth?: () => number;
    readonly vLineWidth?: () => number;
    readonly paddingLeft?: () => number;
    readonly paddingRight?: () => number;
    readonly paddingTop?: () => number;
    readonly paddingBottom?: () => number;
  }

  export interface Table {
    readonly headerRows?: number;
    readonly keepWithHeaderRows?: number;
    readonly dontBreakRows?: boolean;
    readonly widths: readonly (number | string)[];
    readonly body: readonly (readonly Content[])[];
  }

  export type Content =
    | string
    | Text
    | (Look & { readonly stack: readonly Content[] })
    | (Look & { readonly ol: readonly Content[] })
    | (Look & { readonly columns: readonly Content[]; readonly columnGap?: number })
    | (Look & { readonly table: Table; readonly layout: TableLayout })
    | (Look & { readonly canvas: readonly Line[] })
    | (Look & { readonly svg: string; readonly height: number })
    | readonly Content[];

  export interface Document {
    readonly info: Readonly<Record<string, string | Date>>;
    readonly language: string;
    readonly displayTitle: boolean;
    readonly version: '1.7';
    readonly subset: 'PDF/A-2b';
    readonly pageSize: 'A4' | 'A6';
    readonly pageOrientation: 'portrait' | 'landscape';
    readonly pageMargins: Margin;
    readonly defaultStyle: Look & { readonly font: string };
    readonly content: Content;
    readonly footer?: (page: number, pages: number) => Content;
    readonly watermark?: {
      readonly text: string;
      readonly color: string;
      readonly opacity: number;
      readonly bold: boolean;
    };
  }

  const pdfmake: {
    setFonts(
      fonts: Readonly<Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>>,
    ): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(document: Document): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfmake;
}

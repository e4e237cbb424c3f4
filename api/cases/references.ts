import { saveTextContent } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import type { Actor, Command } from '../../domain/cases/state/commands.ts';
import type { DocumentRef, TextContentRef } from '../../domain/cases/state/state.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { TextContentKind } from '../../domain/vocabulary/text-contents.ts';
import { keepDocuments, type NamedDocument } from '../documents/named-documents.ts';

/** The texts and documents of one request, by ids made of its key: sent again, they are the same. */
export class References {
  readonly #orderId: string;
  readonly #texts: {
    readonly ref: TextContentRef;
    readonly kind: TextContentKind;
    readonly content: unknown;
    readonly about: string;
  }[] = [];
  #documents: readonly NamedDocument[] = [];
  readonly #kept = new Map<string, TextContentRef>();

  constructor(orderId: string) {
    this.#orderId = orderId;
  }

  /** `about`: by which words it is found. */
  text(kind: TextContentKind, content: unknown, about = ''): TextContentRef {
    const ref = { id: `${this.#orderId}-${kind}`, digest: '' };
    this.#texts.push({ ref, kind, content, about });
    return ref;
  }

  reason(reason: string): TextContentRef {
    return this.text('reason', reason);
  }

  documents(named: readonly NamedDocument[]): readonly DocumentRef[] {
    this.#documents = named;
    return named.map(({ ref }) => ref);
  }

  async keep(session: Session, caseId: CaseId, actor: Actor): Promise<void> {
    for (const { ref, kind, content, about } of this.#texts)
      this.#kept.set(
        ref.id,
        await saveTextContent(session, { id: ref.id, caseId, kind, author: actor.user, content, about }),
      );
    await keepDocuments(session, caseId, actor, this.#documents);
  }

  /** The command with the digests under which its texts were kept. */
  final(command: Command): Command {
    const filled = Object.entries(command).map(([key, value]) => {
      const kept =
        value !== null && typeof value === 'object' && 'id' in value
          ? this.#kept.get(value.id as string)
          : undefined;
      return [key, kept ?? value];
    });
    return Object.fromEntries(filled) as Command;
  }
}

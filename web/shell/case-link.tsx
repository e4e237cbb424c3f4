import { Link } from '@tanstack/react-router';

/** A case by its code, in a table or a line of text. */
export function CaseLink({ code }: { code: string }) {
  return (
    <Link to="/cases/$code" params={{ code }} className="strong-link">
      {code}
    </Link>
  );
}

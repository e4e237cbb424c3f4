import { Modal, type ModalProps } from '@mantine/core';
import { useLanguage } from './language.tsx';

/** A window over the page, whose closing cross has a name. */
export function Window(props: ModalProps) {
  const { says } = useLanguage();
  return <Modal closeButtonProps={{ 'aria-label': says.shell.close }} {...props} />;
}

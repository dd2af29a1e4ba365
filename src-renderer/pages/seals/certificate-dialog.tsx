import { Button, Modal } from 'antd';
import type { SealView } from '#shared/contract/station.ts';
import { useWords } from '../../bridge/words.ts';
import { Digest } from '../../components/digest.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { dateText } from '../../components/time-words.ts';

/** The certificate a seal signs with, as its fields have it. */
export function CertificateDialog({ seal, onClose }: { readonly seal: SealView; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string): string => say(`screen.seals.certificate.${key}`);
  const { subject, issuer, serialHex, notBefore, notAfter, sm3 } = seal.certificate;
  return (
    <Modal open onCancel={onClose} title={word('title')} width={600} footer={null}>
      <div className="sk-suspend">
        <FactsList
          rows={[
            { label: word('subject'), value: subject },
            { label: word('issuer'), value: issuer },
            { label: word('serial'), value: <Digest hex={serialHex} isWhole /> },
            { label: word('from'), value: dateText(new Date(notBefore)) },
            { label: word('to'), value: dateText(new Date(notAfter)) },
            { label: word('sm3'), value: <Digest hex={sm3} isWhole /> },
          ]}
        />
        <footer>
          <Button onClick={onClose}>{word('close')}</Button>
        </footer>
      </div>
    </Modal>
  );
}

import type { Reference } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';
import { holds, maybe, no, yes, type Certainty } from '../../template/read/certainty';
import { arnParts } from '../../template/access/principal';
import { readable } from '../../template/evaluate/unresolved';

const OF_ACM = 'AWS::CertificateManager::Certificate';
const OF_IAM = 'AWS::IAM::ServerCertificate';

/** Whether a certificate is one of AWS Certificate Manager, which renews it. */
export function isOfAcm(certificate: Reading<Reference>): Certainty {
  return holds(certificate, ofAcm, { ...no, reason: 'nothing' });
}

function ofAcm({ text, literal, target }: Reference): Certainty {
  if (target?.type === OF_ACM || arnParts(text)[2] === 'acm') return yes;
  const uploaded = target?.type === OF_IAM || text.includes(':server-certificate/');
  if (uploaded || literal !== undefined) return { ...no, reason: readable(text) };
  return maybe(`known only at deployment (${readable(text)})`);
}

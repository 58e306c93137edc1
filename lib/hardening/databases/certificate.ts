import type { CaCertificate } from 'aws-cdk-lib/aws-rds';
import { flaw } from '../decisions';
import type { At, Flaw, PropRule } from '../prop-rule';

/** A server certificate of an authority that has not expired. */
export function validCertificate(): PropRule<CaCertificate, At<unknown>> {
  return {
    says: 'may not be rds-ca-2019',
    flaws: (certificate, at) => flawsOfCertificate(certificate.toString(), at),
  };
}

/** "Rotating your SSL/TLS certificate" (Amazon RDS User Guide): rds-ca-2019 expired in August 2024. */
export function flawsOfCertificate(identifier: string, at: At<unknown>): Flaw[] {
  if (identifier !== 'rds-ca-2019') return [];
  const why = 'it expired in 2024, and clients that check it connect no more';
  return [flaw({ clause: 'P2.1.3', why }, at, 'may not be rds-ca-2019')];
}

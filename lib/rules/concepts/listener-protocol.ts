import type { Resource } from '../../template/read/resource';

/** Whether a listener encrypts, or may do so as far as the template tells. */
export function mayEncrypt(listener: Resource): boolean {
  const protocol = listener.text('Protocol');
  return protocol.kind === 'unknown' || (protocol.kind === 'value' && ['HTTPS', 'TLS'].includes(protocol.value));
}

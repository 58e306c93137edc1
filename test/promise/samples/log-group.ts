import {
  DataIdentifier,
  DataProtectionPolicy,
  FieldIndexPolicy,
  LogGroup,
  LogGroupClass,
  type LogGroupProps,
} from 'aws-cdk-lib/aws-logs';
import { DataCategory, SecureLogGroup } from '../../../lib';
import { LOG_GROUP } from '../../../lib/hardening/logs/log-group';
import { CATEGORIES } from '../categories';
import { made, subject, value } from '../subject';
import { keySamples } from './keys';

const masking = (): DataProtectionPolicy => new DataProtectionPolicy({ identifiers: [DataIdentifier.EMAILADDRESS] });

export default subject<LogGroupProps>({
  name: 'SecureLogGroup',
  table: LOG_GROUP,
  required: () => ({}),
  categories: [
    DataCategory.INFRASTRUCTURE_LOGS,
    DataCategory.AUDIT_LOGS,
    DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
    DataCategory.SUPPORT_AND_BILLING_RECORDS,
    ...CATEGORIES,
  ],
  ours: (stack, props, dataCategory) => {
    new SecureLogGroup(stack, 'LogGroup', { ...props, dataCategory });
  },
  plain: (stack, props) => {
    new LogGroup(stack, 'LogGroup', props);
  },
  samples: {
    encryptionKey: keySamples(),
    dataProtectionPolicy: {
      taken: [made(masking)],
      refused: [made(masking, () => ({ logGroupClass: LogGroupClass.INFREQUENT_ACCESS }))],
    },
    logGroupName: { taken: [value('/orders/service')] },
    fieldIndexPolicies: { taken: [made(() => [new FieldIndexPolicy({ fields: ['requestId'] })])] },
  },
});

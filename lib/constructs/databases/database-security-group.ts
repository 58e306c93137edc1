import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { SecureSecurityGroup } from '../network/secure-security-group';

/** The security group of a database: nobody in until somebody is let in, nothing out. */
export function groupFor(database: Construct, vpc: IVpc): SecureSecurityGroup {
  return new SecureSecurityGroup(database, 'SecurityGroup', { vpc, description: `Database ${database.node.path}` });
}

import { Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { BlockDeviceVolume, MachineImage } from 'aws-cdk-lib/aws-ec2';
import { IpTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import type { Construct } from 'constructs';
import {
  Exposure,
  SecureApplicationLoadBalancer,
  SecureLaunchTemplate,
  SecureNetworkLoadBalancer,
  TlsPolicy,
  type IsolatedNetwork,
} from '../../lib';
import { Firewall } from './firewall';

/** What the edge stack takes from elsewhere. */
export interface EdgeStackProps extends StackProps {
  /** The network of the load balancers. */
  readonly network: IsolatedNetwork;
}

/** How the environment is reached: from the internet over a firewall, and from inside. */
export class EdgeStack extends Stack {
  public constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    const { network } = props;
    const certificate = new Certificate(this, 'Certificate', {
      domainName: 'shop.example.com',
      validation: CertificateValidation.fromDns(),
    });
    const web = new SecureApplicationLoadBalancer(this, 'Web', {
      vpc: network.vpc,
      exposure: Exposure.internet({ webAcl: new Firewall(this, 'Firewall').webAcl }),
      certificate,
      tlsPolicy: TlsPolicy.POST_QUANTUM,
      redirectHttp: true,
    });
    web.addTargets('Shop', { port: 8443, targets: [new IpTarget('10.0.8.10')] });

    const broker = new SecureNetworkLoadBalancer(this, 'Broker', {
      vpc: network.vpc,
      exposure: Exposure.internal(),
      certificate,
      tlsPolicy: TlsPolicy.FIPS,
    });
    broker.addTargets('Messages', { port: 8883, targets: [new IpTarget('10.0.8.10')] });

    new SecureLaunchTemplate(this, 'Workers', {
      machineImage: MachineImage.latestAmazonLinux2023(),
      securityGroup: network.securityGroup('Workers', 'Workers of the shop'),
      blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(20) }],
    });
  }
}

import type { ResourceEnvironment } from 'aws-cdk-lib';
import type { IConnectable, Port } from 'aws-cdk-lib/aws-ec2';
import type {
  IApplicationTargetGroup,
  IApplicationTargetGroupMetrics,
  INetworkTargetGroup,
  TargetGroupReference,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct, IDependable, IMixin, Node } from 'constructs';

/**
 * A target group of a network load balancer that hears on which port a target wants to be reached.
 *
 * Targets of the CDK tell that to groups of application load balancers alone: the port of a container, or the range from
 * which it gets one, stands nowhere else.
 *
 * @internal
 */
export class ListeningTargetGroup implements IApplicationTargetGroup {
  public readonly node: Node;
  public readonly env: ResourceEnvironment;
  public readonly targetGroupRef: TargetGroupReference;
  public readonly targetGroupName: string;
  public readonly targetGroupArn: string;
  public readonly loadBalancerArns: string;
  public readonly loadBalancerAttached: IDependable;

  public constructor(
    private readonly group: INetworkTargetGroup,
    /** Hears who wants to be reached, and on which port when it is another one than the group's. */
    public readonly registerConnectable: (target: IConnectable, port?: Port) => void,
  ) {
    this.node = group.node;
    this.env = group.env;
    this.targetGroupRef = group.targetGroupRef;
    this.targetGroupName = group.targetGroupName;
    this.targetGroupArn = group.targetGroupArn;
    this.loadBalancerArns = group.loadBalancerArns;
    this.loadBalancerAttached = group.loadBalancerAttached;
  }

  /** Requests are counted by application load balancers alone. */
  public get metrics(): IApplicationTargetGroupMetrics {
    throw this.refusal('metrics');
  }

  /** Applies mixins to the network target group. */
  public with(...mixins: IMixin[]): IConstruct {
    return this.group.with(...mixins);
  }

  /** Listeners find the network target group itself. */
  public registerListener(): void {
    throw this.refusal('registerListener');
  }

  /** Targets find the network target group itself. */
  public addTarget(): void {
    throw this.refusal('addTarget');
  }

  private refusal(member: string): Error {
    return new Error(`'${member}' of ${this.node.path} is for application load balancers, got a network load balancer`);
  }
}

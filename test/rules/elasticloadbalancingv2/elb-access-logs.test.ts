import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/elasticloadbalancingv2/elb-access-logs';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'into a bucket of the stack': (stack) => {
      const balancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') });
      balancer.setAttribute('access_logs.s3.enabled', 'true');
      balancer.setAttribute('access_logs.s3.bucket', new Bucket(stack, 'Logs').bucketName);
    },
    'a classic one': {
      Resources: {
        Balancer: {
          Type: 'AWS::ElasticLoadBalancing::LoadBalancer',
          Properties: { AccessLoggingPolicy: { Enabled: true, S3BucketName: 'logs' } },
        },
      },
    },
  },
  noncompliant: {
    'an L2 as it comes': (stack) => new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') }),
    'on, into no bucket': { LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'true' }] },
    'switched off': {
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'false' },
        { Key: 'access_logs.s3.bucket', Value: 'logs' },
      ],
    },
    'a classic one without': { Resources: { Balancer: { Type: 'AWS::ElasticLoadBalancing::LoadBalancer' } } },
  },
  notApplicable: { 'a gateway load balancer': { Type: 'gateway' } },
});

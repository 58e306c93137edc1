import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SecureLogGroup } from '../../lib';

const MANAGED_GROUPS = [
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
];
/** Requests of one address in five minutes, beyond which it is a machine. */
const REQUESTS_OF_ONE_ADDRESS = 2000;

/** A web ACL of AWS's own rules, with its log. */
export class Firewall extends Construct {
  public readonly webAcl: CfnWebACL;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const groups = MANAGED_GROUPS.map((name, priority) => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
      visibilityConfig: visibility(name),
    }));
    const rate = {
      name: 'RateByAddress',
      priority: groups.length,
      action: { block: {} },
      statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: REQUESTS_OF_ONE_ADDRESS } },
      visibilityConfig: visibility('RateByAddress'),
    };
    this.webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: [...groups, rate],
      visibilityConfig: visibility('WebAcl'),
    });
    // AWS WAF writes into no log group with another name
    const logGroupName = `aws-waf-logs-${Names.uniqueResourceName(this, { maxLength: 60 })}`;
    const { logGroup } = new SecureLogGroup(this, 'Log', { logGroupName });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAcl.attrArn,
      logDestinationConfigs: [logGroup.logGroupArn.replace(/:\*$/, '')],
    });
  }
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}
